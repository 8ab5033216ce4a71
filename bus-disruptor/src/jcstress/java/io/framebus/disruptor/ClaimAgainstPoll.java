package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The publisher writes its payload in the ring, where the subscriber is reading, before it knows whether it will publish. */
public final class ClaimAgainstPoll {
    private ClaimAgainstPoll() {}

    /** A claim of more than is needed, committed with less. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Commit {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.COPY, 96, 128, 112);
        private final Rig rig = RIGS.take(2);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.claimAndCommit(64);
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

    /** A claim that overwrites everything retained, given up and followed by a frame: nothing of the claim is ever seen. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Abort {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.COPY, 96, 128, 112);
        private final Rig rig = RIGS.take(2);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.claimAndAbort(256);
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
