package io.framebus.bench.consumer;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What became of the frames of a population of consumers in one run, real or simulated.
 *
 * @param subscribers what each of them got to see
 * @param total all of them together
 * @param latency from when a frame was due to when its handler had it, in nanoseconds
 */
public record Outcome(List<ViewerFigures> subscribers, ViewerFigures total, Histogram latency) {
    public Outcome {
        subscribers = List.copyOf(subscribers);
    }

    /** Of these subscribers. */
    public static Outcome of(List<ViewerFigures> subscribers, Histogram latency) {
        return new Outcome(subscribers, subscribers.stream().reduce(ViewerFigures.NONE, ViewerFigures::plus), latency);
    }

    /** This run and another, as if they had been one. */
    public Outcome and(Outcome other) {
        List<ViewerFigures> all = new ArrayList<>(subscribers);
        all.addAll(other.subscribers);
        Histogram both = latency.copy();
        both.add(other.latency);
        return new Outcome(all, total.plus(other.total), both);
    }
}
