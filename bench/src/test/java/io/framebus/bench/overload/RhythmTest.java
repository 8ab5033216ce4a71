package io.framebus.bench.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.TestClips;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RhythmTest {
    private final Rhythm rhythm =
            Rhythm.of(List.of(40, 900, 50, 60, 800, 70), List.of(false, true, false, false, true, false), "test");

    @Test
    void shouldBeginWithAKeyFrameAndGoRound() {
        int[] bytes = {900, 50, 60, 800, 70, 40};
        for (int frame = 0; frame < 20; frame++) {
            assertEquals(bytes[frame % 6], rhythm.bytes(frame));
            assertEquals(frame % 6 == 0 || frame % 6 == 3, rhythm.isKey(frame), "frame " + frame);
        }
    }

    @Test
    void shouldKnowItsMeasures() {
        assertEquals(6, rhythm.frames());
        assertEquals(900, rhythm.largestBytes());
        assertEquals(320, rhythm.meanBytes());
        assertEquals(3, rhythm.longestKeyInterval());
        assertEquals(900, rhythm.mostBytes(1));
        assertEquals(1810, rhythm.mostBytes(4));
        assertEquals(1920, rhythm.mostBytes(6));
        assertEquals(1920 + 1920 + 900, rhythm.mostBytes(13));
    }

    @Test
    void shouldTakeTheVideoOfAClip() {
        Rhythm video = Rhythm.of(TestClips.trace());
        assertEquals(20, video.frames());
        assertEquals(5, video.longestKeyInterval());
        assertEquals(4000, video.bytes(0));
        assertEquals(507, video.bytes(1));
    }

    @Test
    void shouldLoadBundledTraces() {
        for (String name : BundledTraces.names()) {
            Rhythm video = Rhythms.load(name, null);
            assertTrue(video.isKey(0) && video.longestKeyInterval() <= video.frames(), name);
        }
        assertEquals(12, Rhythms.load("screenshare-720p", null).longestKeyInterval());
    }

    @Test
    void shouldMakeRoomForTheStamp() {
        assertEquals(24, Rhythm.of(List.of(1), List.of(true), "tiny").bytes(0));
    }

    @Test
    void shouldRefuseWhatHasNoKeyFrame() {
        assertEquals(
                "x has no video key frame, which a decoder could start at",
                assertThrows(IllegalArgumentException.class, () -> Rhythm.of(List.of(9), List.of(false), "x"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Rhythm.of(TestClips.tinyAudio()));
    }

    @Test
    void shouldBeDueAtAnEvenPace() {
        FlatTimetable flat = new FlatTimetable(rhythm, 30_000);
        assertEquals(33_333, flat.dueNs(1));
        assertEquals(1_000_000_000, flat.dueNs(30_000));
        assertEquals(0, flat.framesDue(0));
        assertEquals(30_000, flat.framesDue(1_000_000_000));
        long frame = 0;
        for (long ns = 0; ns < 10_000_000; ns += 7_919) {
            while (flat.dueNs(frame) < ns) {
                frame++;
            }
            assertEquals(frame, flat.framesDue(ns), "at " + ns);
        }
        assertThrows(IllegalArgumentException.class, () -> new FlatTimetable(rhythm, 0));
        assertThrows(IllegalArgumentException.class, () -> new FlatTimetable(rhythm, Double.NaN));
    }
}
