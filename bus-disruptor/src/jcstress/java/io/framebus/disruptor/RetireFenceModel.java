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
 * The protocol of one slot in miniature, with and without the release fence between retiring a frame and overwriting it
 * ({@link RingBounds}).
 *
 * <p>Without the fence nothing orders the opaque store of the stamp before the plain stores of the payload. AArch64, POWER and
 * RISC-V let the payload's stores become visible first. x86 does not show it: the processor keeps stores in order, and HotSpot
 * happens to move nothing across an opaque access, although it may. That the weak one looks sound on a machine proves nothing.
 */
public final class RetireFenceModel {
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

    private RetireFenceModel() {}

    /** A slot that holds the frame {@link #OLD}, and its payload, which is the frame's sequence. */
    private static final class Slot {
        @SuppressWarnings("unused") // accessed through STAMP
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

        String read() {
            if ((long) STAMP.getAcquire(this) != OLD) {
                return "gone";
            }
            long readFirst = first;
            long readLast = last;
            VarHandle.acquireFence();
            if ((long) STAMP.getOpaque(this) != OLD) {
                return "thrown away";
            }
            return readFirst == OLD && readLast == OLD ? "whole" : Reading.TORN;
        }
    }

    /** As it is. */
    @JCStressTest
    @Outcome(
            id = {"whole", "gone", "thrown away"},
            expect = Expect.ACCEPTABLE,
            desc = "The frame, or none.")
    @Outcome(id = Reading.TORN, expect = Expect.FORBIDDEN, desc = "New bytes under a stamp that still looked valid.")
    @State
    public static class WithFence {
        private final Slot slot = new Slot();

        @Actor
        public void publisher() {
            STAMP.setOpaque(slot, FrameSlot.RETIRED);
            VarHandle.releaseFence();
            slot.first = NEW;
            slot.last = NEW;
            STAMP.setRelease(slot, NEW);
        }

        @Actor
        public void subscriber(L_Result result) {
            result.r1 = slot.read();
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
            desc = "The payload's stores came before the retirement: new bytes under a stamp that still looked valid.")
    @State
    public static class WithoutFence {
        private final Slot slot = new Slot();

        @Actor
        public void publisher() {
            STAMP.setOpaque(slot, FrameSlot.RETIRED);
            slot.first = NEW;
            slot.last = NEW;
            STAMP.setRelease(slot, NEW);
        }

        @Actor
        public void subscriber(L_Result result) {
            result.r1 = slot.read();
        }
    }
}
