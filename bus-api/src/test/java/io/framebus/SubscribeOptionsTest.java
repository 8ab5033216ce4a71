package io.framebus;

import static io.framebus.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscribeOptionsTest {
    @Test
    void shouldLeaveEverythingToTheStream() {
        for (SubscribeOptions options : new SubscribeOptions[] {
            SubscribeOptions.defaults(), SubscribeOptions.builder().build()
        }) {
            assertEquals(Optional.empty(), options.label());
            assertEquals(Optional.empty(), options.startAt());
            assertEquals(Optional.empty(), options.resync());
            assertEquals(Optional.empty(), options.maxLag());
            assertTrue(options.tracks().isEmpty());
            assertEquals(Frame.MAX_LAYER, options.maxTemporalLayer());
            assertEquals(Frame.MAX_LAYER, options.maxSpatialLayer());
            assertFalse(options.dropDiscardable());
            assertEquals(LatencySampling.NONE, options.latencySampling());
        }
    }

    private static SubscribeOptions.Builder everything() {
        return SubscribeOptions.builder()
                .label("peer")
                .startAt(StartAt.OLDEST)
                .resync(Resync.LIVE)
                .maxLag(MaxLagPolicy.cumulative(9))
                .tracks(5, 0, 5, 2)
                .maxTemporalLayer(1)
                .maxSpatialLayer(0)
                .dropDiscardable()
                .recordLatency();
    }

    private static void assertEverything(SubscribeOptions options) {
        assertEquals(Optional.of("peer"), options.label());
        assertEquals(Optional.of(StartAt.OLDEST), options.startAt());
        assertEquals(Optional.of(Resync.LIVE), options.resync());
        assertEquals(Optional.of(MaxLagPolicy.cumulative(9)), options.maxLag());
        assertArrayEquals(new int[] {0, 2, 5}, options.tracks().orElseThrow());
        assertEquals(1, options.maxTemporalLayer());
        assertEquals(0, options.maxSpatialLayer());
        assertTrue(options.dropDiscardable());
        assertEquals(LatencySampling.EVERY_FRAME, options.latencySampling());
    }

    @Test
    void shouldKeepEverySetting() {
        assertEverything(everything().build());
    }

    @Test
    void shouldRefuseBadValuesAndKeepTheOldOnes() {
        SubscribeOptions.Builder builder = everything();
        refuses(() -> builder.label(null), "label");
        refuses(() -> builder.label(" "), "label", "\" \"");
        refuses(() -> builder.startAt(null), "startAt");
        refuses(() -> builder.resync(null), "resync");
        refuses(() -> builder.maxLag(null), "maxLag");
        refuses(() -> builder.tracks((int[]) null), "tracks");
        refuses(builder::tracks, "tracks", "at least one");
        refuses(() -> builder.tracks(1, -4), "track", "-4", "0");
        refuses(() -> builder.maxTemporalLayer(8), "maxTemporalLayer", "8", "7");
        refuses(() -> builder.maxTemporalLayer(-1), "maxTemporalLayer", "-1");
        refuses(() -> builder.maxSpatialLayer(8), "maxSpatialLayer", "8", "7");
        refuses(() -> builder.maxSpatialLayer(-1), "maxSpatialLayer", "-1");
        refuses(() -> builder.recordLatency(null), "sampling");
        assertEverything(builder.build());
    }

    @Test
    void shouldNotShareItsTracks() {
        int[] mine = {3, 1};
        SubscribeOptions options = SubscribeOptions.builder().tracks(mine).build();
        assertArrayEquals(new int[] {3, 1}, mine, "nor sort the caller's");
        mine[0] = 77;
        options.tracks().orElseThrow()[0] = 88;
        assertArrayEquals(new int[] {1, 3}, options.tracks().orElseThrow());
    }

    @Test
    void shouldNotChangeWithItsBuilder() {
        SubscribeOptions.Builder builder = everything();
        SubscribeOptions options = builder.build();
        builder.label("other").dropDiscardable(false).recordLatency(false);
        assertEverything(options);
        assertFalse(builder.build().dropDiscardable());
        assertEquals(LatencySampling.NONE, builder.build().latencySampling());
    }
}
