package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaClipTest {
    @Test
    void shouldRefuseMorePayloadThanTheLimit() {
        try (MediaSource source = MediaFiles.open(TestMedia.path("vp8.ivf"))) {
            long bytes = MediaClip.load(source, Long.MAX_VALUE).payloadBytes();
            assertEquals(bytes, MediaClip.load(source, bytes).payloadBytes());
            MediaException e = assertThrows(MediaException.class, () -> MediaClip.load(source, bytes - 1));
            assertEquals(
                    TestMedia.path("vp8.ivf") + ": its payload of " + bytes + " bytes is over the limit of "
                            + (bytes - 1)
                            + " bytes for a clip in memory; play less of it (--clip-seconds) or extract a trace",
                    e.getMessage());
        }
    }

    @Test
    void shouldLoadTheBeginningOfALongSource() {
        try (MediaSource source = MediaFiles.open(TestMedia.path("vp8.ivf"))) {
            MediaClip clip = MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES, Duration.ofMillis(400));
            assertEquals(10, clip.unitCount());
            assertEquals(400_000, clip.durationUs());
        }
    }

    @Test
    void shouldNotLimitPayloadThatIsNotThere() {
        try (MediaSource trace = BundledTraces.open(BundledTraces.DEFAULT)) {
            MediaClip clip = MediaClip.load(trace, 0);
            assertFalse(clip.hasPayload());
            assertEquals(22_698_704, clip.payloadBytes());
            assertEquals(520_715, clip.largestUnitBytes());
            assertEquals(-83_333, clip.startUs());
            assertThrows(IllegalStateException.class, () -> clip.copyPayload(0, ByteBuffer.allocate(1 << 20)));
        }
    }

    @Test
    void shouldRefuseAClipWithoutDuration(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("still.csv"), """
                # framebus-trace 1
                # track 0: codec=VP8 timescale=30 width=1 height=1
                track,pts_us,dts_us,size,kind,layer
                0,0,0,1,key,0
                """);
        try (MediaSource still = MediaFiles.open(file)) {
            MediaException e = assertThrows(MediaException.class, () -> MediaClip.load(still, 100));
            assertEquals(file + ": cannot be paced: its 1 access units have no duration", e.getMessage());
        }
    }

    @Test
    void shouldNotCopyWhatDoesNotFit() {
        try (MediaSource source = MediaFiles.open(TestMedia.path("plain.mp4"))) {
            MediaClip clip = MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES);
            ByteBuffer small = ByteBuffer.allocateDirect(clip.size(0) - 1);
            assertThrows(BufferOverflowException.class, () -> clip.copyPayload(0, small));
            assertEquals(0, small.position());
        }
    }

    @Test
    void shouldNotAllocateWhenRead() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (MediaSource source = MediaFiles.open(TestMedia.path("plain.mp4"))) {
            MediaClip clip = MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES);
            ByteBuffer target = ByteBuffer.allocateDirect(clip.largestUnitBytes());
            play(clip, target); // classes are loaded now
            long before = threads.getCurrentThreadAllocatedBytes();
            long sum = play(clip, target);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(clip.payloadBytes(), sum);
            assertEquals(0, allocated, "bytes allocated");
        }
    }

    private static long play(MediaClip clip, ByteBuffer target) {
        long sum = 0;
        for (int i = 0; i < clip.unitCount(); i++) {
            target.clear();
            sum += clip.copyPayload(i, target);
            if (clip.kind(i) == null || clip.dtsUs(i) > clip.ptsUs(i) || clip.trackId(i) < 0) {
                throw new AssertionError();
            }
        }
        return sum;
    }
}
