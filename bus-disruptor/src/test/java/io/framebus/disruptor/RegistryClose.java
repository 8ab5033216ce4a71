package io.framebus.disruptor;

import io.framebus.AppSpec;
import io.framebus.EndReason;
import io.framebus.FrameBusException;
import io.framebus.StreamAlreadyPublishingException;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * A registry that is closed while streams start and subscribers join. Closing is not one step: it first refuses new streams and
 * then ends those there are. So nothing is compared step by step; what holds once it has returned is looked at.
 */
public class RegistryClose {
    private static final StreamKey KEY = StreamKey.of("live", "cam");
    private static final StreamConfig CONFIG =
            StreamConfig.builder().capacityFrames(1).capacityBytes(64).build();

    private final TellTale told = new TellTale();
    private final ArenaPool arenas = new ArenaPool(1024);
    private final Departures departures = new Departures();
    private final StreamRegistry registry = new StreamRegistry(
            Map.of("live", new AppSpec("live", CONFIG)),
            1,
            Long.MAX_VALUE,
            Duration.ofNanos(1),
            new StreamServices(() -> 0, new Events(told), arenas, departures, new AtomicLong()));
    private final Queue<RingSubscription> joined = new ConcurrentLinkedQueue<>();
    private volatile boolean closeReturned;

    /** Nothing is told of the order in which it happens. */
    public static class Spec {
        public void start() {}

        public void endPublish() {}

        public void subscribe() {}

        public void close() {}
    }

    @Operation
    public void start() {
        boolean closedBefore = closeReturned;
        try {
            registry.start(KEY, null);
            told.require(!closedBefore, "nothing starts once close has returned");
        } catch (StreamAlreadyPublishingException refused) {
            told.require(!closedBefore, "there is no publisher once close has returned");
        } catch (FrameBusException closed) {
            told.require(closed.getMessage().contains("closed"), "refused because it is closed");
        }
    }

    @Operation
    public void endPublish() {
        registry.endPublish(KEY);
    }

    @Operation
    public void subscribe() {
        boolean closedBefore = closeReturned;
        Stream stream = registry.find(KEY);
        if (stream != null) {
            told.require(!closedBefore, "no stream is found once close has returned");
            joined.add(stream.subscribe(SubscribeOptions.defaults()));
        }
    }

    @Operation(nonParallelGroup = "closing")
    public void close() {
        if (registry.close()) {
            closeReturned = true;
        }
    }

    @Validate
    public void nothingIsLeft() {
        registry.close();
        told.require(registry.size() == 0, "no stream is left");
        told.requireStatesFollowEachOther(null);
        for (RingSubscription subscription : joined) {
            EndReason reason = subscription.endReason().orElse(null);
            told.require(
                    reason instanceof EndReason.BusClosed || reason instanceof EndReason.StreamEnded,
                    "whoever joined has ended, " + reason);
            told.requireEndToldOnce(subscription);
            told.require(subscription.poll(frame -> {}, 1) == -1, "nothing is left to read");
        }
        departures.review();
        PoolCheck.requireEachArenaOnce(arenas, 64);
    }
}
