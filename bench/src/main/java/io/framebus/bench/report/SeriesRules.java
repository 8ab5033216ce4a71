package io.framebus.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the series of all charts have in common. */
final class SeriesRules {
    /** More lines cannot be told apart. */
    static final int MAX_SERIES = 8;

    private SeriesRules() {}

    static void checkNew(String label, Collection<String> present) {
        if (present.size() == MAX_SERIES) {
            throw new IllegalArgumentException(
                    "a chart shows at most " + MAX_SERIES + " series, '" + label + "' is one more");
        }
        if (present.contains(label)) {
            throw new IllegalArgumentException("the chart has a series '" + label + "' already");
        }
    }

    static double finite(String label, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("'" + label + "' must be a finite number, is " + value);
        }
        return value;
    }

    static List<LegendEntry> legend(Collection<String> labels) {
        List<LegendEntry> entries = new ArrayList<>();
        for (String label : labels) {
            entries.add(new LegendEntry(LegendEntry.style(entries.size()), label));
        }
        return entries;
    }
}
