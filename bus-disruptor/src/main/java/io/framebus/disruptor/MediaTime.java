package io.framebus.disruptor;

/**
 * How far a stream's media has come, by its decoding times: what its tracks' frames add to the latest of them. Publisher only.
 * A long step, either way, is a jump of the source's clock and adds nothing.
 */
final class MediaTime {
    private static final long LONGEST_STEP_US = 10_000_000;

    private long latestDtsUs;
    private long throughUs;
    private boolean begun;

    /** Goes on with the next frame. Returns by how many microseconds, at most {@link PackedHeader#MAX_MEDIA_ADVANCE_US}. */
    int advance(long dtsUs) {
        long stepUs = dtsUs - latestDtsUs;
        if (begun && stepUs > 0 && stepUs <= LONGEST_STEP_US) {
            latestDtsUs = dtsUs;
            throughUs += stepUs;
            return (int) stepUs;
        }
        jump(dtsUs, stepUs);
        return 0;
    }

    private void jump(long dtsUs, long stepUs) {
        if (!begun || stepUs > LONGEST_STEP_US || stepUs < -LONGEST_STEP_US) {
            begun = true;
            latestDtsUs = dtsUs;
        }
    }

    /** Media time up to and including the frame advanced by last. */
    long throughUs() {
        return throughUs;
    }
}
