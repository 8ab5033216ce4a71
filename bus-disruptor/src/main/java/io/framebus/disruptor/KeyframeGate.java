package io.framebus.disruptor;

import io.framebus.KeyframeRequester;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/** Lets one request for a key frame through per minimum interval, however many ask. Any thread. */
final class KeyframeGate {
    private final StreamKey key;
    private final NanoClock clock;
    private final Events events;
    private final @Nullable KeyframeRequester requester;
    private final long minIntervalNs;
    private final long bornNs;

    /** Time of the last request after {@code bornNs}, plus one; 0 before the first. */
    private final AtomicLong lastNs = new AtomicLong();

    KeyframeGate(StreamKey key, StreamConfig config, NanoClock clock, Events events) {
        this.key = key;
        this.clock = clock;
        this.events = events;
        this.requester = config.keyframeRequester().orElse(null);
        this.minIntervalNs = Times.saturatedNs(config.minInterval());
        this.bornNs = clock.nanoTime();
    }

    /** Asks the source unless it was asked less than the minimum interval ago; only then counts who is {@code waiting}. */
    void request(IntSupplier waiting) {
        long nowNs = clock.nanoTime() - bornNs + 1;
        long last = lastNs.get();
        if ((last == 0 || nowNs - last >= minIntervalNs) && lastNs.compareAndSet(last, nowNs)) {
            events.keyframeNeeded(key, waiting.getAsInt(), requester);
        }
    }
}
