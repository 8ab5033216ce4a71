package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What has been published to a stream so far: payload bytes, sync points, and how far its media has come. One thread at a time, the
 * publisher's, but for what says otherwise.
 *
 * <p>Media time is by decoding times: what the tracks' frames add to the latest of them. A long step, either way, is a jump of the
 * source's clock and adds nothing.
 *
 * <p>Not an object beside the writer: each publish changes it, and who publishes to thousands of streams waits for each object's memory.
 */
abstract sealed class RunningTotals permits RingBounds {
    private static final long LONGEST_STEP_US = 10_000_000;
    private static final VarHandle BYTES;

    static {
        try {
            BYTES = MethodHandles.lookup().findVarHandle(RunningTotals.class, "bytes", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private long bytes;
    private long syncPoints;
    private long mediaTimeUs;
    private long latestDtsUs;

    /** {@link #LONGEST_STEP_US}, or none before the first frame: then every time is a jump. */
    private long longestStepUs;

    private final Totals ofTheLast = new Totals();

    /** Media time goes on with the next frame. Returns by how many microseconds, at most {@link PackedHeader#MAX_MEDIA_ADVANCE_US}. */
    final long advance(long dtsUs) {
        long stepUs = dtsUs - latestDtsUs;
        if (Long.compareUnsigned(stepUs - 1, longestStepUs) < 0) { // from 1 up to the longest
            latestDtsUs = dtsUs;
            mediaTimeUs += stepUs;
            return stepUs;
        }
        jump(dtsUs, stepUs);
        return 0;
    }

    private void jump(long dtsUs, long stepUs) {
        if (longestStepUs == 0 || stepUs > LONGEST_STEP_US || stepUs < -LONGEST_STEP_US) {
            longestStepUs = LONGEST_STEP_US;
            latestDtsUs = dtsUs;
        }
    }

    /** Bytes and sync points go on with the next frame, for which media time has gone on. Its slot bears them all. */
    final void goThrough(FrameSlot slot, long packed, int length) {
        long bytesThrough = bytes + length;
        slot.bytesThrough = bytesThrough;
        slot.syncPointsThrough = syncPoints += PackedHeader.syncPoints(packed);
        slot.mediaTimeThroughUs = mediaTimeUs;
        BYTES.setOpaque(this, bytesThrough);
    }

    /**
     * Nothing is left in the ring whose slot could tell the totals: keeps them for readers that land behind the last frame. They
     * are valid while the tail is one past the cursor.
     */
    final void keepOfTheLast() {
        // Release fence: the cursor's last store before these. Partner: the acquire fence in readOfTheLast. If it
        // were missing, a reader could take the new totals while it still sees the old cursor.
        VarHandle.releaseFence();
        ofTheLast.set(bytes, syncPoints, mediaTimeUs);
    }

    /** The totals before {@code sequence}, if that is one past the cursor and everything before it is retired. Any thread. */
    final boolean readOfTheLast(FrameRing ring, long sequence, Totals into) {
        if (ring.tail.get() != sequence) {
            return false;
        }
        into.set(ofTheLast);
        // Acquire fence: the totals read before the look at the cursor. Partner: the release fence in
        // keepOfTheLast. If it were missing, the look could come first, and the totals be those of a later frame.
        VarHandle.acquireFence();
        return ring.cursor() == sequence - 1;
    }

    /**
     * Payload bytes of the frames that can be seen: those through the newest one, by its slot. Where that was retired nothing waits to be seen,
     * and all that was written counts: opaque, no order with anything else. Any thread.
     */
    final long bytesThrough(FrameRing ring) {
        long cursor = ring.cursor();
        FrameSlot newest = ring.slot(cursor);
        if (cursor >= 0 && newest.holds(cursor)) {
            long through = newest.bytesThrough;
            if (newest.isStill(cursor)) {
                return through;
            }
        }
        return cursor < 0 ? 0 : (long) BYTES.getOpaque(this);
    }
}
