package io.framebus.disruptor;

import io.framebus.Qos;
import io.framebus.StreamKey;
import io.framebus.StreamMetadata;
import io.framebus.StreamState;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** What is known of a stream beside its frames. Any thread. */
final class StreamInfo {
    private final StreamKey key;
    private final Events events;
    private final RingGauges gauges;

    /** For the metadata. Held while the user's function runs, so nothing else may wait for it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicReference<StreamState> state = new AtomicReference<>(StreamState.PUBLISHING);
    private volatile StreamMetadata metadata;

    StreamInfo(StreamKey key, Events events, RingGauges gauges) {
        this.key = key;
        this.events = events;
        this.gauges = gauges;
        this.metadata = StreamMetadata.unknown(key, System.currentTimeMillis());
    }

    RingGauges gauges() {
        return gauges;
    }

    StreamState state() {
        return Objects.requireNonNull(state.get());
    }

    /** Changes the state and says so. */
    void changeState(StreamState to) {
        tellChange(enter(to), to);
    }

    /** Changes the state, unless it is {@link StreamState#ENDED}, which none follows. Returns the one before. */
    StreamState enter(StreamState to) {
        return Objects.requireNonNull(state.getAndUpdate(from -> from == StreamState.ENDED ? from : to));
    }

    /** What {@link #enter} did. Outside of every lock, for observers are told. */
    void tellChange(StreamState from, StreamState to) {
        if (from != StreamState.ENDED) {
            events.stateChanged(key, from, to);
        }
    }

    /** With measurements over what was said, where there are any. */
    StreamMetadata metadata() {
        Qos qos = gauges.qos();
        StreamMetadata known = metadata;
        known = qos.fps() > 0 ? known.withFps(qos.fps()) : known;
        known = qos.videoBitrateBps() > 0 ? known.withVideoBitrateBps(qos.videoBitrateBps()) : known;
        return qos.audioBitrateBps() > 0 ? known.withAudioBitrateBps(qos.audioBitrateBps()) : known;
    }

    void updateMetadata(UnaryOperator<StreamMetadata> change) {
        lock.lock();
        try {
            StreamMetadata changed = change.apply(metadata);
            if (changed == null || !changed.key().equals(key)) {
                throw new IllegalArgumentException("metadata must be of stream " + key + ", is " + changed);
            }
            metadata = changed;
        } finally {
            lock.unlock();
        }
    }
}
