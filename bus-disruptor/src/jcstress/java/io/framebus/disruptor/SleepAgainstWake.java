package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * No wake-up is lost. The publisher has acknowledged the sleepers before each state, so nobody looks again by himself: whoever is
 * not woken sleeps until the deadline, seconds later, and says so.
 */
public final class SleepAgainstWake {
    private static final String FORGOTTEN = "FORGOTTEN";

    /** About as many steps as it takes to lie down. */
    private static final int WHILE_LYING_DOWN = 256;

    private SleepAgainstWake() {}

    @Outcome(id = Dormitory.WOKEN, expect = Expect.ACCEPTABLE, desc = "Lay down and was woken, or saw the frame then.")
    @Outcome(id = Dormitory.AWAKE, expect = Expect.ACCEPTABLE, desc = "Saw the frame before it lay down.")
    @Outcome(
            id = Dormitory.OVERSLEPT,
            expect = Expect.FORBIDDEN,
            desc = "Slept on beside a published frame: publisher and sleeper missed each other.")
    @Outcome(
            id = FORGOTTEN,
            expect = Expect.FORBIDDEN,
            desc = "Still asleep, and on no list: the one who had to wake it has left without doing so.")
    private static final class Waking {}

    /** A sleeper lies down while a frame is published. */
    @JCStressTest
    @JCStressMeta(Waking.class)
    @State
    public static class Publish {
        private final Dormitory dormitory = new Dormitory();
        private final Sleepers.Sleeper me = new Sleepers.Sleeper();

        @Actor
        public void publisher() {
            dormitory.meeting.meet();
            dormitory.meeting.dawdle(WHILE_LYING_DOWN);
            dormitory.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            dormitory.meeting.meet();
            result.r1 = dormitory.sleepUntil(1, me);
        }
    }

    /**
     * A sleeper that has left its place on the list takes it again while the publisher goes through the list, and sleeps once
     * more: by then it must be known to the list again.
     */
    @JCStressTest
    @JCStressMeta(Waking.class)
    @State
    public static class ComeBack {
        private final Dormitory dormitory = new Dormitory();
        private final Sleepers.Sleeper other = new Sleepers.Sleeper();
        private final Sleepers.Sleeper me = new Sleepers.Sleeper();

        public ComeBack() {
            Dormitory.layDown(dormitory.sleepers, other);
            dormitory.sleepers.sleep(me, () -> true, System.nanoTime());
        }

        @Actor
        public void publisher() {
            dormitory.meeting.meet();
            dormitory.meeting.dawdle(WHILE_LYING_DOWN);
            dormitory.publish();
            dormitory.meeting.dawdle(2 * WHILE_LYING_DOWN);
            dormitory.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            dormitory.meeting.meet();
            String first = dormitory.sleepUntil(1, me);
            result.r1 = first.equals(Dormitory.OVERSLEPT) ? first : dormitory.sleepUntil(2, me);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            if (Dormitory.isAsleep(other)) {
                result.r1 = FORGOTTEN;
            }
        }
    }

    /** A sleeper leaves, its time being over, while it is woken and inherits another one. */
    @JCStressTest
    @JCStressMeta(Waking.class)
    @State
    public static class TimeOut {
        private final Dormitory dormitory = new Dormitory();
        private final Sleepers.Sleeper other = new Sleepers.Sleeper();
        private final Sleepers.Sleeper me = new Sleepers.Sleeper();

        public TimeOut() {
            Dormitory.layDown(dormitory.sleepers, other);
        }

        @Actor
        public void publisher() {
            dormitory.meeting.meet();
            dormitory.meeting.dawdle(WHILE_LYING_DOWN);
            dormitory.publish();
        }

        @Actor
        public void subscriber() {
            dormitory.meeting.meet();
            dormitory.sleepers.sleep(me, () -> false, System.nanoTime());
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = Dormitory.isAsleep(other) ? FORGOTTEN : Dormitory.WOKEN;
        }
    }
}
