package io.framebus.bench.report;

import java.util.Objects;

/**
 * What a line of a chart is called.
 *
 * @param style the class of the line: its colour, its dashes
 * @param label the name
 */
record LegendEntry(String style, String label) {
    /** The style of what an idle thread suffered. */
    static final String HICCUP = "hiccup";

    /** The style of the n-th series of a chart. */
    static String style(int series) {
        return "s" + Objects.checkIndex(series, SeriesRules.MAX_SERIES);
    }

    void appendTo(PageWriter page) {
        page.raw("<li><svg class=\"swatch\" width=\"28\" height=\"10\" aria-hidden=\"true\"><path class=\"line " + style
                        + "\" d=\"M1 5h26\"/></svg>")
                .text(label)
                .raw("<span class=\"now\"></span></li>");
    }
}
