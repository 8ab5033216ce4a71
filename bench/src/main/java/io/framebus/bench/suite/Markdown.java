package io.framebus.bench.suite;

import io.framebus.bench.paired.Estimate;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** Figures and tables of a Markdown page. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown paragraph(String paragraph) {
        text.append(paragraph).append("\n\n");
        return this;
    }

    Markdown header(String... cells) {
        row(List.of(cells));
        text.append("|---".repeat(cells.length)).append("|\n");
        return this;
    }

    Markdown row(List<String> cells) {
        for (String cell : cells) {
            text.append("| ")
                    .append(cell.replace("|", "\\|").replace('\n', ' '))
                    .append(' ');
        }
        text.append("|\n");
        return this;
    }

    Markdown endTable() {
        text.append('\n');
        return this;
    }

    static String number(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    static String ns(Estimate ns) {
        return String.format(Locale.ROOT, "%.1f ns [%.1f, %.1f]", ns.value(), ns.low(), ns.high());
    }

    /** How far something is from a limit, for an excess over it. */
    static String fromLimit(Estimate excessNs) {
        return excessNs.value() > 0
                ? ns(excessNs) + " above the limit"
                : ns(new Estimate(0 - excessNs.value(), 0 - excessNs.high(), 0 - excessNs.low())) + " below the limit";
    }

    /** From the least to the greatest of some ratios. */
    static String range(DoubleSummaryStatistics ratios, int digits) {
        String least = number(ratios.getMin(), digits);
        String greatest = number(ratios.getMax(), digits);
        return least.equals(greatest) ? least : least + " to " + greatest;
    }

    static String ratio(Estimate ratio) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", ratio.value(), ratio.low(), ratio.high());
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + '\n';
    }
}
