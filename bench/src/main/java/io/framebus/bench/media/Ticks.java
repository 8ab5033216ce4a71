package io.framebus.bench.media;

/** Times in ticks of a container's clock. */
final class Ticks {
    private static final long US_PER_SECOND = 1_000_000;

    private Ticks() {}

    /** Microseconds, to the nearest. Sums of a few results do not overflow. */
    static long toUs(long ticks, long ticksPerSecond) {
        long seconds = Math.floorDiv(ticks, ticksPerSecond);
        if (Math.abs(seconds) > MediaLimits.MAX_TIME_US / US_PER_SECOND) {
            throw new MalformedMedia("has a time out of range: " + seconds + " s");
        }
        long rest = Math.floorMod(ticks, ticksPerSecond);
        return seconds * US_PER_SECOND + (rest * US_PER_SECOND + ticksPerSecond / 2) / ticksPerSecond;
    }
}
