package io.framebus.bench.compare;

import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerChannel;
import io.framebus.bench.peer.PeerFrame;
import io.framebus.bench.peer.PeerPublisher;
import io.framebus.bench.peer.PeerSettings;
import io.framebus.bench.peer.PeerSink;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.peer.Traits;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.NanoClock;

/** A peer that costs what it is told to, on a clock of its own, and does wrong what it is told to. */
final class FakePeer implements Peer, NanoClock {
    /** What it does wrong, with every tenth frame. */
    enum Fault {
        NONE,
        LOSES,
        LOSES_UNTOLD,
        TEARS,
        REORDERS,
        REPEATS,
        REFUSES,
        REFUSES_AND_DELIVERS
    }

    private static final int EVERY = 10;

    private final Fault fault;
    private final long publishNs;
    private final long deliveryNs;
    private long nowNs;

    FakePeer(Fault fault, long publishNs, long deliveryNs) {
        this.fault = fault;
        this.publishNs = publishNs;
        this.deliveryNs = deliveryNs;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    /** Time goes by in which nothing is done. */
    void pass(long ns) {
        nowNs += ns;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Traits traits() {
        return new Traits(
                Traits.Reading.SHARED,
                Traits.WhenFull.DROPS_NEWEST,
                Traits.Loss.COUNTED,
                EnumSet.noneOf(Traits.Ability.class),
                "a fake");
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return new Channel();
    }

    private final class Channel implements PeerChannel, PeerPublisher {
        private final List<Reader> readers = new CopyOnWriteArrayList<>();

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            nowNs += publishNs;
            boolean tenth = sequence % EVERY == EVERY - 1;
            boolean refused = tenth && (fault == Fault.REFUSES || fault == Fault.REFUSES_AND_DELIVERS);
            if (refused && fault == Fault.REFUSES) {
                return false;
            }
            ByteBuffer copy = ByteBuffer.allocate(payload.remaining());
            copy.put(0, payload, payload.position(), payload.remaining());
            if (tenth && fault == Fault.TEARS) {
                copy.put(0, (byte) ~copy.get(0));
            }
            Frame frame = new Frame(sequence, sentNs, key, copy);
            readers.forEach(reader -> reader.put(frame, tenth));
            return !refused;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            Reader reader = new Reader(sink);
            readers.add(reader);
            return reader;
        }

        @Override
        public long memoryBytes() {
            return 4711;
        }

        @Override
        public void close() {}
    }

    private final class Reader implements PeerSubscriber {
        private final PeerSink sink;
        private final Queue<Frame> queue = new ConcurrentLinkedQueue<>();
        private Frame held;
        private long lost;

        Reader(PeerSink sink) {
            this.sink = sink;
        }

        void put(Frame frame, boolean tenth) {
            if (tenth && (fault == Fault.LOSES || fault == Fault.LOSES_UNTOLD)) {
                lost += fault == Fault.LOSES ? 1 : 0;
                return;
            }
            if (tenth && fault == Fault.REORDERS) {
                held = frame;
                return;
            }
            queue.add(frame);
            if (tenth && fault == Fault.REPEATS) {
                queue.add(frame);
            }
            if (held != null) {
                queue.add(held);
                held = null;
            }
        }

        @Override
        public int poll(int limit) {
            int given = 0;
            for (Frame frame = next(given, limit); frame != null; frame = next(given, limit)) {
                nowNs += deliveryNs;
                sink.onFrame(frame);
                given++;
            }
            return given;
        }

        private Frame next(int given, int limit) {
            return given < limit ? queue.poll() : null;
        }

        @Override
        public long toldLost() {
            return lost;
        }

        @Override
        public void close() {}
    }

    private record Frame(long sequence, long sentNs, boolean key, ByteBuffer payload) implements PeerFrame {
        @Override
        public boolean isIntact() {
            return true;
        }
    }
}
