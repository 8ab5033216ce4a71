package io.framebus.bench.tune;

import io.framebus.StreamConfig;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.sim.RingModel;
import io.framebus.bench.sim.Timeline;

/**
 * The rings that a search may try: what the media need at least, and what a run can say something about at most.
 *
 * @param minFrames the fewest frames
 * @param maxFrames the most: a quarter of what one stream publishes in a run, else the run is over before the ring matters
 * @param minBytes the fewest bytes: the largest frame must fit
 */
record SearchSpace(MediaClip clip, int minFrames, int maxFrames, int minBytes) {
    private static final int RUN_TO_RING = 4;
    private static final int MIN_FRAMES = 2;

    /** For runs in which a stream publishes so many frames. */
    static SearchSpace of(MediaClip clip, long publishedFrames) {
        long most = Math.max(MIN_FRAMES, Long.highestOneBit(Math.max(1, publishedFrames / RUN_TO_RING)));
        return new SearchSpace(clip, MIN_FRAMES, (int) Math.min(most, StreamConfig.MAX_CAPACITY_FRAMES), (int)
                Math.min(Capacity.powerOfTwoFrom(clip.largestUnitBytes()), StreamConfig.MAX_CAPACITY_BYTES));
    }

    /** The bytes with which a ring of {@code frames} frames never runs out of bytes first, as far as a ring can have them. */
    int bytesFor(int frames) {
        // A lap leaves less than the largest frame unused at its end.
        long needed = worstWindowBytes(frames) + clip.largestUnitBytes();
        long bytes = Capacity.powerOfTwoFrom(needed);
        return (int) Math.max(minBytes, Math.min(bytes, StreamConfig.MAX_CAPACITY_BYTES));
    }

    /** The most bytes of as many frames in a row. */
    private long worstWindowBytes(int frames) {
        int units = clip.unitCount();
        long whole = (long) (frames / units) * clip.payloadBytes();
        int rest = frames % units;
        long window = 0;
        long worst = 0;
        for (int i = 0; i < units + rest; i++) {
            window += clip.size(i % units);
            if (i >= rest) {
                window -= clip.size(i - rest);
            }
            worst = Math.max(worst, window);
        }
        return whole + worst;
    }

    /** How long a frame can be read at least, with that ring and this media, in nanoseconds at {@code rateFactor}. */
    long shortestStayNs(Capacity capacity, double rateFactor) {
        double passNs = clip.durationUs() * 1000.0 / rateFactor;
        double framesPerNs = clip.unitCount() / passNs;
        // Several laps of the ring, and passes of the clip: where its end meets the arena's differs from pass to pass.
        double passes = 4 + 4 * capacity.frames() / framesPerNs / passNs;
        Timeline timeline = new Timeline(clip, 0, rateFactor, (long) Math.max(1, passes * passNs));
        return new RingModel(timeline, capacity.frames(), capacity.bytes()).shortestStayNs();
    }
}
