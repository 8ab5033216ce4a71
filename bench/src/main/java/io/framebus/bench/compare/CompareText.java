package io.framebus.bench.compare;

import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Screen;
import io.framebus.bench.text.Style;
import io.framebus.bench.text.Table;
import java.util.stream.Collectors;

/** A comparison as text: the verdict, then the tables. */
final class CompareText {
    private static final String READING_COST =
            "publish: a frame; delivery: a frame to one subscriber; in all: delivery and the subscriber's share of publish;"
                    + " medians. x: times the cost of framebus (by copy), or of"
                    + " framebus-in-place, round by round: median (least..greatest). garbage: by the publisher a frame + by"
                    + " readers a delivery.";
    private static final String READING_FLOW =
            "publish: the publisher's time a frame offered. delivered/s: to each subscriber; x: times that of framebus."
                    + " delivered: share of what was offered. lost: taken and not arrived, by the harness's count; told: as"
                    + " the peer has it.";

    private final CompareConfig config;
    private final Results results;
    private final Verdict verdict;
    private final Screen screen;

    /** @param screen what it is shown on */
    CompareText(CompareConfig config, Results results, Verdict verdict, Screen screen) {
        this.screen = screen;
        this.config = config;
        this.results = results;
        this.verdict = verdict;
    }

    /** As aligned text or as Markdown. */
    String text(OutputFormat format) {
        boolean markdown = format == OutputFormat.MARKDOWN;
        String item = markdown ? "* " : "  ";
        String heading = markdown ? "## " : "";
        StringBuilder text = new StringBuilder();
        text.append(markdown ? verdict.headline() : screen.paint(style(), verdict.headline()))
                .append('\n')
                .append(markdown ? "\n" : "");
        verdict.sentences()
                .forEach(sentence -> text.append(item).append(sentence).append('\n'));
        verdict.cautions()
                .forEach(caution ->
                        text.append(item).append("CAUTION ").append(caution).append('\n'));
        verdict.faults()
                .forEach(fault -> text.append(item)
                        .append("FAULT ")
                        .append(indented(fault))
                        .append('\n'));
        CompareTables tables = new CompareTables(config, results);
        for (Case what : config.cases()) {
            text.append('\n').append(heading).append(what.title()).append('\n').append(markdown ? "\n" : "");
            text.append(table(tables.people(what), format)).append(markdown ? "\n" : "");
            text.append(what.measure() == Measure.COST ? config.framesATurn() + ". " + READING_COST : READING_FLOW)
                    .append('\n');
        }
        text.append('\n').append(heading).append("PEERS").append('\n').append(markdown ? "\n" : "");
        return text.append(table(tables.traits(), format)).toString();
    }

    private Style style() {
        return switch (verdict.outcome()) {
            case AHEAD -> Style.GOOD_HEADLINE;
            case NOT_AHEAD, RESULT -> Style.WARNING_HEADLINE;
            case FAILED -> Style.BAD_HEADLINE;
        };
    }

    private String table(Table table, OutputFormat format) {
        return format == OutputFormat.TABLE ? table.toString(screen.columns()) : table.toString(format);
    }

    /** What a JVM wrote to standard error, below the line that it belongs to. */
    private static String indented(String fault) {
        return fault.lines().collect(Collectors.joining("\n      "));
    }
}
