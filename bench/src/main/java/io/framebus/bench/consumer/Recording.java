package io.framebus.bench.consumer;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How the subscribers of a run behaved.
 *
 * @param durationNs how long was recorded
 * @param subscribers one for each that was recorded
 */
public record Recording(long durationNs, List<Subscriber> subscribers) {
    /** The schema of files, with its version. */
    static final String SCHEMA = "framebus-consumer/1";
    /** The most subscribers of a file. */
    public static final int MAX_SUBSCRIBERS = 1024;

    /** See {@link Subscriber#profile()}. */
    static final long MIN_HOLD_NS = 50_000;

    public Recording {
        subscribers = List.copyOf(subscribers);
    }

    /**
     * How one of them behaved. The arrays must not be changed.
     *
     * @param label what it is called
     * @param durationNs how long it was recorded
     * @param stallThresholdNs what was shorter is not among the stalls
     * @param holds how long it was busy with each frame, stalls left out
     * @param stallStartNs when it began to read nothing, since the beginning
     * @param stallNs how long it read nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // two columns of numbers, compared by nobody
    public record Subscriber(
            String label,
            long durationNs,
            long stallThresholdNs,
            Histogram holds,
            long[] stallStartNs,
            long[] stallNs) {

        /**
         * One that behaves the same, for ever. Handling times of which the mean is less than {@link #MIN_HOLD_NS} are left out: that
         * is what the run itself takes for a frame, and a run that plays this back takes it again.
         */
        public Profile profile() {
            Distribution hold = distribution(holds);
            Stalls stalls =
                    stallNs.length == 0 ? new NoStalls() : new RecordedStalls(stallStartNs, stallNs, durationNs);
            return new Profile(hold.meanNs() < MIN_HOLD_NS ? Distribution.Constant.ZERO : hold, stalls);
        }

        private static Distribution distribution(Histogram counted) {
            if (counted.getTotalCount() == 0) {
                return Distribution.Constant.ZERO;
            }
            int kinds = 0;
            for (HistogramIterationValue ignored : counted.recordedValues()) {
                kinds++;
            }
            long[] values = new long[kinds];
            long[] counts = new long[kinds];
            int i = 0;
            for (HistogramIterationValue value : counted.recordedValues()) {
                values[i] = counted.medianEquivalentValue(value.getValueIteratedTo());
                counts[i++] = value.getCountAtValueIteratedTo();
            }
            return new Distribution.Counted(values, counts);
        }
    }

    /** The profiles of all of them. */
    public List<Profile> profiles() {
        return subscribers.stream().map(Subscriber::profile).toList();
    }
}
