package io.framebus.disruptor;

import io.framebus.StartAt;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A subscriber joins while the frame that it is to begin with is overwritten: it begins there all the same, and is told. */
public final class JoinAgainstPublish {
    private static final int BURST = 12;

    private JoinAgainstPublish() {}

    private static Rig.Rigs rigs(int... lengths) {
        return new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.COPY, lengths);
    }

    private static void publishBurst(Rig rig) {
        rig.meeting.meet();
        for (int i = 0; i < BURST; i++) {
            rig.publish();
        }
    }

    /** At the tail. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Oldest {
        private static final Rig.Rigs RIGS = rigs(32, 64, 96, 128);
        private final Rig rig = RIGS.take(2);
        private final Rig.Joiner joiner = rig.joiner(StartAt.OLDEST);

        @Actor
        public void publisher() {
            publishBurst(rig);
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = joiner.joinAndPoll();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, joiner.settle(result.r1));
        }
    }

    /** At the tail, where the frames of a batch retire everything that can be seen: a large frame, again and again. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Batches {
        private static final Rig.Rigs RIGS = Rig.Rigs.ofBatches(
                Rig.ring(16, 256), Reading.Mode.COPY, 208, 32, 32, 208, 32, 32, 208, 32, 32, 208, 32, 32, 40);
        private final Rig rig = RIGS.take(0);
        private final Rig.Joiner joiner = rig.joiner(StartAt.OLDEST);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            for (int i = 0; i < 4; i++) {
                rig.publish();
                rig.publishTogether(2);
            }
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = joiner.joinAndPoll();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, joiner.settle(result.r1));
        }
    }

    /** At the tail, where no frame is retained while the next one is written: each takes more than half of the arena. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Emptied {
        private static final Rig.Rigs RIGS = rigs(136, 200, 144, 256);
        private final Rig rig = RIGS.take(1);
        private final Rig.Joiner joiner = rig.joiner(StartAt.OLDEST);

        @Actor
        public void publisher() {
            publishBurst(rig);
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = joiner.joinAndPoll();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, joiner.settle(result.r1));
        }
    }

    /** After the cursor. */
    @JCStressTest
    @JCStressMeta(WholeOrLost.class)
    @State
    public static class Live {
        private static final Rig.Rigs RIGS = rigs(32, 64, 96, 128);
        private final Rig rig = RIGS.take(2);
        private final Rig.Joiner joiner = rig.joiner(StartAt.LIVE);

        @Actor
        public void publisher() {
            publishBurst(rig);
        }

        @Actor
        public void subscriber(L_Result result) {
            rig.meeting.meet();
            result.r1 = joiner.joinAndPoll();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, joiner.settle(result.r1));
        }
    }
}
