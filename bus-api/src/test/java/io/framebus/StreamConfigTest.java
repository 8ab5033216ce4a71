package io.framebus;

import static io.framebus.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StreamConfigTest {
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    @Test
    void shouldHaveDefaults() {
        StreamConfig config = StreamConfig.defaults();
        assertEquals(1024, config.capacityFrames());
        assertEquals(4 << 20, config.capacityBytes());
        assertEquals(Long.MAX_VALUE, config.replayFrames());
        assertEquals(Long.MAX_VALUE, config.replayBytes());
        assertTrue(config.replayTime().compareTo(Duration.ofDays(36_500)) > 0);
        assertEquals(StartAt.LIVE, config.startAt());
        assertEquals(Resync.SYNC_POINT, config.resync());
        assertEquals(MaxLagPolicy.none(), config.maxLag());
        assertEquals(Waiting.PARK, config.waiting());
        assertEquals(Publishers.ONE, config.publishers());
        assertEquals(Optional.empty(), config.keyframeRequester());
        assertEquals(config, StreamConfig.builder().build());
    }

    /** Case 27. */
    @Test
    void shouldRoundCapacitiesUpToPowersOfTwo() {
        int[][] cases = {{1, 1}, {2, 2}, {3, 4}, {4, 4}, {5, 8}, {1000, 1024}, {1025, 2048}, {1 << 24, 1 << 24}};
        for (int[] c : cases) {
            StreamConfig config = StreamConfig.builder()
                    .capacityFrames(c[0])
                    .capacityBytes(c[0])
                    .build();
            assertEquals(c[0], config.capacityFrames());
            assertEquals(c[1], config.effectiveCapacityFrames());
            assertEquals(c[1], config.effectiveCapacityBytes());
        }
        StreamConfig largest = StreamConfig.builder()
                .capacityBytes(StreamConfig.MAX_CAPACITY_BYTES - 1)
                .build();
        assertEquals(1 << 30, largest.effectiveCapacityBytes());
    }

    @Test
    void shouldDeriveBytesFromFramesUnlessTold() {
        assertEquals(4 << 20, withFrames(1).capacityBytes());
        assertEquals(4 << 20, withFrames(1024).capacityBytes());
        assertEquals(1025 * 4096, withFrames(1025).capacityBytes());
        assertEquals(1 << 30, withFrames(1 << 24).capacityBytes());
        StreamConfig told = StreamConfig.builder()
                .capacityBytes(100)
                .capacityFrames(1 << 20)
                .build();
        assertEquals(100, told.capacityBytes());
    }

    private static StreamConfig withFrames(int frames) {
        return StreamConfig.builder().capacityFrames(frames).build();
    }

    @Test
    void shouldRefuseBadValuesAndKeepTheOldOnes() {
        StreamConfig.Builder builder = everything();
        refuses(() -> builder.capacityFrames(0), "capacityFrames", "0", "16777216");
        refuses(() -> builder.capacityFrames((1 << 24) + 1), "capacityFrames", "16777217", "16777216");
        refuses(() -> builder.capacityFrames(1L << 32 | 8), "capacityFrames", "4294967304");
        refuses(() -> builder.capacityBytes(0), "capacityBytes", "0", "1073741824");
        refuses(() -> builder.capacityBytes((1L << 30) + 1), "capacityBytes", "1073741825", "1073741824");
        refuses(() -> builder.capacityBytes(Long.MIN_VALUE), "capacityBytes");
        refuses(() -> builder.replayFrames(-1), "replayFrames", "-1");
        refuses(() -> builder.replayBytes(-1), "replayBytes", "-1");
        refuses(() -> builder.replayTime(NEGATIVE), "replayTime", "PT-0.000000001S");
        refuses(() -> builder.replayTime(null), "replayTime");
        refuses(() -> builder.startAt(null), "startAt");
        refuses(() -> builder.resync(null), "resync");
        refuses(() -> builder.maxLag(null), "maxLag");
        refuses(() -> builder.waiting(null), "waiting");
        refuses(() -> builder.publishers(null), "publishers");
        refuses(() -> builder.keyframeRequester(null), "keyframeRequester");
        refuses(() -> builder.minInterval(null), "minInterval");
        refuses(() -> builder.minInterval(NEGATIVE), "minInterval", "PT-0.000000001S");
        assertEquals(everything().build(), builder.build());
    }

    /** Thrown before anything changed: of two arguments, neither is taken if one is bad. */
    @Test
    void shouldTakeNeitherOfTwoValuesIfOneIsBad() {
        StreamConfig.Builder builder = everything();
        KeyframeRequester other = key -> {};
        refuses(() -> builder.keyframeRequester(other, NEGATIVE), "minInterval");
        refuses(() -> builder.keyframeRequester(other, null), "minInterval");
        refuses(() -> builder.keyframeRequester(null, Duration.ZERO), "keyframeRequester");
        assertEquals(everything().build(), builder.build());
    }

    private static final KeyframeRequester REQUESTER = key -> {};

    private static StreamConfig.Builder everything() {
        return StreamConfig.builder()
                .capacityFrames(100)
                .capacityBytes(5000)
                .replayFrames(0)
                .replayBytes(10)
                .replayTime(Duration.ZERO)
                .startAt(StartAt.SYNC_POINT)
                .resync(Resync.OLDEST)
                .maxLag(MaxLagPolicy.cumulative(4))
                .waiting(Waiting.SPIN)
                .publishers(Publishers.SHARED)
                .keyframeRequester(REQUESTER, Duration.ofSeconds(3));
    }

    @Test
    void shouldKeepEverySetting() {
        StreamConfig config = everything().build();
        assertEquals(100, config.capacityFrames());
        assertEquals(5000, config.capacityBytes());
        assertEquals(0, config.replayFrames());
        assertEquals(10, config.replayBytes());
        assertEquals(Duration.ZERO, config.replayTime());
        assertEquals(StartAt.SYNC_POINT, config.startAt());
        assertEquals(Resync.OLDEST, config.resync());
        assertEquals(MaxLagPolicy.cumulative(4), config.maxLag());
        assertEquals(Waiting.SPIN, config.waiting());
        assertEquals(Publishers.SHARED, config.publishers());
        assertEquals(Optional.of(REQUESTER), config.keyframeRequester());
        assertEquals(Duration.ofSeconds(3), config.minInterval());
        assertEquals(config, config.toBuilder().build());
    }

    @Test
    void shouldBeEqualWhenEverySettingIs() {
        StreamConfig config = everything().build();
        assertEquals(config, everything().build());
        assertEquals(config.hashCode(), everything().build().hashCode());
        List<UnaryOperator<StreamConfig.Builder>> changes = List.of(
                b -> b.capacityFrames(101),
                b -> b.capacityBytes(5001),
                b -> b.replayFrames(1),
                b -> b.replayBytes(11),
                b -> b.replayTime(Duration.ofNanos(1)),
                b -> b.startAt(StartAt.OLDEST),
                b -> b.resync(Resync.LIVE),
                b -> b.maxLag(MaxLagPolicy.none()),
                b -> b.waiting(Waiting.YIELD),
                b -> b.publishers(Publishers.ONE),
                b -> b.keyframeRequester(key -> {}),
                b -> b.minInterval(Duration.ZERO));
        for (UnaryOperator<StreamConfig.Builder> change : changes) {
            assertNotEquals(config, change.apply(everything()).build());
        }
        assertNotEquals(config, "config");
    }

    @Test
    void shouldNotChangeWithItsBuilder() {
        StreamConfig.Builder builder = everything();
        StreamConfig config = builder.build();
        builder.capacityFrames(7).startAt(StartAt.LIVE);
        assertEquals(everything().build(), config);
        config.toBuilder().capacityFrames(9);
        assertEquals(100, config.capacityFrames());
    }

    @Test
    void shouldSizeForARateAndATime() {
        StreamConfig config = StreamConfig.sizedFor(8_000_000, 30, Duration.ofSeconds(2));
        assertEquals(60, config.capacityFrames());
        assertEquals(2_500_000, config.capacityBytes());
        assertTrue(config.effectiveCapacityFrames() >= 60 && config.effectiveCapacityBytes() >= 2_500_000);
        StreamConfig tiny = StreamConfig.sizedFor(1, 0.001, Duration.ofMillis(1));
        assertEquals(1, tiny.capacityFrames());
        assertEquals(1, tiny.capacityBytes());
        assertEquals(15, StreamConfig.sizedFor(1, 29.97, Duration.ofMillis(500)).capacityFrames());
    }

    @Test
    void shouldRefuseSizesOutOfReach() {
        Duration second = Duration.ofSeconds(1);
        refuses(() -> StreamConfig.sizedFor(0, 30, second), "bitsPerSecond", "0", "1");
        refuses(() -> StreamConfig.sizedFor(-8, 30, second), "bitsPerSecond", "-8");
        for (double fps : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refuses(() -> StreamConfig.sizedFor(1, fps, second), "framesPerSecond", String.valueOf(fps));
        }
        refuses(() -> StreamConfig.sizedFor(1, 30, Duration.ZERO), "retained", "PT0S");
        refuses(() -> StreamConfig.sizedFor(1, 30, NEGATIVE), "retained");
        refuses(() -> StreamConfig.sizedFor(1, 30, null), "retained");
        refuses(() -> StreamConfig.sizedFor(Long.MAX_VALUE, 1, second), "capacityBytes", "1073741824");
        refuses(() -> StreamConfig.sizedFor(1, Double.MAX_VALUE, second), "capacityFrames", "16777216");
        refuses(() -> StreamConfig.sizedFor(1, 1, Duration.ofSeconds(Long.MAX_VALUE)), "capacity");
    }

    @Test
    void shouldDescribeItself() {
        String text = everything().build().toString();
        assertTrue(text.contains("128 frames") && text.contains("8192 bytes"), text);
        assertTrue(text.contains("cumulative(4 frames)") && text.contains("SHARED"), text);
    }
}
