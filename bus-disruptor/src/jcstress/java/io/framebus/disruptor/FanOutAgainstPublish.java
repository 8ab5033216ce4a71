package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The publisher overwrites what a fan-out hands over in place to a subscription in step with another one. */
public final class FanOutAgainstPublish {
    private FanOutAgainstPublish() {}

    /** The handler asks whether each frame is intact. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @Outcome(
            id = WholeOrLost.CAUGHT,
            expect = Expect.ACCEPTABLE,
            desc = "Overwritten while the handler read it: it asked, and was told.")
    @State
    public static class Asked {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.ASK, 96, 128, 112);
        private final Rig rig = RIGS.take(1);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
            rig.publish();
            rig.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meetLeader();
            rig.meeting.meet();
            result.r1 = rig.serve(3);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }

    /** The handler does not ask, and the bus takes back what it finds torn. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Unasked {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.TRUST, 96, 128, 112);
        private final Rig rig = RIGS.take(1);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
            rig.publish();
            rig.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meetLeader();
            rig.meeting.meet();
            result.r1 = rig.serve(3);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }
}
