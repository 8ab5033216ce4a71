package io.framebus.bench.soak;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a soak is asked to do.
 *
 * @param duration for how long
 * @param streams streams at a time
 * @param subscribers subscribers at a time, over all streams
 * @param receivers how many of them have a thread of their own, at most
 * @param framesPerSecond of each stream and publisher
 * @param publisherThreads threads that publish
 * @param livenessBound how long a subscriber may read nothing although it could
 * @param stopsProcess whether the process is stopped as a whole now and then
 * @param seed of all that is random
 */
record SoakPlan(
        Duration duration,
        int streams,
        int subscribers,
        int receivers,
        double framesPerSecond,
        int publisherThreads,
        Duration livenessBound,
        boolean stopsProcess,
        long seed) {
    SoakPlan {
        inRange("--minutes", duration.toMillis() / 60_000.0, 0.01, 100_000);
        inRange("--streams", streams, 1, 10_000);
        inRange("--subscribers", subscribers, 1, 100_000);
        inRange("--receivers", receivers, 0, 10_000);
        inRange("--fps", framesPerSecond, 0.1, 1_000);
        inRange("--publisher-threads", publisherThreads, 1, 64);
        inRange("--stuck-after", livenessBound.toMillis() / 1_000.0, 0.1, 3_600);
    }

    private static void inRange(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    option + " must be between " + text(least) + " and " + text(most) + ", is " + text(value));
        }
    }

    private static String text(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
