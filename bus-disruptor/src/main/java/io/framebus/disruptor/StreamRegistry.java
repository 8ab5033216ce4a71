package io.framebus.disruptor;

import io.framebus.AppNotFoundException;
import io.framebus.AppSpec;
import io.framebus.EndReason;
import io.framebus.FrameBusException;
import io.framebus.PublisherLimitReachedException;
import io.framebus.StreamAlreadyPublishingException;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The streams of a bus: who may start one, who takes one over, and when one is over. Any thread. */
final class StreamRegistry {
    /** How long a publisher that returns waits for the former one's last call. */
    private static final long TAKE_OVER_LIMIT_NS = 1_000_000_000L;

    private static final long TAKE_OVER_PAUSE_NS = 1_000_000L;

    private final Map<String, AppSpec> apps;
    private final int maxPublishers;
    private final long idleTimeoutNs;
    private final Duration grace;
    private final StreamServices services;
    private final ConcurrentHashMap<StreamKey, Stream> streams = new ConcurrentHashMap<>();

    /** Makes starting atomic. Never held while waiting or while observers are told. */
    private final ReentrantLock starting = new ReentrantLock();

    private boolean closed;

    /** {@code idleTimeoutNs} of {@link Long#MAX_VALUE} means never. */
    StreamRegistry(
            Map<String, AppSpec> apps, int maxPublishers, long idleTimeoutNs, Duration grace, StreamServices services) {
        this.apps = apps;
        this.maxPublishers = maxPublishers;
        this.idleTimeoutNs = idleTimeoutNs;
        this.grace = grace;
        this.services = services;
    }

    /** Starts a stream, or takes over one whose publisher has left; with the application's settings if none are given. */
    Publication start(StreamKey key, @Nullable StreamConfig config) {
        AppSpec app = apps.get(key.app());
        if (app == null) {
            throw new AppNotFoundException(key.app());
        }
        long giveUpNs = System.nanoTime() + TAKE_OVER_LIMIT_NS;
        while (true) {
            Started started = tryStart(key, app, config, System.nanoTime() - giveUpNs < 0);
            if (started != null) {
                started.formersEnd().run();
                started.publication().announce();
                return started.publication();
            }
            LockSupport.parkNanos(this, TAKE_OVER_PAUSE_NS);
        }
    }

    /** A publication, and what is left to be done for the stream that it has replaced: outside of the lock. */
    private record Started(Publication publication, Runnable formersEnd) {
        Started(Publication publication) {
            this(publication, () -> {});
        }
    }

    /**
     * Takes a stream over that waits for its publisher, or puts a new one in its place: if it has other settings, its grace is
     * over, or there is no more time to wait ({@code inTime}). Null if the former publisher's last call may still be under way.
     */
    private @Nullable Started tryStart(StreamKey key, AppSpec app, @Nullable StreamConfig config, boolean inTime) {
        starting.lock();
        try {
            if (closed) {
                throw new FrameBusException("the bus is closed");
            }
            Stream former = streams.get(key);
            if (former == null) {
                if (streams.size() >= maxPublishers && countOneByOne() >= maxPublishers) {
                    throw new PublisherLimitReachedException(maxPublishers);
                }
                return new Started(put(newStream(key, app, config)));
            }
            if (former.hasPublisher()) {
                throw new StreamAlreadyPublishingException(key);
            }
            boolean same = config == null || config.equals(former.config);
            if (same && inTime && !former.isAbandoned(Times.saturatedNs(grace))) {
                Publication taken = former.takeOver(former.sincePublisherLeftNs() >= Occupancy.SETTLE_NS);
                return taken == null ? null : new Started(taken);
            }
            return replace(former, newStream(key, app, config));
        } finally {
            starting.unlock();
        }
    }

    private Stream newStream(StreamKey key, AppSpec app, @Nullable StreamConfig config) {
        return new Stream(key, config == null ? app.streams() : config, services, this::forget);
    }

    private Publication put(Stream stream) {
        streams.put(stream.key, stream);
        return stream.publication();
    }

    /** In one step, so that whoever looks for the key finds the one or the other. */
    private Started replace(Stream former, Stream successor) {
        Runnable formersEnd = former.giveWay(new EndReason.StreamEnded(), () -> put(successor));
        // Else it has ended meanwhile, and been forgotten: it counted, so there is room.
        return formersEnd != null ? new Started(successor.publication(), formersEnd) : new Started(put(successor));
    }

    /** Without one that is just being removed, which the map's own count may still hold. Under the lock: none is added. */
    private int countOneByOne() {
        int count = 0;
        for (Iterator<StreamKey> all = streams.keySet().iterator(); all.hasNext(); all.next()) {
            count++;
        }
        return count;
    }

    /** Told by each stream when it ends, under its lock. */
    private void forget(Stream stream) {
        streams.remove(stream.key, stream);
    }

    /** Its publisher leaves. */
    void endPublish(StreamKey key) {
        Stream stream = streams.get(key);
        if (stream == null) {
            return;
        }
        if (grace.isZero()) {
            stream.end(new EndReason.StreamEnded());
        } else if (stream.publisherLeft()) {
            services.events().publisherLost(key, grace);
        }
    }

    @Nullable
    Stream find(StreamKey key) {
        return streams.get(key);
    }

    Collection<Stream> streams() {
        return streams.values();
    }

    Collection<StreamKey> keys() {
        return streams.keySet();
    }

    int size() {
        return streams.size();
    }

    /** Ends the streams whose publisher is there and silent for too long. */
    int reapIdle() {
        if (idleTimeoutNs == Long.MAX_VALUE) {
            return 0;
        }
        int reaped = 0;
        for (Stream stream : streams.values()) {
            long silenceNs = stream.publisherSilenceNs();
            if (silenceNs > idleTimeoutNs && stream.endIfSilent(idleTimeoutNs, new EndReason.IdleReaped())) {
                services.events().reaped(stream.key, Duration.ofNanos(silenceNs));
                reaped++;
            }
        }
        return reaped;
    }

    /** Ends the streams whose publisher has left and did not return in time. */
    int endAbandoned() {
        int ended = 0;
        long graceNs = Times.saturatedNs(grace);
        for (Stream stream : streams.values()) {
            if (stream.endIfAbandoned(graceNs, new EndReason.StreamEnded())) {
                ended++;
            }
        }
        return ended;
    }

    /** Ends all streams and starts no more. False if that was done before. */
    boolean close() {
        starting.lock();
        try {
            if (closed) {
                return false;
            }
            closed = true;
        } finally {
            starting.unlock();
        }
        streams.values().forEach(stream -> stream.end(new EndReason.BusClosed()));
        return true;
    }
}
