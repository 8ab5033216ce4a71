package io.framebus.disruptor;

import io.framebus.AppSpec;
import io.framebus.BusObserver;
import io.framebus.FrameBus;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A frame bus whose streams are Disruptor rings of preallocated slots with an arena of payload memory each.
 *
 * <p>Owns one daemon thread, the housekeeper, which evicts subscribers that no longer poll, tells of lag, reaps idle streams and
 * ends those whose publisher did not return. Publishing and reading do not depend on it. {@link #close()} ends the thread; a bus
 * that is not closed keeps it.
 *
 * <p>Needs no JVM flags. Payload memory lies outside the heap, where {@code -XX:MaxDirectMemorySize} (by default as much as the
 * heap) limits it.
 */
public final class DisruptorFrameBus implements FrameBus {
    private final List<String> apps;
    private final Events events;
    private final StreamServices services;
    private final StreamRegistry registry;
    private final Housekeeper housekeeper;

    private DisruptorFrameBus(Builder from) {
        apps = List.copyOf(from.apps.keySet());
        events = new Events(from.observer);
        services = new StreamServices(
                from.clock, events, new ArenaPool(from.poolBytes), new Departures(), new AtomicLong());
        registry = new StreamRegistry(
                Map.copyOf(from.apps),
                from.maxPublishers,
                from.idleTimeout == null ? Long.MAX_VALUE : Times.saturatedNs(from.idleTimeout),
                from.reconnectGrace,
                services);
        housekeeper = new Housekeeper(this, from.housekeepingInterval);
    }

    /** A builder of a bus without applications; at least one must be added. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public StreamHandle startPublish(StreamKey key) {
        return registry.start(notNull(key), null);
    }

    @Override
    public StreamHandle startPublish(StreamKey key, StreamConfig config) {
        if (config == null) {
            throw new IllegalArgumentException("config must not be null");
        }
        return registry.start(notNull(key), config);
    }

    @Override
    public void endPublish(StreamKey key) {
        registry.endPublish(notNull(key));
    }

    @Override
    public Optional<StreamHandle> stream(StreamKey key) {
        return Optional.ofNullable(registry.find(notNull(key))).map(Stream::publication);
    }

    @Override
    public List<StreamKey> streams() {
        return List.copyOf(registry.keys());
    }

    @Override
    public int streamCount() {
        return registry.size();
    }

    @Override
    public List<String> apps() {
        return apps;
    }

    @Override
    public int reapIdle() {
        return registry.reapIdle();
    }

    /**
     * One turn of what the housekeeper does, on the calling thread: for those who schedule it themselves
     * ({@link Builder#housekeepingInterval} zero) or test with a clock of their own. Turns exclude each other.
     *
     * @return number of streams ended
     */
    public int housekeep() {
        return housekeeper.turn();
    }

    int keepStreams() {
        int ended = registry.reapIdle() + registry.endAbandoned();
        registry.streams().forEach(Stream::housekeep);
        services.departures().review();
        return ended;
    }

    /** How often an observer, an activity listener, a keyframe requester or a max-lag policy has thrown. */
    public long observerFailures() {
        return events.failures();
    }

    /** Bytes of payload memory kept for coming streams. */
    public long pooledBytes() {
        return services.arenas().idleBytes();
    }

    @Override
    public void close() {
        if (registry.close()) {
            housekeeper.close();
            services.arenas().close();
        }
    }

    private static StreamKey notNull(@Nullable StreamKey key) {
        if (key == null) {
            throw new IllegalArgumentException("key must not be null");
        }
        return key;
    }

    /** Builds a {@link DisruptorFrameBus}. Not thread-safe. */
    public static final class Builder {
        private final Map<String, AppSpec> apps = new LinkedHashMap<>();
        private int maxPublishers = Integer.MAX_VALUE;
        private @Nullable Duration idleTimeout;
        private Duration reconnectGrace = Duration.ZERO;
        private @Nullable BusObserver observer;
        private NanoClock clock = SystemNanoClock.INSTANCE;
        private Duration housekeepingInterval = Duration.ofMillis(20);
        private long poolBytes = 256L << 20;

        private Builder() {}

        /**
         * Adds an application.
         *
         * @throws IllegalArgumentException if it is null, or one of that name was added before
         */
        public Builder app(AppSpec app) {
            if (app == null) {
                throw new IllegalArgumentException("app must not be null");
            }
            if (apps.putIfAbsent(app.name(), app) != null) {
                throw new IllegalArgumentException("application \"" + app.name() + "\" must be added once only");
            }
            return this;
        }

        /**
         * Adds an application.
         *
         * @throws IllegalArgumentException if an argument is null or blank, or an application of that name was added before
         */
        public Builder app(String name, StreamConfig streams) {
            return app(new AppSpec(name, streams));
        }

        /**
         * The most streams over all applications, one publisher each; a stream kept for its publisher's return counts. Unlimited
         * by default.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxPublishers(int maxPublishers) {
            if (maxPublishers < 1) {
                throw new IllegalArgumentException("maxPublishers must be 1 or more, is " + maxPublishers);
            }
            this.maxPublishers = maxPublishers;
            return this;
        }

        /**
         * How long a publisher may be silent before its stream is ended; for ever by default.
         *
         * @throws IllegalArgumentException if it is null or not more than zero
         */
        public Builder idleTimeout(Duration idleTimeout) {
            if (idleTimeout == null || idleTimeout.isNegative() || idleTimeout.isZero()) {
                throw new IllegalArgumentException("idleTimeout must be more than zero, is " + idleTimeout);
            }
            this.idleTimeout = idleTimeout;
            return this;
        }

        /**
         * How long a stream is kept, with its subscribers, for a publisher that has left by {@link FrameBus#endPublish}; zero by
         * default.
         *
         * @throws IllegalArgumentException if it is null or negative
         */
        public Builder reconnectGrace(Duration reconnectGrace) {
            this.reconnectGrace = notNegative(reconnectGrace, "reconnectGrace");
            return this;
        }

        /**
         * Who is told what happens; nobody by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder observer(BusObserver observer) {
            if (observer == null) {
                throw new IllegalArgumentException("observer must not be null");
            }
            this.observer = observer;
            return this;
        }

        /**
         * The monotonic clock for publish times, ages and timeouts; {@link System#nanoTime} by default. Waiting in
         * {@code receive} is by the real clock, whatever this one says.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder clock(NanoClock clock) {
            if (clock == null) {
                throw new IllegalArgumentException("clock must not be null");
            }
            this.clock = clock;
            return this;
        }

        /**
         * How often the housekeeper looks around, 20 ms by default. Zero: there is no thread, and somebody calls
         * {@link DisruptorFrameBus#housekeep()}.
         *
         * @throws IllegalArgumentException if it is null or negative
         */
        public Builder housekeepingInterval(Duration interval) {
            this.housekeepingInterval = notNegative(interval, "housekeepingInterval");
            return this;
        }

        /**
         * The most payload memory of ended streams to keep for coming ones, in bytes; 256 MiB by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder poolBytes(long poolBytes) {
            if (poolBytes < 0) {
                throw new IllegalArgumentException("poolBytes must be 0 or more, is " + poolBytes);
            }
            this.poolBytes = poolBytes;
            return this;
        }

        /**
         * The bus, with its housekeeper running.
         *
         * @throws IllegalArgumentException if there is no application
         */
        public DisruptorFrameBus build() {
            if (apps.isEmpty()) {
                throw new IllegalArgumentException("a bus must have at least 1 application, has 0");
            }
            DisruptorFrameBus bus = new DisruptorFrameBus(this);
            bus.housekeeper.start();
            return bus;
        }

        private static Duration notNegative(@Nullable Duration value, String name) {
            if (value == null || value.isNegative()) {
                throw new IllegalArgumentException(name + " must be zero or more, is " + value);
            }
            return value;
        }
    }
}
