package io.framebus.disruptor;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.Publishers;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two threads publish to one stream: each gets sequences of its own, in its own order, and its frames arrive whole. */
public final class SharedPublishers {
    private SharedPublishers() {}

    @Outcome(
            id = {"1122", "1212", "1221", "2112", "2121", "2211"},
            expect = Expect.ACCEPTABLE,
            desc = "Both frames of both, whole, each publisher's in its order.")
    @Outcome(id = Reading.TORN, expect = Expect.FORBIDDEN, desc = "A frame is not whole: two publishers wrote at once.")
    @Outcome(
            id = Reading.MISORDERED,
            expect = Expect.FORBIDDEN,
            desc = "Sequences are missing or doubled, or a publisher's frames were reordered.")
    private static final class Interleaving {}

    /** A stream with two sources and a subscriber that sees what became of their frames. */
    private static final class Studio implements FrameHandler {
        private static final int FRAMES_EACH = 2;

        final Meeting meeting = new Meeting();
        final Source first;
        final Source second;
        private final RingSubscription subscription;

        /** Keys of the second source are this far above those of the first. */
        private static final long SECOND = 1L << 32;

        private long key;
        private long nextSequence;
        private long nextOfFirst;
        private long nextOfSecond;
        private final StringBuilder order = new StringBuilder();
        private String fault = "";

        Studio() {
            Stream stream = Rig.stream(
                    Rig.ring(4, 256)
                            .publishers(Publishers.SHARED)
                            .startAt(StartAt.OLDEST)
                            .build(),
                    () -> 0,
                    new ArenaPool(0));
            first = new Source(stream.publication());
            second = new Source(stream.publication());
            subscription = stream.subscribe(SubscribeOptions.defaults());
        }

        Studio reset() {
            meeting.reset();
            key += FRAMES_EACH;
            nextOfFirst = key;
            nextOfSecond = SECOND + key;
            order.setLength(0);
            return this;
        }

        void publish() {
            first.publish(key, 64);
            first.publish(key + 1, 32);
        }

        void publishToo() {
            second.publish(SECOND + key, 48);
            second.publish(SECOND + key + 1, 64);
        }

        void claimToo() {
            second.claimAndCommit(SECOND + key, 48, 16);
            second.claimAndCommit(SECOND + key + 1, 64, 0);
        }

        String readAll() {
            int frames = subscription.poll(this, Integer.MAX_VALUE);
            if (fault.isEmpty() && frames != 2 * FRAMES_EACH) {
                fault = Reading.MISORDERED;
            }
            return fault.isEmpty() ? order.toString() : fault;
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            boolean bySecond = frame.ptsUs() >= SECOND;
            if (!Frames.isWhole(frame)) {
                fault = Reading.TORN;
            } else if (frame.sequence() != nextSequence || frame.ptsUs() != (bySecond ? nextOfSecond : nextOfFirst)) {
                fault = Reading.MISORDERED;
            }
            nextSequence++;
            if (bySecond) {
                nextOfSecond++;
            } else {
                nextOfFirst++;
            }
            order.append(bySecond ? '2' : '1');
        }
    }

    private static Object settle(Pool<Studio> pool, Studio studio) {
        String outcome = studio.readAll();
        if (studio.fault.isEmpty()) {
            pool.giveBack(studio);
        }
        return outcome;
    }

    /** Both by publish. */
    @JCStressTest
    @JCStressMeta(Interleaving.class)
    @State
    public static class Publish {
        private static final Pool<Studio> STUDIOS = new Pool<>(Studio::new);
        private final Studio studio = STUDIOS.take().reset();

        @Actor
        public void first() {
            studio.meeting.meet();
            studio.publish();
        }

        @Actor
        public void second() {
            studio.meeting.meet();
            studio.publishToo();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = settle(STUDIOS, studio);
        }
    }

    /** One by publish, one by claim. */
    @JCStressTest
    @JCStressMeta(Interleaving.class)
    @State
    public static class Claim {
        private static final Pool<Studio> STUDIOS = new Pool<>(Studio::new);
        private final Studio studio = STUDIOS.take().reset();

        @Actor
        public void first() {
            studio.meeting.meet();
            studio.publish();
        }

        @Actor
        public void second() {
            studio.meeting.meet();
            studio.claimToo();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = settle(STUDIOS, studio);
        }
    }
}
