package io.framebus.bench.soak;

/**
 * The number that a frame bears as its presentation time, and from which its payload follows: which incarnation of which
 * stream, which of its publishers, and the how-manieth frame of that one. No two frames of a run share it.
 */
final class Identity {
    private static final int COUNT_BITS = 32;
    private static final int PUBLISHER_BITS = 4;

    private Identity() {}

    static long of(int incarnation, int publisher, long count) {
        return ((long) incarnation << PUBLISHER_BITS | publisher) << COUNT_BITS | count;
    }

    static int incarnation(long identity) {
        return (int) (identity >>> (COUNT_BITS + PUBLISHER_BITS));
    }

    static int publisher(long identity) {
        return (int) (identity >>> COUNT_BITS) & ((1 << PUBLISHER_BITS) - 1);
    }

    static long count(long identity) {
        return identity & ((1L << COUNT_BITS) - 1);
    }
}
