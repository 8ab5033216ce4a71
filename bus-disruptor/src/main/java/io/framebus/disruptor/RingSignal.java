package io.framebus.disruptor;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.Sequencer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A ring's wait strategy, and so the way to the ring's cursor: the Disruptor shows it to wait strategies alone, all others ask a
 * barrier or the ring for its value, which is one more object to come by. Who asks thousands of streams waits for each object's
 * memory. What is done when a frame was published, is for those it permits.
 */
abstract sealed class RingSignal implements WaitStrategy permits Sleepers, NoSleepers {
    /** While {@link #cursorOf} asks. Plain: a ring is made by one thread. */
    private @Nullable Sequence shown;

    /** The cursor of the ring that this is the wait strategy of. Before anybody else has the ring. */
    final Sequence cursorOf(RingBuffer<?> ring) {
        try {
            ring.newBarrier().waitFor(Sequencer.INITIAL_CURSOR_VALUE); // there already: does not wait
        } catch (AlertException | InterruptedException | TimeoutException impossible) {
            throw new IllegalStateException("waited for what was there", impossible);
        }
        Sequence cursor = shown;
        shown = null;
        if (cursor == null) {
            throw new IllegalArgumentException("a ring must have this wait strategy, has another");
        }
        return cursor;
    }

    /** Used by {@link #cursorOf} alone: subscribers of this bus wait in other ways. Any other barrier on the ring would spin. */
    @Override
    public final long waitFor(long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
            throws AlertException {
        shown = cursor;
        long available;
        while ((available = dependentSequence.get()) < sequence) {
            barrier.checkAlert();
            Thread.onSpinWait();
        }
        return available;
    }
}
