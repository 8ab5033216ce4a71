package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** No frame arrives without the configuration that was in force when it was published, whatever was overwritten. */
public final class ConfigAgainstPoll {
    private ConfigAgainstPoll() {}

    @Outcome(id = "decoded", expect = Expect.ACCEPTABLE, desc = "Frames arrived, the configuration before them.")
    @Outcome(id = "nothing", expect = Expect.ACCEPTABLE, desc = "No key frame was whole, or there yet.")
    @Outcome(
            id = Broadcast.UNCONFIGURED,
            expect = Expect.FORBIDDEN,
            desc = "A frame arrived and the configuration it needs had not.")
    @Outcome(id = Reading.TORN, expect = Expect.FORBIDDEN, desc = "A payload passed for whole and was not.")
    private static final class Decoding {}

    private static Object settle(Pool<Broadcast> pool, Broadcast broadcast, Object outcome) {
        String fault = broadcast.settle();
        if (fault.isEmpty()) {
            pool.giveBack(broadcast);
            return outcome;
        }
        return fault;
    }

    private static Broadcast reset(Broadcast broadcast) {
        broadcast.meeting.reset();
        return broadcast;
    }

    /** The frame that brought the configuration is overwritten while it is read: it has to come with the next one. */
    @JCStressTest
    @JCStressMeta(Decoding.class)
    @State
    public static class Lost {
        private static final Pool<Broadcast> BROADCASTS = new Pool<>(() -> new Broadcast(2, false));
        private final Broadcast broadcast = reset(BROADCASTS.take());

        public Lost() {
            broadcast.publishConfig();
        }

        @Actor
        public void publisher() {
            broadcast.meeting.meet();
            broadcast.publishKeyFrame();
            broadcast.publishKeyFrame();
        }

        @Actor
        public void subscriber(L_Result result) {
            broadcast.meeting.meet();
            result.r1 = broadcast.poll();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = settle(BROADCASTS, broadcast, result.r1);
        }
    }

    /** The same, read in place. */
    @JCStressTest
    @JCStressMeta(Decoding.class)
    @State
    public static class LostInPlace {
        private static final Pool<Broadcast> BROADCASTS = new Pool<>(() -> new Broadcast(2, true));
        private final Broadcast broadcast = reset(BROADCASTS.take());

        public LostInPlace() {
            broadcast.publishConfig();
        }

        @Actor
        public void publisher() {
            broadcast.meeting.meet();
            broadcast.publishKeyFrame();
            broadcast.publishKeyFrame();
        }

        @Actor
        public void subscriber(L_Result result) {
            broadcast.meeting.meet();
            result.r1 = broadcast.poll();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = settle(BROADCASTS, broadcast, result.r1);
        }
    }

    /** The configuration changes, and the frame that brings it is overwritten by the first one that needs it. */
    @JCStressTest
    @JCStressMeta(Decoding.class)
    @State
    public static class Renewed {
        private static final Pool<Broadcast> BROADCASTS = new Pool<>(() -> new Broadcast(1, false));
        private final Broadcast broadcast = reset(BROADCASTS.take());

        public Renewed() {
            broadcast.publishConfig();
            broadcast.publishKeyFrame();
        }

        @Actor
        public void publisher() {
            broadcast.meeting.meet();
            broadcast.publishConfig();
            broadcast.publishKeyFrame();
        }

        @Actor
        public void subscriber(L_Result result) {
            broadcast.meeting.meet();
            result.r1 = broadcast.poll();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = settle(BROADCASTS, broadcast, result.r1);
        }
    }
}
