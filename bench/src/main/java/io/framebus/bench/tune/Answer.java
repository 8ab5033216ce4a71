package io.framebus.bench.tune;

import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The answer in words and figures, for text and page alike. Of a result that has one. */
final class Answer {
    private static final double NS_PER_SECOND = 1e9;

    private final TuneResult result;
    private final Scenario scenario;
    private final Confirmation confirmation;
    private final Outcome pooled;

    Answer(TuneResult result) {
        this.result = result;
        this.scenario = result.scenario();
        this.confirmation = Objects.requireNonNull(result.search().answer());
        this.pooled = confirmation.pooled();
    }

    Capacity capacity() {
        return confirmation.capacity();
    }

    Outcome pooled() {
        return pooled;
    }

    Interval lossInterval() {
        return Interval.ofLoss(pooled.subscribers(), scenario.seed());
    }

    /** For how long any frame can be read at least, where the media are densest; {@link Long#MAX_VALUE}: always. */
    long leastHeldNs() {
        return scenario.space().shortestStayNs(capacity(), scenario.rateFactor());
    }

    /** The same in the mean. */
    long meanHeldNs() {
        double byFrames = capacity().frames() / scenario.framesPerSecond();
        double byBytes = capacity().bytes() / scenario.bytesPerSecond();
        return (long) (Math.min(byFrames, byBytes) * NS_PER_SECOND);
    }

    String held() {
        return Units.time(leastHeldNs()) + " of media where they are densest, " + Units.time(meanHeldNs())
                + " in the mean";
    }

    String loss() {
        Interval interval = lossInterval();
        return Units.share(pooled.total().loss()) + " (95 % sure: " + Units.share(interval.low()) + " to "
                + Units.share(interval.high()) + ")";
    }

    String memory() {
        long bytes = capacity().memoryBytes();
        return Units.bytes(bytes) + " a stream, " + Units.bytes(bytes * scenario.streams()) + " for "
                + Units.count(scenario.streams(), "stream");
    }

    String confirmed() {
        return "the target is met on " + confirmation.met() + " of "
                + Units.count(confirmation.trials().size(), "fresh seed") + ", loss " + loss();
    }

    /** What the next smaller rings do. */
    List<String> smaller() {
        List<String> lines = new ArrayList<>();
        Confirmation frames = result.search().halfTheFrames();
        if (frames != null) {
            lines.add("half the frames: " + missed(frames));
        }
        Confirmation bytes = result.search().halfTheBytes();
        if (bytes != null) {
            lines.add("half the bytes: " + missed(bytes));
        } else {
            lines.add("half the bytes would not take the largest frame, "
                    + Units.bytes((long) scenario.clip().largestUnitBytes()));
        }
        return lines;
    }

    private static String missed(Confirmation confirmation) {
        return "the target is met on " + confirmation.met() + " of "
                + confirmation.trials().size() + ", loss "
                + Units.share(confirmation.pooled().total().loss());
    }

    /** What virtual time says of a ring that was found on a real bus; empty where there is nothing to say. */
    String prediction() {
        Trial predicted = result.predicted();
        return predicted == null
                ? ""
                : "loss " + Units.share(predicted.outcome().total().loss()) + " in virtual time, "
                        + Units.share(pooled.total().loss()) + " on the real bus";
    }
}
