package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.text.Units;
import java.util.Locale;

/** A result for people, as text. */
final class TuneText {
    private TuneText() {}

    /** What will be done. */
    static String plan(Scenario scenario, ConsumerModel consumer, Target target) {
        return String.format(
                Locale.ROOT,
                "media     %s: %s frames/s and %s a stream, frames of up to %s%n"
                        + "consumer  %s: needs %s of the time%n"
                        + "target    %s; resync %s, max lag %s%n"
                        + "runs      %s, seed %d%n",
                scenario.source(),
                Units.three(scenario.framesPerSecond()),
                Units.bitrate(scenario.bytesPerSecond()),
                Units.bytes((long) scenario.clip().largestUnitBytes()),
                consumer.name(),
                Units.share(consumer.utilisation(scenario.framesPerSecond())),
                target,
                scenario.settings().resync(),
                scenario.maxLag(),
                scenario.describeRun(),
                scenario.seed());
    }

    /** What came out. */
    static String result(TuneResult result) {
        StringBuilder text = new StringBuilder();
        if (!result.search().trials().isEmpty()) {
            text.append('\n').append(TrialTable.of(result.search())).append('\n');
        }
        if (result.search().answer() != null) {
            Answer answer = new Answer(result);
            line(text, "capacity", answer.capacity().toString());
            line(text, "holds", answer.held());
            line(text, "confirmed", answer.confirmed());
            answer.smaller().forEach(line -> line(text, "smaller", line));
            if (!answer.prediction().isEmpty()) {
                line(text, "predicted", answer.prediction());
            }
            line(text, "memory", answer.memory());
            text.append('\n')
                    .append(ConfigSnippet.of(result.scenario(), answer.capacity()))
                    .append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String words) {
        text.append(String.format(Locale.ROOT, "%-9s %s%n", name, words));
    }

    /** The verdict in one line. */
    static String verdict(TuneResult result) {
        return result.verdict() + "  " + result.reason();
    }
}
