package io.framebus.disruptor;

import com.lmax.disruptor.Sequence;
import io.framebus.ActivityListener;
import io.framebus.EndReason;
import io.framebus.FanOut;
import io.framebus.Frame;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.Qos;
import io.framebus.Retention;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamMetadata;
import io.framebus.StreamState;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One publisher's time with a stream. Another one follows if a publisher returns within the reconnect grace. */
final class Publication implements StreamHandle {
    private static final VarHandle CONTROL_CHANGES;

    static {
        try {
            CONTROL_CHANGES = MethodHandles.lookup().findVarHandle(Publication.class, "controlChanges", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Stream stream;
    private final PublisherGate gate;
    private final FrameWriter writer;
    private final FrameRing ring;
    private final Sequence cursor;
    private final RingSignal signal;

    /** The handle that is the same for all subscriptions of the stream; perhaps this one. */
    private final Publication handle;

    private final boolean mayPublish;
    private final StreamState stateBefore;
    private final long startedNs;
    private final FrameHeader header = new FrameHeader();
    private final @Nullable RingClaim claim;

    /**
     * How often there was something for subscribers to notice beside frames; counted by {@link #handle} for all. Here rather than in an object of
     * its own: who serves thousands of streams asks each for its activity, and waits for each object's memory. Grows only. Volatile, after
     * what it tells of; partner: the load in {@link #activity}, before the polls that it may spare.
     */
    @SuppressWarnings("unused") // written through CONTROL_CHANGES
    private volatile long controlChanges;

    /** Volatile: cleared by any thread, with a full fence before {@link PublisherGate#isVacant}. */
    private volatile boolean open;

    /** {@code stateBefore}: the stream's state when this publisher came. */
    Publication(Stream stream, boolean mayPublish, StreamState stateBefore) {
        this.stream = stream;
        this.gate = stream.gate;
        this.writer = stream.writer;
        this.ring = stream.ring;
        this.cursor = ring.cursorSequence();
        this.signal = ring.signal;
        this.handle = mayPublish ? stream.handle() : this;
        this.mayPublish = mayPublish;
        this.stateBefore = stateBefore;
        this.startedNs = stream.clock.nanoTime();
        this.open = mayPublish;
        this.claim = stream.config.publishers() == Publishers.ONE ? new RingClaim(this, writer) : null;
    }

    boolean isOpen() {
        return open;
    }

    /** Outside of every lock, for observers are told. */
    void announce() {
        stream.info.tellChange(stateBefore, StreamState.PUBLISHING);
        stream.events.publishStarted(stream.key);
    }

    long startedNs() {
        return startedNs;
    }

    /** Nothing more is published by this one; a frame that is just being published may still come. */
    void shut() {
        open = false;
    }

    @Override
    public int publish(FrameHeader header, ByteBuffer payload) {
        if (header == null || payload == null) {
            throw new IllegalArgumentException(header == null ? "header must not be null" : "payload must not be null");
        }
        if (!open) {
            return CLOSED; // one that was replaced must not get in its successor's way
        }
        gate.enter();
        try {
            if (!open) {
                return CLOSED;
            }
            int length = payload.remaining();
            Track track = writer.check(header, length);
            int offset = writer.place(length);
            writer.memory().put(offset, payload, payload.position(), length);
            writer.complete(header, length, track);
        } finally {
            gate.exit();
        }
        return published();
    }

    @Override
    public int publish(Frame frame) {
        if (frame == null) {
            throw new IllegalArgumentException("frame must not be null");
        }
        if (!open) {
            return CLOSED;
        }
        gate.enter();
        try {
            if (!open) {
                return CLOSED;
            }
            int length = frame.length();
            Track track = writer.check(header.copyFrom(frame), length);
            frame.copyPayload(0, writer.memory(), writer.place(length), length);
            writer.complete(header, length, track);
        } finally {
            gate.exit();
        }
        return published();
    }

    @Override
    public FrameClaim claim(FrameHeader header, int length) {
        if (header == null) {
            throw new IllegalArgumentException("header must not be null");
        }
        RingClaim inRing = claim;
        return inRing == null || !open ? claimStaged(header, length) : claimInRing(inRing, header, length);
    }

    /** Stays inside the gate until the claim is ended. */
    private FrameClaim claimInRing(RingClaim inRing, FrameHeader header, int length) {
        gate.enter();
        boolean begun = false;
        try {
            if (!open) { // after entering: the memory may be another stream's by now
                return claimStaged(header, length);
            }
            writer.check(header, length);
            inRing.begin(header, length);
            begun = true;
            return inRing;
        } finally {
            if (!begun) {
                gate.exit();
            }
        }
    }

    private FrameClaim claimStaged(FrameHeader header, int length) {
        writer.checkShape(header, length);
        return StagedClaim.begin(this, header, length);
    }

    /** Publishes the frame that was written into the ring at the place found last; leaves the gate. */
    int commitInRing(FrameHeader header, int length) {
        try {
            if (!open) {
                return CLOSED;
            }
            writer.complete(header, length);
        } finally {
            gate.exit();
        }
        return published();
    }

    /** There is a new frame. Outside of the gate: whoever is told may take its time, or publish to another stream. */
    private int published() {
        tellActivity();
        return signal.subscribers();
    }

    /** Gives the place found last up; leaves the gate. */
    void abortInRing() {
        gate.exit();
    }

    @Override
    public Subscription subscribe() {
        return subscribe(SubscribeOptions.defaults());
    }

    @Override
    public Subscription subscribe(SubscribeOptions options) {
        if (options == null) {
            throw new IllegalArgumentException("options must not be null");
        }
        return stream.subscribe(options);
    }

    @Override
    public void close() {
        if (!mayPublish || stream.publication() == this) {
            stream.end(new EndReason.StreamEnded());
        }
    }

    @Override
    public boolean isClosed() {
        return stream.isEnded();
    }

    @Override
    public StreamKey key() {
        return stream.key;
    }

    @Override
    public StreamConfig config() {
        return stream.config;
    }

    @Override
    public int subscriberCount() {
        return signal.subscribers();
    }

    @Override
    public long cursor() {
        return ring.cursor();
    }

    @Override
    public long tail() {
        return ring.tail.get();
    }

    @Override
    public Retention retention() {
        return stream.info.gauges().retention();
    }

    @Override
    public long activity() {
        return cursor.get() + handle.controlChanges;
    }

    @Override
    public boolean addActivityListener(ActivityListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("listener must not be null");
        }
        stream.add(listener);
        return true;
    }

    @Override
    public boolean removeActivityListener(ActivityListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("listener must not be null");
        }
        return stream.remove(listener);
    }

    private void tellActivity() {
        ActivityListener told = signal.listener();
        if (told != null) {
            stream.events.activity(told);
        }
    }

    /** Subscribers have something to notice beside frames. Any thread, outside of every lock. */
    void noteControlChange() {
        CONTROL_CHANGES.getAndAdd(handle, 1L);
        tellActivity();
    }

    @Override
    public FanOut fanOut(boolean inPlace) {
        return new RingFanOut(stream, inPlace);
    }

    @Override
    public long lastFrameMs() {
        return Math.floorDiv(writer.lastPublishNs(), 1_000_000L);
    }

    @Override
    public List<MediaFrame> cachedConfigs() {
        return writer.configs().frames();
    }

    @Override
    public List<MediaFrame> replayBuffer() {
        return Replay.copyOf(stream);
    }

    @Override
    public void requestKeyframe() {
        stream.requestKeyframe();
    }

    @Override
    public StreamState state() {
        return stream.info.state();
    }

    @Override
    public void setState(StreamState state) {
        if (state == null || state == StreamState.ENDED) {
            throw new IllegalArgumentException(
                    "state must be other than ended, which closing brings about, is " + state);
        }
        stream.info.changeState(state);
    }

    @Override
    public StreamMetadata metadata() {
        return stream.info.metadata();
    }

    @Override
    public void updateMetadata(UnaryOperator<StreamMetadata> change) {
        if (change == null) {
            throw new IllegalArgumentException("change must not be null");
        }
        stream.info.updateMetadata(change);
    }

    @Override
    public Qos qos() {
        return stream.info.gauges().qos();
    }

    @Override
    public String toString() {
        return "stream " + stream.key;
    }
}
