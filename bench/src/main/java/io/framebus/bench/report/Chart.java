package io.framebus.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A chart: a drawing with its title, a sentence on how to read it, a legend, and its figures as a table. */
public abstract sealed class Chart extends Block permits BarChart, HeatMap, PercentileChart, TimeChart, XyChart {
    private final String title;
    private String caption = "";

    Chart(String title) {
        this.title = title;
    }

    /** What the chart is called. */
    final String title() {
        return title;
    }

    /** Says how to read the chart or what it shows. */
    void setCaption(String text) {
        caption = text;
    }

    /** The drawing, without the elements that name it. */
    abstract Drawing draw();

    /** What is drawn in words, for who cannot see it. */
    abstract String description();

    /** The figures that are drawn. */
    abstract Table figures();

    /** What is needed to draw it again, with zoom. */
    Optional<ObjectNode> zoomData() {
        return Optional.empty();
    }

    /** What the lines are called, in the order of their styles. */
    List<LegendEntry> legend() {
        return List.of();
    }

    @Override
    final void appendTo(PageWriter page) {
        String id = page.newId();
        page.raw("<figure class=\"chart\" id=\"" + id + "\">\n<figcaption><span class=\"title\">")
                .text(title)
                .raw("</span>");
        if (!caption.isEmpty()) {
            page.raw(" <span class=\"how\">").text(caption).raw("</span>");
        }
        page.raw("</figcaption>\n");
        appendLegend(page);
        draw().appendTo(page, id, title, description());
        zoomData()
                .ifPresent(data -> page.raw("<script type=\"application/json\" class=\"zoom-data\">")
                        .raw(Html.json(data))
                        .raw("</script>\n"));
        page.raw("<details><summary>Figures of this chart</summary>\n");
        figures().appendTo(page);
        page.raw("</details>\n</figure>\n");
    }

    private void appendLegend(PageWriter page) {
        List<LegendEntry> entries = legend();
        if (entries.isEmpty()) {
            return;
        }
        page.raw("<ul class=\"legend\">");
        entries.forEach(entry -> entry.appendTo(page));
        page.raw("</ul>\n");
    }
}
