package io.framebus.disruptor;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.framebus.StreamConfig;
import java.util.concurrent.atomic.AtomicLong;

/** The memory of a stream: slots for headers, an arena for payloads, and how far both have come. */
final class FrameRing {
    /** The id of no ring. */
    static final long NO_ID = 0;

    private static final AtomicLong IDS = new AtomicLong(NO_ID);

    /** Its own: tells it from all others of this process without holding on to it. */
    final long id = IDS.incrementAndGet();

    final RingBuffer<FrameSlot> slots;
    final int capacityFrames;
    final int capacityBytes;
    final Arena arena;

    /** The cursor itself: the sequence of the newest frame. Written by {@link RingSignal#publish} alone. */
    private final Sequence cursor;

    /** The ring's wait strategy. */
    final RingSignal signal;

    /**
     * The slots of the ring once more, by the low bits of their sequence: reached without the cast that a ring of any kind of
     * event needs. Readers keep it: each step to a field is one more load on the way of each frame.
     */
    final FrameSlot[] bySequence;

    /** The oldest sequence not retired. Written by the publisher after the frames before it were retired; read by anyone. */
    final Sequence tail = new Sequence(0);

    /** {@code signal} is this ring's alone. */
    FrameRing(StreamConfig config, Arena arena, RingSignal signal) {
        this.capacityFrames = config.effectiveCapacityFrames();
        this.capacityBytes = config.effectiveCapacityBytes();
        this.arena = arena;
        this.signal = signal;
        // One producer at a time claims by sequence number: the Disruptor's claiming, which waits for consumers, is not
        // used.
        this.slots = RingBuffer.createSingleProducer(FrameSlot::new, capacityFrames, signal);
        this.cursor = signal.cursorOf(slots);
        this.bySequence = new FrameSlot[capacityFrames];
        for (int i = 0; i < capacityFrames; i++) {
            bySequence[i] = slots.get(i);
        }
    }

    /** Acquire load: every frame up to it is complete, or was and has been retired since. */
    long cursor() {
        return cursor.get();
    }

    /** What {@link #cursor} asks, for those who ask thousands of streams in a row: one step less. Moved by the publisher only. */
    Sequence cursorSequence() {
        return cursor;
    }

    FrameSlot slot(long sequence) {
        return slot(bySequence, sequence);
    }

    /** The slot of {@code sequence} among those {@link #bySequence}. */
    static FrameSlot slot(FrameSlot[] bySequence, long sequence) {
        return bySequence[(int) sequence & (bySequence.length - 1)];
    }

    int offset(long position) {
        return (int) position & (capacityBytes - 1);
    }
}
