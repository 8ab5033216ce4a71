package io.framebus.disruptor;

import com.lmax.disruptor.Sequence;
import io.framebus.ActivityListener;
import io.framebus.FanOut;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import io.framebus.MediaFrame;
import io.framebus.Qos;
import io.framebus.Retention;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamMetadata;
import io.framebus.StreamState;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A stream for whoever holds a handle of it, but for publishing, which a {@link Publication} alone can do. Any thread. */
abstract sealed class RingHandle implements StreamHandle permits Publication, SharedHandle {
    final Stream stream;
    final Sequence cursor;

    RingHandle(Stream stream) {
        this.stream = stream;
        this.cursor = stream.ring.cursorSequence();
    }

    /** A claim of memory that is not the ring's. */
    final FrameClaim claimStaged(@Nullable FrameHeader header, int length) {
        if (header == null) {
            throw missing("header");
        }
        stream.writer.checkShape(header, length);
        return StagedClaim.begin(this, header, length);
    }

    /**
     * There is something new for subscribers: tells whoever wants to be told. {@code signal} is the stream's; given, since who publishes has it
     * at hand. Outside of every lock.
     */
    final void tellActivity(RingSignal signal) {
        ActivityListener told = signal.listener();
        if (told != null) {
            stream.events.activity(told);
        }
    }

    static IllegalArgumentException missing(String argument) {
        return new IllegalArgumentException(argument + " must not be null");
    }

    @Override
    public Subscription subscribe() {
        return subscribe(SubscribeOptions.defaults());
    }

    @Override
    public Subscription subscribe(SubscribeOptions options) {
        if (options == null) {
            throw missing("options");
        }
        return stream.subscribe(options);
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
        return stream.ring.signal.subscribers();
    }

    @Override
    public long cursor() {
        return cursor.get();
    }

    @Override
    public long tail() {
        return stream.ring.tail.get();
    }

    @Override
    public Retention retention() {
        return stream.info.gauges().retention();
    }

    @Override
    public boolean addActivityListener(ActivityListener listener) {
        if (listener == null) {
            throw missing("listener");
        }
        stream.add(listener);
        return true;
    }

    @Override
    public boolean removeActivityListener(ActivityListener listener) {
        if (listener == null) {
            throw missing("listener");
        }
        return stream.remove(listener);
    }

    @Override
    public FanOut fanOut(boolean inPlace) {
        return new RingFanOut(stream, inPlace);
    }

    @Override
    public long lastFrameMs() {
        return Math.floorDiv(stream.writer.lastPublishNs(), 1_000_000L);
    }

    @Override
    public List<MediaFrame> cachedConfigs() {
        return stream.writer.configs().frames();
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
            throw missing("change");
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
