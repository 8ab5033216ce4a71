package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The protocol of one slot in miniature, with and without the acquire fence before the second look at the stamp
 * ({@link FrameSlot#isStill}).
 *
 * <p>Without the fence nothing orders the plain loads of the payload before the opaque load of the stamp. AArch64, POWER and
 * RISC-V load in any order. x86 does not show it: the processor keeps loads in order, and HotSpot happens to move nothing across
 * an opaque access, although it may. Once the second look is a plain one the compiler loads late what is used late, on x86 as
 * well: {@link PlainLook} shows what the others look out for. That a weak one looks sound on a machine proves nothing.
 */
public final class LookAgainFenceModel {
    private static final long OLD = 0;
    private static final long NEW = 1;
    private static final VarHandle STAMP;

    static {
        try {
            STAMP = MethodHandles.lookup().findVarHandle(Slot.class, "stamp", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private LookAgainFenceModel() {}

    /** A slot that holds the frame {@link #OLD}, and its payload, which is the frame's sequence. */
    private static final class Slot {
        private long stamp = OLD;

        /** The payload has cache lines of its own, like the arena. */
        @SuppressWarnings("unused")
        private long gap0,
                gap1,
                gap2,
                gap3,
                gap4,
                gap5,
                gap6,
                gap7,
                gap8,
                gap9,
                gap10,
                gap11,
                gap12,
                gap13,
                gap14,
                gap15;

        private long first = OLD;
        private long last = OLD;

        void overwrite() {
            STAMP.setOpaque(this, FrameSlot.RETIRED);
            VarHandle.releaseFence();
            first = NEW;
            last = NEW;
            STAMP.setRelease(this, NEW);
        }
    }

    /** As it is. */
    @JCStressTest
    @Outcome(
            id = {"whole", "gone", "thrown away"},
            expect = Expect.ACCEPTABLE,
            desc = "The frame, or none.")
    @Outcome(id = Reading.TORN, expect = Expect.FORBIDDEN, desc = "New bytes, read after the look that found them old.")
    @State
    public static class WithFence {
        private final Slot slot = new Slot();

        @Actor
        public void publisher() {
            slot.overwrite();
        }

        @Actor
        public void subscriber(L_Result result) {
            if ((long) STAMP.getAcquire(slot) != OLD) {
                result.r1 = "gone";
                return;
            }
            long first = slot.first;
            long last = slot.last;
            VarHandle.acquireFence();
            if ((long) STAMP.getOpaque(slot) != OLD) {
                result.r1 = "thrown away";
                return;
            }
            result.r1 = first == OLD && last == OLD ? "whole" : Reading.TORN;
        }
    }

    /** What the fence is for. */
    @JCStressTest
    @Outcome(
            id = {"whole", "gone", "thrown away"},
            expect = Expect.ACCEPTABLE,
            desc = "The frame, or none.")
    @Outcome(
            id = Reading.TORN,
            expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "The payload was loaded after the second look at the stamp, which proved nothing.")
    @State
    public static class WithoutFence {
        private final Slot slot = new Slot();

        @Actor
        public void publisher() {
            slot.overwrite();
        }

        @Actor
        public void subscriber(L_Result result) {
            if ((long) STAMP.getAcquire(slot) != OLD) {
                result.r1 = "gone";
                return;
            }
            long first = slot.first;
            long last = slot.last;
            if ((long) STAMP.getOpaque(slot) != OLD) {
                result.r1 = "thrown away";
                return;
            }
            result.r1 = first == OLD && last == OLD ? "whole" : Reading.TORN;
        }
    }

    /** Neither fence nor mode: the second look is a plain one. */
    @JCStressTest
    @Outcome(
            id = {"whole", "gone", "thrown away"},
            expect = Expect.ACCEPTABLE,
            desc = "The frame, or none.")
    @Outcome(
            id = Reading.TORN,
            expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "The payload was loaded after the second look at the stamp, which proved nothing.")
    @State
    public static class PlainLook {
        private final Slot slot = new Slot();

        @Actor
        public void publisher() {
            slot.overwrite();
        }

        @Actor
        public void subscriber(L_Result result) {
            if ((long) STAMP.getAcquire(slot) != OLD) {
                result.r1 = "gone";
                return;
            }
            long first = slot.first;
            long last = slot.last;
            if (slot.stamp != OLD) {
                result.r1 = "thrown away";
                return;
            }
            result.r1 = first == OLD && last == OLD ? "whole" : Reading.TORN;
        }
    }
}
