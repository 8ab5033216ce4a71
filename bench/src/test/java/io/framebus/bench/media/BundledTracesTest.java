package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledTracesTest {
    static List<String> names() {
        return BundledTraces.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBePlayableAndSayWhereTheyAreFrom(String name) {
        try (MediaSource trace = BundledTraces.open(name)) {
            assertEquals(name, trace.origin().name());
            assertTrue(trace.origin().attribution().contains("CC-BY"), "licence");
            assertFalse(trace.origin().source().isEmpty());
            assertEquals(2, trace.tracks().size());
            MediaClip clip = MediaClip.load(trace, 0);
            assertEquals(FrameKind.KEY, firstVideo(clip), "a clip begins where a decoder can");
        }
    }

    @Test
    void shouldOfferTheLongestAsDefault() {
        assertEquals(BundledTraces.DEFAULT, BundledTraces.names().get(0));
        try (MediaSource longest = BundledTraces.open(BundledTraces.DEFAULT)) {
            for (String name : BundledTraces.names()) {
                try (MediaSource other = BundledTraces.open(name)) {
                    assertTrue(other.durationUs() <= longest.durationUs(), name);
                }
            }
        }
    }

    @Test
    void shouldRefuseNamesThereAreNot() {
        MediaException e = assertThrows(MediaException.class, () -> BundledTraces.open("../README.md"));
        assertEquals(
                "../README.md: is not a bundled trace; there are film-1080p24, screenshare-720p, phone-1080p",
                e.getMessage());
    }

    private static FrameKind firstVideo(MediaClip clip) {
        int i = 0;
        while (clip.trackId(i) != 0) {
            i++;
        }
        return clip.kind(i);
    }
}
