package io.framebus.bench.peer;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Disruptor of preallocated slots, which hold payloads of the greatest length: nothing is allocated and everybody reads in place. The
 * memory is that of {@code capacityFrames} of the longest payload, whatever the others are like.
 *
 * <p>When the slowest poller is a ring behind, {@code tryNext} refuses, and nobody gets the frame: waiting instead would hold up the
 * source. The wait strategy is one without a signal, since pollers do not wait.
 */
final class DisruptorChannel implements PeerChannel, PeerPublisher {
    private static final int MAX_MEMORY_BYTES = 1 << 30;
    private static final int LINE = 64;
    private static final int SLOT_OVERHEAD_BYTES = 112;

    private final RingBuffer<Slot> ring;
    private final long memoryBytes;
    private final @Nullable Reader one;
    private boolean together;

    /** Written in the batch and not published yet; none while the former is greater. */
    private long from;

    private long to = -1;

    /** A poller for each subscriber. */
    static DisruptorChannel pollerForEach(PeerSettings settings) {
        return new DisruptorChannel(settings, false);
    }

    /** One poller for all subscribers, whose handler calls their sinks in a loop. */
    static DisruptorChannel onePoller(PeerSettings settings) {
        return new DisruptorChannel(settings, true);
    }

    private DisruptorChannel(PeerSettings settings, boolean oneReader) {
        int stride = (Preamble.BYTES + settings.maxPayloadBytes() + LINE - 1) / LINE * LINE;
        long bytes = (long) stride * settings.capacityFrames();
        if (bytes > MAX_MEMORY_BYTES) {
            throw new IllegalArgumentException("capacityFrames x the longest frame must be at most " + MAX_MEMORY_BYTES
                    + " bytes for preallocated slots, is " + settings.capacityFrames() + " x " + stride);
        }
        memoryBytes = bytes + (long) settings.capacityFrames() * SLOT_OVERHEAD_BYTES;
        ByteBuffer memory = ByteBuffer.allocateDirect((int) bytes);
        int[] next = {0};
        ring = RingBuffer.createSingleProducer(
                () -> new Slot(memory.slice(stride * next[0]++, stride)),
                settings.capacityFrames(),
                new YieldingWaitStrategy());
        one = oneReader ? join() : null;
    }

    @Override
    public PeerPublisher publisher() {
        return this;
    }

    @Override
    public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
        long claimed;
        try {
            claimed = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            // One instance for all, without a stack trace.
            publishWritten(); // who is waited for may wait for these
            return false;
        }
        ring.get(claimed).write(sequence, sentNs, key, payload);
        to = claimed;
        if (!together) {
            publishWritten();
        }
        return true;
    }

    @Override
    public void beginBatch() {
        together = true;
    }

    @Override
    public void endBatch() {
        publishWritten();
        together = false;
    }

    private void publishWritten() {
        if (from <= to) {
            ring.publish(from, to);
            from = to + 1;
        }
    }

    @Override
    public PeerSubscriber subscribe(PeerSink sink) {
        Reader reader = one == null ? join() : one;
        reader.add(sink);
        return reader;
    }

    private Reader join() {
        EventPoller<Slot> poller = ring.newPoller();
        poller.getSequence().set(ring.getCursor());
        ring.addGatingSequences(poller.getSequence());
        return new Reader(ring, poller);
    }

    @Override
    public long memoryBytes() {
        return memoryBytes;
    }

    @Override
    public void close() {}

    /** Preallocated. The publisher moves position and limit only while no subscriber may read it. */
    private static final class Slot extends BytesFrame {
        Slot(ByteBuffer memory) {
            super(memory);
        }

        void write(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            int size = payload.remaining();
            at(0, Preamble.BYTES + size);
            Preamble.put(memory(), 0, sequence, sentNs, key);
            memory().put(Preamble.BYTES, payload, payload.position(), size);
        }
    }

    private static final class Reader implements PeerSubscriber, EventPoller.Handler<Slot> {
        private final RingBuffer<Slot> ring;
        private final EventPoller<Slot> poller;
        private PeerSink[] sinks = {};
        private int given;
        private int limit;

        Reader(RingBuffer<Slot> ring, EventPoller<Slot> poller) {
            this.ring = ring;
            this.poller = poller;
        }

        void add(PeerSink sink) {
            sinks = Arrays.copyOf(sinks, sinks.length + 1);
            sinks[sinks.length - 1] = sink;
        }

        @Override
        public int poll(int most) {
            given = 0;
            limit = most;
            try {
                poller.poll(this);
            } catch (Exception e) {
                throw new IllegalStateException("the sink failed", e);
            }
            return given;
        }

        @Override
        public boolean onEvent(Slot slot, long sequence, boolean endOfBatch) {
            for (PeerSink sink : sinks) {
                sink.onFrame(slot);
            }
            return ++given < limit;
        }

        /** Who gates loses nothing; what was refused never was a frame. */
        @Override
        public long toldLost() {
            return 0;
        }

        @Override
        public void close() {
            ring.removeGatingSequence(poller.getSequence());
        }
    }
}
