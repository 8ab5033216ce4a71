package io.framebus.bench.consumer;

/**
 * How one consumer behaves. It asks for a frame when it is done with the one before, unless it stalls.
 *
 * @param hold how long it is busy with each frame
 * @param stalls when it reads nothing
 */
public record Profile(Distribution hold, Stalls stalls) {
    /** Reads whenever there is something, and is done with it at once. */
    public static final Profile HEALTHY = new Profile(Distribution.Constant.ZERO, new NoStalls());

    /** Whether it is ever busy with a frame. */
    public boolean holds() {
        return hold.meanNs() > 0;
    }

    /**
     * The share of time it needs for {@code framesPerSecond}: of what its stalls leave, how much it is busy. From 1 on it falls
     * behind for good, whatever the ring holds.
     */
    public double utilisation(double framesPerSecond) {
        double reading = 1 - stalls.share();
        return reading > 0 ? framesPerSecond * hold.meanNs() / 1e9 / reading : Double.POSITIVE_INFINITY;
    }
}
