package io.framebus.disruptor;

import io.framebus.AppSpec;
import io.framebus.EndReason;
import io.framebus.MaxLagPolicy;
import io.framebus.StreamAlreadyPublishingException;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.SubscribeOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * One key of a registry with everything that can happen to its stream, its publishers and its subscribers, for Lincheck to run
 * against {@link ControlPlaneSpec}. What is told and what becomes of the memory is looked at after each run.
 */
@Param(name = "slot", gen = IntGen.class, conf = "0:1")
public class ControlPlane {
    private static final StreamKey KEY = StreamKey.of("live", "cam");
    private static final int ARENA_BYTES = 64;
    private static final StreamConfig CONFIG =
            StreamConfig.builder().capacityFrames(1).capacityBytes(ARENA_BYTES).build();

    private final AtomicLong nowNs = new AtomicLong();

    /**
     * Time stands still while an operation is under way. Else one that was held up could have looked at the clock long before it
     * took effect: a grace that seems to have begun before the publisher left is late by as much as the call was, which is no
     * question of order.
     */
    private final ReadWriteLock time = new ReentrantReadWriteLock();

    private final TellTale told = new TellTale();
    private final ArenaPool arenas = new ArenaPool(1 << 20);
    private final Departures departures = new Departures();
    private final StreamRegistry registry = new StreamRegistry(
            Map.of("live", new AppSpec("live", CONFIG)),
            1,
            ControlPlaneSpec.IDLE_NS,
            Duration.ofNanos(ControlPlaneSpec.GRACE_NS),
            new StreamServices(nowNs::get, new Events(told), arenas, departures, new AtomicLong()));
    private final AtomicReferenceArray<Joined> slots = new AtomicReferenceArray<>(ControlPlaneSpec.SLOTS);
    private final Queue<Joined> everyone = new ConcurrentLinkedQueue<>();

    private record Joined(Stream stream, RingSubscription subscription, Verdict verdict) {}

    /** A max-lag policy that evicts when it is told to. */
    private static final class Verdict implements MaxLagPolicy {
        private volatile boolean guilty;

        @Override
        public Judge newJudge() {
            return lag -> guilty ? "told to" : null;
        }
    }

    @Operation
    public String start() {
        time.readLock().lock();
        try {
            registry.start(KEY, null);
            return "started";
        } catch (StreamAlreadyPublishingException refused) {
            return "already publishing";
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation
    public void endPublish() {
        time.readLock().lock();
        try {
            registry.endPublish(KEY);
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation
    public void closeStream() {
        time.readLock().lock();
        try {
            Stream stream = registry.find(KEY);
            if (stream != null) {
                stream.handle().close();
            }
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation
    public int reapIdle() {
        time.readLock().lock();
        try {
            return registry.reapIdle();
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation
    public int endAbandoned() {
        time.readLock().lock();
        try {
            return registry.endAbandoned();
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation
    public void tick() {
        time.writeLock().lock();
        try {
            nowNs.addAndGet(ControlPlaneSpec.TICK_NS);
        } finally {
            time.writeLock().unlock();
        }
    }

    @Operation
    public boolean isFound() {
        time.readLock().lock();
        try {
            return registry.find(KEY) != null;
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation
    public String subscribe(@Param(name = "slot") int slot) {
        time.readLock().lock();
        try {
            Stream stream = registry.find(KEY);
            if (stream == null) {
                return "no stream";
            }
            Verdict verdict = new Verdict();
            RingSubscription subscription =
                    stream.subscribe(SubscribeOptions.builder().maxLag(verdict).build());
            Joined joined = new Joined(stream, subscription, verdict);
            everyone.add(joined);
            if (subscription.isEnded()) {
                return "no stream";
            }
            if (slots.compareAndSet(slot, null, joined)) {
                return "joined";
            }
            subscription.close();
            return "taken";
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation
    public String close(@Param(name = "slot") int slot) {
        time.readLock().lock();
        try {
            Joined joined = slots.get(slot);
            if (joined == null) {
                return "nobody";
            }
            joined.subscription.close();
            return reasonOf(joined);
        } finally {
            time.readLock().unlock();
        }
    }

    /** As the housekeeper does. */
    @Operation
    public String evict(@Param(name = "slot") int slot) {
        time.readLock().lock();
        try {
            Joined joined = slots.get(slot);
            if (joined == null) {
                return "nobody";
            }
            joined.verdict.guilty = true;
            joined.subscription.housekeep();
            return reasonOf(joined);
        } finally {
            time.readLock().unlock();
        }
    }

    @Operation(nonParallelGroup = "polling")
    public int poll(@Param(name = "slot") int slot) {
        time.readLock().lock();
        try {
            Joined joined = slots.get(slot);
            return joined == null ? 0 : joined.subscription.poll(frame -> {}, 1);
        } finally {
            time.readLock().unlock();
        }
    }

    private static String reasonOf(Joined joined) {
        EndReason reason = joined.subscription.endReason().orElseThrow();
        return reason.getClass().getSimpleName();
    }

    /** After each run: everything told fits together, who is there is counted, and all memory comes back once. */
    @Validate
    public void everythingFitsTogether() {
        Stream stream = registry.find(KEY);
        if (stream != null) {
            told.require(
                    stream.info.state() == (stream.hasPublisher() ? StreamState.PUBLISHING : StreamState.IDLE),
                    "the state says whether there is a publisher");
            long live = everyone.stream()
                    .filter(joined -> !joined.subscription.isEnded())
                    .count();
            told.require(stream.publication().subscriberCount() == live, "who is there is counted");
        }
        everyone.forEach(joined -> told.requireEndToldOnce(joined.subscription));
        told.requireStatesFollowEachOther(stream);
        registry.close();
        everyone.forEach(joined -> joined.subscription.close());
        departures.review();
        everyone.forEach(joined -> told.requireEndToldOnce(joined.subscription));
        everyone.forEach(joined -> told.require(
                joined.subscription.poll(frame -> {}, 1) == -1, "nothing can be read once everything is closed"));
        PoolCheck.requireEachArenaOnce(arenas, ARENA_BYTES);
        // One that joined a stream just as that ended holds nothing of it.
        everyone.forEach(joined -> told.require(joined.stream.lease.isReturned(), "all memory has come back"));
    }
}
