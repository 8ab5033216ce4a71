package io.framebus.bench.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * One series in one interval, kept as a histogram log has it: an unpacked histogram takes a hundred times as much.
 *
 * @param tag the name of the series
 * @param startMs when the interval began, since the epoch
 * @param endMs when it ended
 * @param packed the histogram
 */
record PackedHistogram(String tag, long startMs, long endMs, ByteBuffer packed) {
    /** What a line of the log has besides the packed histogram, about. */
    private static final int LINE_BYTES = 60;

    static PackedHistogram of(String tag, Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        ByteBuffer packed = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), length));
        return new PackedHistogram(tag, histogram.getStartTimeStamp(), histogram.getEndTimeStamp(), packed);
    }

    Histogram histogram() {
        try {
            Histogram histogram = Histogram.decodeFromCompressedByteBuffer(packed.duplicate(), 0);
            histogram.setTag(tag);
            histogram.setStartTimeStamp(startMs);
            histogram.setEndTimeStamp(endMs);
            return histogram;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a histogram that was packed here cannot be read: " + e.getMessage(), e);
        }
    }

    /** In base64, four characters stand for three bytes. */
    long textBytes() {
        return tag.length() + LINE_BYTES + packed.remaining() * 4L / 3;
    }
}
