package io.framebus.disruptor;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Of one who closes a region and a thread that comes into it for the first time at least one sees the other. They part together,
 * since a thread that has died counts as gone.
 */
public final class CloserAgainstNewcomer {
    private CloserAgainstNewcomer() {}

    /** First: the closer found it vacant. Second: the newcomer found it open, and is inside. */
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "Vacant, and the newcomer turned round.")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "Occupied: the closer waits.")
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "Each saw the other.")
    @Outcome(
            id = "true, true",
            expect = Expect.FORBIDDEN,
            desc = "They missed each other: the memory is given away with a thread in it.")
    private static final class SeeingEachOther {}

    /** Nobody has ever been inside. */
    @JCStressTest
    @JCStressMeta(SeeingEachOther.class)
    @State
    public static class First {
        private final Occupancy occupancy = new Occupancy("this region");
        private final Meeting meeting = new Meeting();
        private volatile boolean closed;

        @Actor
        public void closer(ZZ_Result result) {
            meeting.meet();
            closed = true;
            VarHandle.fullFence();
            result.r1 = occupancy.isVacant(false);
            meeting.part();
        }

        @Actor
        public void newcomer(ZZ_Result result) {
            meeting.meet();
            occupancy.enter();
            result.r2 = !closed;
            meeting.part();
        }
    }

    /** The closer itself was the last inside. */
    @JCStressTest
    @JCStressMeta(SeeingEachOther.class)
    @State
    public static class AfterCloser {
        private final Occupancy occupancy = new Occupancy("this region");
        private final Meeting meeting = new Meeting();
        private volatile boolean closed;

        @Actor
        public void closer(ZZ_Result result) {
            occupancy.enter();
            occupancy.exit();
            meeting.meet();
            closed = true;
            VarHandle.fullFence();
            result.r1 = occupancy.isVacant(false);
            meeting.part();
        }

        @Actor
        public void newcomer(ZZ_Result result) {
            meeting.meet();
            occupancy.enter();
            result.r2 = !closed;
            meeting.part();
        }
    }
}
