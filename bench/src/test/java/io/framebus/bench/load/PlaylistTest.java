package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.TestClips;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaylistTest {
    private static final long MS = 1_000_000;

    private final MediaClip clip = TestClips.trace();

    @Test
    void shouldBeDueAtItsMediaTimeInRealTime() {
        Playlist playlist = new Playlist(TestClips.video("KDDD"), 1);
        Playhead place = new Playhead(playlist, StreamStart.ALIGNED, 0);
        for (int i = 0; i < 10; i++) {
            assertEquals(i * 40 * MS, place.dueNs());
            place.advance();
        }
    }

    @Test
    void shouldBeDueSoonerAtAHigherRate() {
        Playhead place = new Playhead(new Playlist(TestClips.video("KDDD"), 8), StreamStart.ALIGNED, 0);
        place.advance();
        assertEquals(5 * MS, place.dueNs());
    }

    @Test
    void shouldCountFromTheUnitItBeginsWith() {
        Playhead place = new Playhead(new Playlist(TestClips.video("KDKD"), 1), new StreamStart(2, 7 * MS), 0);
        assertEquals(7 * MS, place.dueNs());
        place.advance();
        assertEquals(47 * MS, place.dueNs());
    }

    @Test
    void shouldGoOnFromPassToPassWithContinuousTimes() {
        Playhead place = new Playhead(new Playlist(TestClips.video("KDD"), 1), new StreamStart(1, 0), 5);
        FrameHeader header = new FrameHeader();
        for (int i = 0; i < 9; i++) {
            place.describe(header);
            assertEquals(5 + i, place.sequence());
            assertEquals((1 + i) % 3, place.unit());
            assertEquals((1 + i) * TestClips.VIDEO_STEP_US, header.dtsUs());
            assertEquals((2 + i) * TestClips.VIDEO_STEP_US, header.ptsUs());
            assertEquals((1 + i) % 3 == 0 ? FrameKind.KEY : FrameKind.DELTA, header.kind());
            place.advance();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2.7, 1000})
    void shouldCountTheFramesThatAreDueAsThePlayheadMeetsThem(double rateFactor) {
        Playlist playlist = new Playlist(clip, rateFactor);
        StreamStart start = new StreamStart(15, 123_457);
        Playhead place = new Playhead(playlist, start, 2);
        for (int i = 0; i < 500; i++) {
            long dueNs = place.dueNs();
            assertEquals(place.sequence() - 2, playlist.framesDue(start, dueNs));
            while (place.dueNs() == dueNs) {
                place.advance();
            }
            assertEquals(place.sequence() - 2, playlist.framesDue(start, dueNs + 1));
        }
    }

    @Test
    void shouldOfferNothingBeforeTheStart() {
        assertEquals(0, new Playlist(clip, 1).framesDue(new StreamStart(3, 100), 100));
    }

    @Test
    void shouldOfferTheClipsRateOverALongTime() {
        Playlist playlist = new Playlist(clip, 4);
        assertEquals(300, playlist.framesPerSecond(), 1e-9);
        assertEquals(300 * 3600, playlist.framesDue(StreamStart.ALIGNED, 3_600_000 * MS));
    }

    @Test
    void shouldSpreadStreamsOverAKeyInterval() {
        Playlist playlist = new Playlist(clip, 2);
        long keyIntervalNs = 100 * MS;
        StreamStart[] starts = playlist.spread(10, 42);
        Set<Long> delays = new HashSet<>();
        for (StreamStart start : starts) {
            assertEquals(FrameKind.KEY, clip.kind(start.unit()));
            assertTrue(start.delayNs() >= 0 && start.delayNs() < keyIntervalNs, start.toString());
            assertEquals(0, start.delayNs() % (keyIntervalNs / 10), start.toString());
            delays.add(start.delayNs());
        }
        assertEquals(10, delays.size(), Arrays.toString(starts));
        assertTrue(delays.contains(0L), "one begins at once");
    }

    @Test
    void shouldSpreadByTheSeed() {
        Playlist playlist = new Playlist(clip, 1);
        assertEquals(Arrays.toString(playlist.spread(8, 1)), Arrays.toString(playlist.spread(8, 1)));
        assertNotEquals(Arrays.toString(playlist.spread(8, 1)), Arrays.toString(playlist.spread(8, 2)));
    }

    @Test
    void shouldAlignStreams() {
        for (StreamStart start : new Playlist(clip, 1).aligned(3)) {
            assertEquals(StreamStart.ALIGNED, start);
        }
    }

    @Test
    void shouldTakeEveryUnitForASyncPointWhereThereIsNoVideo() {
        assertEquals(10, new Playlist(TestClips.tinyAudio(), 1).syncPoints().length);
        assertEquals(4, new Playlist(clip, 1).syncPoints().length);
    }
}
