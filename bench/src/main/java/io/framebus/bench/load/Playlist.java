package io.framebus.bench.load;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaTrack;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the streams play: one clip over and over, with media time going on from pass to pass, and when each unit is due. A pure
 * function, so that generators and subscribers agree on it without telling each other anything. Immutable.
 *
 * <p>Times are nanoseconds since the start of the run. The ordinal of a unit counts from the clip's first unit of the first
 * pass, over all passes.
 */
final class Playlist {
    private static final long MAX_SPREAD_US = 1_000_000;

    private final MediaClip clip;
    private final ByteBuffer[] configurations;
    private final double rateFactor;
    private final double nsPerMediaUs;

    Playlist(MediaClip clip, double rateFactor) {
        this.clip = clip;
        this.configurations =
                clip.tracks().stream().map(MediaTrack::configuration).toArray(ByteBuffer[]::new);
        this.rateFactor = rateFactor;
        this.nsPerMediaUs = 1000.0 / rateFactor;
    }

    MediaClip clip() {
        return clip;
    }

    /** The configuration of a track. To be compared with only: its position must not be moved. */
    ByteBuffer configuration(int track) {
        return configurations[track];
    }

    /** Frames per second of one stream, in the mean. */
    double framesPerSecond() {
        return clip.unitCount() * rateFactor * 1e6 / clip.durationUs();
    }

    /** Payload bytes per second of one stream, in the mean. */
    double bytesPerSecond() {
        return clip.payloadBytes() * rateFactor * 1e6 / clip.durationUs();
    }

    /** The units from which a decoder can start: key frames; of a clip without video all units. */
    int[] syncPoints() {
        int[] keys = IntStream.range(0, clip.unitCount())
                .filter(i -> clip.kind(i) == FrameKind.KEY && !FrameFlags.has(clip.flags(i), FrameFlags.CONTINUATION))
                .toArray();
        return keys.length > 0 ? keys : IntStream.range(0, clip.unitCount()).toArray();
    }

    /**
     * Where {@code streams} streams begin: each at a sync point drawn from the seed, and one after the other in an order drawn
     * from it, spread evenly over the mean distance of two sync points (one second of media at most), so that key frames of
     * different streams do not come together.
     */
    StreamStart[] spread(int streams, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] syncPoints = syncPoints();
        double spreadNs = Math.min(MAX_SPREAD_US, clip.durationUs() / syncPoints.length) * nsPerMediaUs;
        int[] slots = shuffled(streams, random);
        StreamStart[] starts = new StreamStart[streams];
        for (int k = 0; k < streams; k++) {
            int unit = syncPoints[random.nextInt(syncPoints.length)];
            starts[k] = new StreamStart(unit, (long) (spreadNs * slots[k] / streams));
        }
        return starts;
    }

    /** All streams begin together, with the first unit. */
    StreamStart[] aligned(int streams) {
        StreamStart[] starts = new StreamStart[streams];
        Arrays.fill(starts, StreamStart.ALIGNED);
        return starts;
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] values = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[other];
            values[other] = swapped;
        }
        return values;
    }

    /** Microseconds of media time of the unit with that ordinal, from the start of the first pass. */
    long mediaUs(long ordinal) {
        int count = clip.unitCount();
        return mediaUs(ordinal / count * clip.durationUs(), (int) (ordinal % count));
    }

    /** The same, for a pass that starts at {@code passUs}. */
    long mediaUs(long passUs, int unit) {
        return passUs + clip.dtsUs(unit) - clip.startUs();
    }

    /** When a unit at {@code mediaUs} is due in a stream with that start. */
    long dueNs(StreamStart start, long mediaUs) {
        return start.delayNs() + (long) ((mediaUs - mediaUs(0, start.unit())) * nsPerMediaUs);
    }

    /** How many units of a stream are due before {@code elapsedNs}. */
    long framesDue(StreamStart start, long elapsedNs) {
        long low = start.unit();
        long high = low;
        long step = clip.unitCount();
        while (dueNs(start, mediaUs(high)) < elapsedNs) {
            low = high;
            high += step;
            step *= 2;
        }
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (dueNs(start, mediaUs(middle)) < elapsedNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - start.unit();
    }
}
