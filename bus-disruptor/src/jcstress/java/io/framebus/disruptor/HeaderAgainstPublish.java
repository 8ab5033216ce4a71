package io.framebus.disruptor;

import io.framebus.FrameHeader;
import io.framebus.Retention;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Headers are read without their payload while the publisher overwrites them: by gauges, landings and joins. */
public final class HeaderAgainstPublish {
    private static final int LENGTH = 64;

    private HeaderAgainstPublish() {}

    /** Every field of the newest frame's slot, between two looks at the stamp. */
    @JCStressTest
    @Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "All fields belong to the sequence asked for.")
    @Outcome(id = "gone", expect = Expect.ACCEPTABLE, desc = "Overwritten before the first look at the stamp.")
    @Outcome(id = "thrown away", expect = Expect.ACCEPTABLE, desc = "Overwritten before the second look at the stamp.")
    @Outcome(id = "MIXED", expect = Expect.FORBIDDEN, desc = "Both looks passed, and some field is of another frame.")
    @State
    public static class Slot {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(1, 256), Reading.Mode.COPY, LENGTH);
        private final Rig rig = RIGS.take(1);
        private final FrameHeader expected = new FrameHeader();

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
            rig.publish();
        }

        @Actor
        public void reader(L_Result result) {
            FrameRing ring = rig.stream.ring;
            rig.meeting.meet();
            long sequence = ring.cursor();
            FrameSlot slot = ring.slot(sequence);
            if (!slot.holds(sequence)) {
                result.r1 = "gone";
                return;
            }
            long packed = slot.packed;
            long ptsUs = slot.ptsUs;
            long dtsUs = slot.dtsUs;
            long durationUs = slot.durationUs;
            long publishTimeNs = slot.publishTimeNs;
            long position = slot.position;
            long bytesThrough = slot.bytesThrough;
            long syncPointsThrough = slot.syncPointsThrough;
            long mediaTimeThroughUs = slot.mediaTimeThroughUs;
            int length = slot.length;
            ConfigSet configs = slot.configs;
            if (!slot.isStill(sequence)) {
                result.r1 = "thrown away";
                return;
            }
            Frames.header(expected, sequence, LENGTH);
            boolean whole = position == sequence * LENGTH
                    && packed == Frames.packed(expected, sequence)
                    && ptsUs == expected.ptsUs()
                    && dtsUs == expected.dtsUs()
                    && durationUs == expected.durationUs()
                    && publishTimeNs == sequence
                    && bytesThrough == (sequence + 1) * LENGTH
                    && syncPointsThrough == sequence + 1
                    && mediaTimeThroughUs == sequence * Frames.DTS_STEP_US
                    && length == LENGTH
                    && configs == ConfigSet.EMPTY;
            result.r1 = whole ? "whole" : "MIXED";
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }

    /** Running totals of two slots, of which both have to hold still. */
    @JCStressTest
    @Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "Bytes and time are those of as many frames.")
    @Outcome(id = "empty", expect = Expect.ACCEPTABLE, desc = "Everything was retired for the frame being written.")
    @Outcome(id = "MIXED", expect = Expect.FORBIDDEN, desc = "The totals are of other frames than the count.")
    @State
    public static class Totals {
        private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.COPY, LENGTH);
        private final Rig rig = RIGS.take(2);

        @Actor
        public void publisher() {
            rig.meeting.meet();
            rig.publish();
            rig.publish();
        }

        @Actor
        public void reader(L_Result result) {
            rig.meeting.meet();
            Retention retention = rig.stream.info.gauges().retention();
            if (retention.frames() == 0) {
                result.r1 = "empty";
                return;
            }
            boolean whole = retention.frames() > 0
                    && retention.frames() <= 2
                    && retention.bytes() == retention.frames() * LENGTH
                    && retention.spanNs() == retention.frames() - 1;
            result.r1 = whole ? "whole" : "MIXED";
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = RIGS.giveBack(rig, result.r1);
        }
    }
}
