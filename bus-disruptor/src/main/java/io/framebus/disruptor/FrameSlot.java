package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The header of one frame in the ring, guarded by its stamp.
 *
 * <p>Only the publisher writes. All fields but the stamp are plain: a reader takes them between two looks at the stamp and
 * throws them away if the stamp is not the sequence it expects both times ({@code docs/protocol.md}). Totals run through this
 * frame, the frame included, so that the difference of two slots describes everything between them, and a reader knows where it
 * is from the last slot that it read.
 */
final class FrameSlot {
    /** The stamp of a slot whose frame is gone or not yet complete. */
    static final long RETIRED = -1;

    private static final VarHandle STAMP;

    static {
        try {
            STAMP = MethodHandles.lookup().findVarHandle(FrameSlot.class, "stamp", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // accessed through STAMP
    private long stamp = RETIRED;

    long packed;
    long ptsUs;
    long dtsUs;
    long durationUs;
    long publishTimeNs;

    /** Where the payload begins, counted from the first byte ever written; its place in the arena is the remainder. */
    long position;

    long bytesThrough;
    long syncPointsThrough;
    long mediaTimeThroughUs;
    int length;
    ConfigSet configs = ConfigSet.EMPTY;

    /**
     * Opaque store: the publisher's release fence after the last retirement orders it before the overwriting stores. Partner:
     * {@link #isStill} after a reader's acquire fence. Without that order a reader could see new bytes under the old stamp.
     */
    void retire() {
        STAMP.setOpaque(this, RETIRED);
    }

    /**
     * Release store: header and payload are visible to whoever reads this stamp. Partner: {@link #holds}. Any weaker, and a
     * reader could take the slot for complete and read what was there before.
     */
    void complete(long sequence) {
        STAMP.setRelease(this, sequence);
    }

    /** Acquire load: if true, the reads that follow see this frame or a later state of the slot, never an earlier one. */
    boolean holds(long sequence) {
        return (long) STAMP.getAcquire(this) == sequence;
    }

    /**
     * Whether everything read since {@link #holds} belongs to this frame. The acquire fence keeps those plain loads before the
     * look at the stamp; a load that saw a byte written after a retirement makes the opaque load see the retirement (partner:
     * the release fence in {@link RingBounds}). Without the fence the look could come first and prove nothing.
     */
    boolean isStill(long sequence) {
        VarHandle.acquireFence();
        return (long) STAMP.getOpaque(this) == sequence;
    }

    long bytesBefore() {
        return bytesThrough - length;
    }
}
