package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Frames are complete and not to be seen yet while the subscriber reads, and what makes room for them goes meanwhile. */
public final class BatchAgainstPoll {
    private BatchAgainstPoll() {}

    /** A quarter of the slots, then as much again: the second half lets the first be seen. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Slots {
        private static final Rig.Rigs RIGS = Rig.Rigs.ofBatches(Rig.ring(8, 1024), Reading.Mode.COPY, 96, 128, 112);
        private final Rig rig = RIGS.take(8);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publishTogether(4);
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = rig.poll(16);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }

    /** Bytes are short: each frame retires others while one before it waits. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Bytes {
        private static final Rig.Rigs RIGS = Rig.Rigs.ofBatches(Rig.ring(16, 512), Reading.Mode.COPY, 64, 48, 56);
        private final Rig rig = RIGS.take(8);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publishTogether(4);
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = rig.poll(16);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }
}
