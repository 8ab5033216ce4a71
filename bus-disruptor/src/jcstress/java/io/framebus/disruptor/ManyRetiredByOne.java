package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** One frame as long as the arena retires seven small ones in one publish, while they are read. */
public final class ManyRetiredByOne {
    /** Seven small frames, the large one, and the one that settles a state: each state begins with the first. */
    private static final int[] LENGTHS = {32, 32, 32, 32, 32, 32, 32, 256, 32};

    private static final int SMALL = 7;

    private ManyRetiredByOne() {}

    private static Rig.Rigs rigs(Reading.Mode mode) {
        return new Rig.Rigs(Rig.ring(16, 256), mode, LENGTHS);
    }

    /** Read by copy. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Copied {
        private static final Rig.Rigs RIGS = rigs(Reading.Mode.COPY);
        private final Rig rig = RIGS.take(SMALL);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = rig.poll(SMALL);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }

    /** Read in place. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @Outcome(
            id = WholeOrLost.CAUGHT,
            expect = Expect.ACCEPTABLE,
            desc = "Overwritten while the handler read it: it asked, and was told.")
    @State
    public static class InPlace {
        private static final Rig.Rigs RIGS = rigs(Reading.Mode.ASK);
        private final Rig rig = RIGS.take(SMALL);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = rig.poll(SMALL);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }
}
