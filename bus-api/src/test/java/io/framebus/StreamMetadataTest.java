package io.framebus;

import static io.framebus.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamMetadataTest {
    private static final StreamKey KEY = StreamKey.of("live", "cam");
    private static final StreamMetadata UNKNOWN = StreamMetadata.unknown(KEY, 1234);

    @Test
    void shouldKnowNothingAtFirst() {
        assertEquals(new StreamMetadata(KEY, Optional.empty(), 0, 0, 0, 0, 0, 1234, ""), UNKNOWN);
    }

    @Test
    void shouldChangeOneValueAtATime() {
        InetSocketAddress peer = InetSocketAddress.createUnresolved("peer", 9);
        StreamMetadata changed = UNKNOWN.withPublisher(peer)
                .withSize(640, 360)
                .withFps(29.97)
                .withVideoBitrateBps(2_000_000)
                .withAudioBitrateBps(64_000)
                .withStartedAtMs(99)
                .withIngestProtocol("rtmp");
        assertEquals(
                new StreamMetadata(KEY, Optional.of(peer), 640, 360, 29.97, 2_000_000, 64_000, 99, "rtmp"), changed);
        assertEquals(1280, changed.withWidth(1280).width());
        assertEquals(360, changed.withWidth(1280).height());
        assertEquals(720, changed.withHeight(720).height());
        assertEquals(640, changed.withHeight(720).width());
        assertEquals(StreamMetadata.unknown(KEY, 1234), UNKNOWN, "immutable");
    }

    @Test
    void shouldRefuseBadValues() {
        refuses(() -> StreamMetadata.unknown(null, 0), "key");
        refuses(() -> UNKNOWN.withPublisher(null), "publisher");
        refuses(() -> UNKNOWN.withSize(-1, 0), "width", "-1", "0");
        refuses(() -> UNKNOWN.withHeight(-2), "height", "-2");
        for (double fps : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refuses(() -> UNKNOWN.withFps(fps), "fps", String.valueOf(fps));
        }
        refuses(() -> UNKNOWN.withVideoBitrateBps(-1), "videoBitrateBps", "-1");
        refuses(() -> UNKNOWN.withAudioBitrateBps(-1), "audioBitrateBps", "-1");
        refuses(() -> UNKNOWN.withIngestProtocol(null), "ingestProtocol");
        refuses(() -> new StreamMetadata(KEY, null, 0, 0, 0, 0, 0, 0, ""), "publisher");
    }

    /** As its documentation says: no value may be negative. */
    @Test
    void shouldRefuseAStartBeforeTheEpoch() {
        refuses(() -> UNKNOWN.withStartedAtMs(-1), "startedAtMs", "-1");
    }
}
