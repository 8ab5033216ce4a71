package io.framebus.disruptor;

/**
 * How far a stream's media has come, by its decoding times: what its tracks' frames add to the latest of them. Publisher only.
 * A long step, either way, is a jump of the source's clock and adds nothing.
 */
final class MediaTime {
    private static final long LONGEST_STEP_US = 10_000_000;

    private long latestDtsUs;
    private long throughUs;

    /** {@link #LONGEST_STEP_US}, or none before the first frame: then every time is a jump. */
    private long longestStepUs;

    /** Goes on with the next frame. Returns by how many microseconds, at most {@link PackedHeader#MAX_MEDIA_ADVANCE_US}. */
    long advance(long dtsUs) {
        long stepUs = dtsUs - latestDtsUs;
        if (Long.compareUnsigned(stepUs - 1, longestStepUs) < 0) { // from 1 up to the longest
            latestDtsUs = dtsUs;
            throughUs += stepUs;
            return stepUs;
        }
        jump(dtsUs, stepUs);
        return 0;
    }

    private void jump(long dtsUs, long stepUs) {
        if (longestStepUs == 0 || stepUs > LONGEST_STEP_US || stepUs < -LONGEST_STEP_US) {
            longestStepUs = LONGEST_STEP_US;
            latestDtsUs = dtsUs;
        }
    }

    /** Media time up to and including the frame advanced by last. */
    long throughUs() {
        return throughUs;
    }
}
