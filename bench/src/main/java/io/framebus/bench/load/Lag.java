package io.framebus.bench.load;

/**
 * How far subscribers are behind, at one moment.
 *
 * @param headroomShare the least headroom of any of them, as a share of its ring
 * @param worst who is furthest behind in time; empty if nobody is
 * @param worstNs how old the oldest frame is that it has not read
 * @param worstFrames how many frames it has not read
 */
record Lag(double headroomShare, String worst, long worstNs, long worstFrames) {
    static final Lag NONE = new Lag(1, "", 0, 0);

    /** This, and a subscriber that is so far behind. */
    Lag and(String label, double headroom, long lagNs, long lagFrames) {
        double least = Math.min(headroomShare, headroom);
        return lagNs > worstNs ? new Lag(least, label, lagNs, lagFrames) : new Lag(least, worst, worstNs, worstFrames);
    }
}
