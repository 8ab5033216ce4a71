package io.framebus.disruptor;

import io.framebus.StreamConfig;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Nobody waits for something that is gone: the end wakes whoever waits, or is seen before he waits. */
public final class EndAgainstReceive {
    private static final StreamConfig CONFIG = Rig.ring(2, 64).build();
    private static final ArenaPool ARENAS = new ArenaPool(1 << 20);
    private static final String ENDED = "ended";

    private EndAgainstReceive() {}

    @Outcome(id = ENDED, expect = Expect.ACCEPTABLE, desc = "Returned because it has ended.")
    @Outcome(id = Dormitory.OVERSLEPT, expect = Expect.FORBIDDEN, desc = "Slept on until the time was up.")
    private static final class Ending {}

    /** A stream whose publisher has acknowledged that there are sleepers, so that nobody looks again by himself. */
    private static Stream stream() {
        Stream stream = Rig.stream(CONFIG, () -> 0, ARENAS);
        stream.sleepers.sleep(new Sleepers.Sleeper(), () -> true, System.nanoTime());
        new Source(stream.publication()).publish(0, Long.BYTES);
        return stream;
    }

    private static String receive(Subscription subscription) {
        long startNs = System.nanoTime();
        int received;
        try {
            received = subscription.receive(frame -> {}, 1, Duration.ofNanos(Dormitory.DEADLINE_NS));
        } catch (InterruptedException thrown) {
            return thrown.toString();
        }
        boolean inTime = System.nanoTime() - startNs < Dormitory.DEADLINE_NS;
        return inTime && received == Subscription.ENDED ? ENDED : Dormitory.OVERSLEPT;
    }

    /** The subscription is closed by another thread. */
    @JCStressTest
    @JCStressMeta(Ending.class)
    @State
    public static class CloseSubscription {
        private static final Pool<Stream> STREAMS = new Pool<>(EndAgainstReceive::stream);
        private final Meeting meeting = new Meeting();
        private final Stream stream = STREAMS.take();
        private final RingSubscription subscription = stream.subscribe(SubscribeOptions.defaults());

        @Actor
        public void closer() {
            meeting.meet();
            subscription.close();
        }

        @Actor
        public void subscriber(L_Result result) {
            meeting.meet();
            result.r1 = receive(subscription);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            subscription.tryLetGo(true);
            if (result.r1.equals(ENDED)) {
                STREAMS.giveBack(stream);
            }
        }
    }

    /** The stream ends. */
    @JCStressTest
    @JCStressMeta(Ending.class)
    @State
    public static class EndStream {
        private final Meeting meeting = new Meeting();
        private final Stream stream = stream();
        private final RingSubscription subscription = stream.subscribe(SubscribeOptions.defaults());

        @Actor
        public void publisher() {
            meeting.meet();
            stream.publication().close();
        }

        @Actor
        public void subscriber(L_Result result) {
            meeting.meet();
            result.r1 = receive(subscription);
        }

        @Arbiter
        public void afterwards() {
            subscription.close();
            subscription.tryLetGo(true);
            stream.tryLetGo(true);
        }
    }
}
