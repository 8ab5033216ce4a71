package io.framebus.disruptor;

import io.framebus.AppSpec;
import io.framebus.PublisherLimitReachedException;
import io.framebus.StreamAlreadyPublishingException;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/** Three keys and a limit of two streams, for Lincheck to run against {@link Spec}. */
@Param(name = "stream", gen = IntGen.class, conf = "0:2")
public class RegistryLimit {
    private static final int LIMIT = 2;

    private final StreamRegistry registry = new StreamRegistry(
            Map.of(
                    "live",
                    new AppSpec(
                            "live",
                            StreamConfig.builder()
                                    .capacityFrames(1)
                                    .capacityBytes(64)
                                    .build())),
            LIMIT,
            Long.MAX_VALUE,
            Duration.ZERO,
            new StreamServices(() -> 0, new Events(null), new ArenaPool(1024), new Departures(), new AtomicLong()));

    /** What it has to be like. */
    public static class Spec {
        private final TreeSet<Integer> streams = new TreeSet<>();

        public String start(int stream) {
            if (streams.contains(stream)) {
                return "already publishing";
            }
            if (streams.size() == LIMIT) {
                return "limit reached";
            }
            streams.add(stream);
            return "started";
        }

        public void endPublish(int stream) {
            streams.remove(stream);
        }

        public boolean isFound(int stream) {
            return streams.contains(stream);
        }
    }

    private static StreamKey key(int stream) {
        return StreamKey.of("live", "cam-" + stream);
    }

    @Operation
    public String start(@Param(name = "stream") int stream) {
        try {
            registry.start(key(stream), null);
            return "started";
        } catch (StreamAlreadyPublishingException refused) {
            return "already publishing";
        } catch (PublisherLimitReachedException refused) {
            return "limit reached";
        }
    }

    @Operation
    public void endPublish(@Param(name = "stream") int stream) {
        registry.endPublish(key(stream));
    }

    @Operation
    public boolean isFound(@Param(name = "stream") int stream) {
        return registry.find(key(stream)) != null;
    }

    @Validate
    public void neverMoreThanTheLimit() {
        require(registry.size() <= LIMIT, "no more than " + LIMIT + " streams");
        registry.close();
        require(registry.size() == 0, "no stream once it is closed");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
