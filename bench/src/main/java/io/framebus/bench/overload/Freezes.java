package io.framebus.bench.overload;

/**
 * Time without a decodable frame: each stretch between two of them that is longer than a viewer would have expected, whole.
 * WebRTC's statistics call it a freeze from three times the mean distance of two frames on; its 150 ms more are for the pace of
 * real time, and left out here. Not thread-safe; does not allocate.
 */
final class Freezes {
    /** A stretch of more than this many expected distances is a freeze. */
    static final int FACTOR = 3;

    private final long thresholdNs;
    private long lastNs;
    private long count;
    private long totalNs;
    private long longestNs;

    /** @param expectedNs mean distance of two frames where nothing is lost */
    Freezes(long expectedNs) {
        this.thresholdNs = FACTOR * expectedNs;
    }

    /** Watching begins, at a frame that counts as the first. */
    void begin(long nowNs) {
        lastNs = nowNs;
    }

    /** A decodable frame was shown. */
    void shown(long nowNs) {
        long sinceNs = nowNs - lastNs;
        if (sinceNs > thresholdNs) {
            count++;
            totalNs += sinceNs;
            longestNs = Math.max(longestNs, sinceNs);
        }
        lastNs = nowNs;
    }

    /** Watching ends: what is frozen now counts as well. */
    void end(long nowNs) {
        shown(nowNs);
    }

    long count() {
        return count;
    }

    /** How long they took together. */
    long totalNs() {
        return totalNs;
    }

    long longestNs() {
        return longestNs;
    }
}
