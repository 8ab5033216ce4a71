package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The publisher overwrites the slots that the subscriber is copying from. */
public final class PublishAgainstPoll {
    private PublishAgainstPoll() {}

    /** The one slot there is. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class OneSlot {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(1, 256), Reading.Mode.COPY, 128, 96, 112);
        private final Rig rig = RIGS.take(1);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = rig.poll(4);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }

    /** Both slots, one after the other. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class TwoSlots {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.COPY, 96, 128, 112);
        private final Rig rig = RIGS.take(2);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
            rig.publish();
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = rig.poll(4);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }
}
