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
 * One large frame does not fit before the arena's end, begins anew at its start, and so retires the small ones that stand there
 * while they are read. The slots are many: it is the payload that is overwritten, not the header.
 */
public final class LapAtTheWrap {
    /** Three small frames, which leave 64 bytes at the arena's end; the large one; and one that fills up what it leaves. */
    private static final int[] LENGTHS = {64, 64, 64, 160, 96};

    private static final int SMALL = 3;

    private LapAtTheWrap() {}

    private static Rig.Rigs rigs(Reading.Mode mode) {
        return new Rig.Rigs(Rig.ring(8, 256), mode, LENGTHS);
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
            result.r1 = rig.poll(8);
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
            result.r1 = rig.poll(8);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }
}
