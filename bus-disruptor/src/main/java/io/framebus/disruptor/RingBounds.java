package io.framebus.disruptor;

import com.lmax.disruptor.Sequence;
import java.lang.invoke.VarHandle;

/**
 * Between which a ring's frames are: the tail before which all are retired, the cursor up to which they can be seen, and where the next one goes.
 * Finds its place, and retires what stands there. One thread at a time, the publisher's.
 *
 * <p>Not an object beside the writer, for memory's sake, as {@link RunningTotals}.
 */
abstract sealed class RingBounds extends RunningTotals permits FrameWriter {
    private static final long NONE = -1;

    final FrameSlot[] bySequence;
    final Sequence tailInSight;
    final Sequence cursor;
    final RingSignal signal;
    final int capacityFrames;
    final int capacityBytes;

    /** Of the frame that is written next. */
    long sequence;

    /** Where the frame that was written last ends. */
    long end;

    /** Where that begins which was placed last. */
    long position;

    /** The first frame that waits for {@link #show}, or {@link #NONE}: those before can be seen. */
    private long firstWaiting = NONE;

    long tail;

    /** Before this no retained payload begins: where that of the frame at the tail did when it was looked at last. */
    long noneBefore;

    RingBounds(FrameRing ring) {
        this.bySequence = ring.bySequence;
        this.tailInSight = ring.tail;
        this.cursor = ring.cursorSequence();
        this.signal = ring.signal;
        this.capacityFrames = ring.capacityFrames;
        this.capacityBytes = ring.capacityBytes;
    }

    /** Finds {@code length} contiguous bytes for the next frame and retires what is in the way. Returns their offset. */
    final int place(int length) {
        long begin = end;
        int offset = (int) begin & (capacityBytes - 1);
        int room = capacityBytes - offset;
        if (length > room) {
            begin += room;
            offset = 0;
        }
        position = begin;
        if (tail - (sequence - capacityFrames) <= 0) {
            retireOldest();
        }
        long firstPositionKept = begin + length - capacityBytes;
        if (noneBefore - firstPositionKept < 0) {
            retireBefore(firstPositionKept);
        }
        return offset;
    }

    /** Retires the frame whose slot the next one takes. */
    private void retireOldest() {
        long oldest = tail;
        FrameRing.slot(bySequence, oldest).retire();
        moveTail(oldest + 1);
    }

    /**
     * Retires the frames with payload before {@code firstPositionKept}. By differences: positions count all bytes ever written, and
     * may pass the largest long one day. At most all of them at once, for one large frame; in the long run no more than are
     * published, since each is retired once. The oldest frame's slot is looked at only here, where what was seen there last does not
     * tell any more: seldom, as long as it is headers for which there is no more room.
     */
    private void retireBefore(long firstPositionKept) {
        FrameSlot[] slots = bySequence;
        long next = sequence;
        long oldest = tail;
        long t = oldest;
        long begins = end; // of a frame yet to come: the one that is placed now may be given up, and another take less
        while (t != next) {
            FrameSlot slot = FrameRing.slot(slots, t);
            if (slot.position - firstPositionKept >= 0) {
                begins = slot.position;
                break;
            }
            slot.retire();
            t++;
        }
        noneBefore = begins;
        if (t != oldest) {
            moveTail(t);
        }
    }

    /** The frames before {@code oldest} were retired. */
    private void moveTail(long oldest) {
        if (oldest == sequence) {
            keepOfTheLast();
        } else if (oldest == firstWaiting) {
            // All that can be seen was retired. A tail one past the cursor says that nothing is retained, and that the
            // totals kept are those of the last frame: so what waits is shown before the tail is.
            show();
        }
        tail = oldest;
        // Release fence: the retirements before every overwriting store that follows. Partner: the acquire fence in
        // FrameSlot.isStill. Without it a new byte could be seen under a stamp that still looks valid: a torn frame.
        VarHandle.releaseFence();
        tailInSight.set(oldest);
    }

    /** The frame written last is not to be seen before {@link #show}. */
    final void keepWaiting() {
        if (firstWaiting == NONE) {
            firstWaiting = sequence - 1;
        }
    }

    /** How many frames wait for {@link #show}. */
    final int waiting() {
        return firstWaiting == NONE ? 0 : (int) (sequence - firstWaiting);
    }

    /** All frames written so far can be seen from now on. */
    final void show() {
        firstWaiting = NONE;
        signal.publish(cursor, sequence - 1);
    }

    /** {@link #show}, if any frame waits for it. */
    final void showWaiting() {
        if (firstWaiting != NONE) {
            show();
        }
    }
}
