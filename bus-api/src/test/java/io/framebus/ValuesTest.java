package io.framebus;

import static io.framebus.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small types: keys, applications, states, references, refusals. */
class ValuesTest {
    private static final StreamKey KEY = StreamKey.of("live", "cam");

    @Test
    void shouldNameStreams() {
        assertEquals("live/cam", KEY.toString());
        assertEquals(new StreamKey("live", "cam"), KEY);
        assertEquals("found", Map.of(KEY, "found").get(StreamKey.of("live", "cam")));
        refuses(() -> StreamKey.of(null, "cam"), "app");
        refuses(() -> StreamKey.of("live", null), "stream");
        refuses(() -> StreamKey.of(" ", "cam"), "app", "\" \"");
        refuses(() -> StreamKey.of("live", ""), "stream", "\"\"");
    }

    @Test
    void shouldDescribeApplications() {
        AppSpec app = new AppSpec("live", StreamConfig.defaults());
        assertEquals("live", app.name());
        assertSame(StreamConfig.defaults(), app.streams());
        refuses(() -> new AppSpec(null, StreamConfig.defaults()), "name");
        refuses(() -> new AppSpec("\t", StreamConfig.defaults()), "name");
        refuses(() -> new AppSpec("live", null), "streams");
    }

    @Test
    void shouldPrintStatesInLowerCase() {
        List<String> names =
                Arrays.stream(StreamState.values()).map(StreamState::toString).toList();
        assertEquals(List.of("idle", "publishing", "transcoding", "recording", "ended"), names);
    }

    @Test
    void shouldNameSubscribers() {
        assertEquals("live/cam#7 (peer)", new SubscriberRef(KEY, 7, "peer").toString());
    }

    @Test
    void shouldTellLagInMilliseconds() {
        SubscriptionStats stats = new SubscriptionStats(
                1, "peer", KEY, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1_500_000, 0, 1, 0, 0, 0, false, false, "none");
        assertEquals(1.5, stats.lagMs());
    }

    @Test
    void shouldSayWhatIsRefused() {
        List<FrameBusException> refusals = List.of(
                new AppNotFoundException("vod"),
                new StreamAlreadyPublishingException(KEY),
                new PublisherLimitReachedException(12));
        List<String> parts = List.of("vod", "live/cam", "12");
        for (int i = 0; i < refusals.size(); i++) {
            assertTrue(refusals.get(i).getMessage().contains(parts.get(i)));
        }
        assertEquals(12, new PublisherLimitReachedException(12).limit());
        assertInstanceOf(RuntimeException.class, refusals.get(0));
    }

    @Test
    void shouldKnowTheReasonsOfAnEnd() {
        assertEquals(new EndReason.StreamEnded(), new EndReason.StreamEnded());
        assertEquals(5, EndReason.class.getPermittedSubclasses().length);
    }

    @Test
    void shouldFixTheNumbersOthersRelyOn() {
        assertEquals(-1, StreamHandle.CLOSED);
        assertEquals(-1, Subscription.ENDED);
        assertEquals(64, StreamHandle.MAX_TRACKS);
        assertEquals(7, Frame.MAX_LAYER);
        assertEquals(60_000_000_000L, LatencyRecording.MAX_NS);
    }
}
