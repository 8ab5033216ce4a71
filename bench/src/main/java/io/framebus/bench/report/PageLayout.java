package io.framebus.bench.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts a page together: the head, the first screen, the sections, what can be saved, and the scripts. */
final class PageLayout {
    private static final String SCRIPT_LICENCE = PageResources.text("uplot/LICENSE");
    private static final String UPLOT = PageResources.text("uplot/uPlot.iife.min.js");
    private static final String UPLOT_STYLE = PageResources.text("uplot/uPlot.min.css");
    private static final String STYLE = PageResources.text("report.css");
    private static final String SCRIPT = PageResources.text("report.js");

    /** Nothing is loaded from anywhere; scripts and styles are those of the page itself. */
    private static final String POLICY =
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'";

    private final ReportPage.Builder parts;

    PageLayout(ReportPage.Builder parts) {
        this.parts = parts;
    }

    String html() {
        String before = head() + firstScreen() + sections();
        String after = tail();
        int room = ReportPage.MAX_BYTES - 1 - bytes(before) - bytes(after);
        String page = before + attachments(room) + after;
        if (bytes(page) >= ReportPage.MAX_BYTES) {
            throw new IllegalStateException("the page has " + bytes(page) + " bytes, it may have less than "
                    + ReportPage.MAX_BYTES + ": show fewer rows or points");
        }
        return page;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private String head() {
        PageWriter page = new PageWriter();
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .element("title", parts.level + ": " + parts.title + " - " + parts.program)
                // An empty icon: else browsers ask the server for one.
                .raw("<link rel=\"icon\" href=\"data:,\">\n")
                .raw("<style>\n" + UPLOT_STYLE + "\n" + STYLE + "</style>\n</head>\n<body>\n");
        return page.toString();
    }

    private String firstScreen() {
        PageWriter page = new PageWriter();
        page.raw("<header>\n<p class=\"program\">")
                .text(parts.program)
                .raw("</p>\n")
                .element("h1", parts.title);
        if (!parts.made.isEmpty()) {
            page.raw("<p class=\"made\">").text(parts.made).raw("</p>\n");
        }
        page.raw("</header>\n<main>\n<section class=\"first\" aria-label=\"Verdict\">\n");
        page.raw("<p class=\"verdict " + parts.level.name().toLowerCase(Locale.ROOT) + "\"><strong>"
                        + parts.level.name() + "</strong> <span>")
                .text(parts.verdict)
                .raw("</span></p>\n<dl class=\"facts of-" + parts.facts.size() + "\">\n");
        for (Fact fact : parts.facts) {
            page.raw("<div><dt>").text(fact.label()).raw("</dt><dd>").text(fact.value());
            if (!fact.note().isEmpty()) {
                page.raw("<small>").text(fact.note()).raw("</small>");
            }
            page.raw("</dd></div>\n");
        }
        page.raw("</dl>\n");
        if (!parts.notes.isEmpty()) {
            page.raw("<ul class=\"notes\">\n");
            parts.notes.forEach(note -> page.element("li", note));
            page.raw("</ul>\n");
        }
        return page.raw("</section>\n").toString();
    }

    private String sections() {
        PageWriter page = new PageWriter();
        page.raw("<nav aria-label=\"Sections\"><ul>\n");
        List<String> titles = new ArrayList<>();
        parts.sections.forEach(section -> titles.add(section.title()));
        titles.addAll(List.of("How it was made", "Data"));
        for (int n = 0; n < titles.size(); n++) {
            page.raw("<li><a href=\"#part-" + n + "\">").text(titles.get(n)).raw("</a></li>\n");
        }
        page.raw("</ul></nav>\n");
        for (int n = 0; n < parts.sections.size(); n++) {
            ReportPage.Section section = parts.sections.get(n);
            begin(page, n, section.title(), section.lead());
            section.blocks().forEach(block -> block.appendTo(page));
            page.raw("</section>\n");
        }
        begin(page, parts.sections.size(), "How it was made", "");
        new DefinitionList("Settings", parts.settings).appendTo(page);
        new DefinitionList("Environment", parts.environment).appendTo(page);
        page.raw("</section>\n");
        begin(page, parts.sections.size() + 1, "Data", "");
        return page.toString();
    }

    private static void begin(PageWriter page, int number, String title, String lead) {
        page.raw("<section id=\"part-" + number + "\" aria-labelledby=\"part-" + number + "-h\">\n<h2 id=\"part-"
                        + number + "-h\">")
                .text(title)
                .raw("</h2>\n");
        if (!lead.isEmpty()) {
            page.raw("<p class=\"lead\">").text(lead).raw("</p>\n");
        }
    }

    /** What can be saved, as far as there is room. */
    private String attachments(int room) {
        if (parts.attachments.isEmpty()) {
            return "<p class=\"lead\">None is embedded.</p>\n";
        }
        StringBuilder html = new StringBuilder();
        String scriptsOff =
                "<noscript><p class=\"lead\">Without scripts: look into the source of this page, near its end.</p>"
                        + "</noscript>\n";
        int left = room - bytes(scriptsOff);
        for (ReportPage.Attachment attachment : parts.attachments) {
            String embedded = embedded(attachment);
            String leftOut = leftOut(attachment);
            boolean fits = bytes(embedded) <= left - (parts.attachments.size() * 200);
            html.append(fits ? embedded : leftOut);
            left -= bytes(fits ? embedded : leftOut);
        }
        return html + scriptsOff;
    }

    private static String embedded(ReportPage.Attachment attachment) {
        boolean json = attachment.type().equals("application/json");
        PageWriter page = new PageWriter();
        page.raw("<p class=\"save\"><button type=\"button\" class=\"save\" data-name=\"")
                .text(attachment.fileName())
                .raw("\">Save ")
                .text(attachment.fileName())
                .raw("</button> " + Drawing.number(attachment.text().length() / 1024.0) + " KiB</p>\n<script type=\""
                        + attachment.type() + "\" class=\"attachment\" data-name=\"")
                .text(attachment.fileName())
                .raw("\">\n")
                .raw(json ? attachment.text() : Html.inScript(attachment.text()))
                .raw("\n</script>\n");
        return page.toString();
    }

    private static String leftOut(ReportPage.Attachment attachment) {
        PageWriter page = new PageWriter();
        page.raw("<p class=\"lead\">")
                .text(attachment.fileName() + " is left out: it would make this page larger than "
                        + ReportPage.MAX_BYTES / 1000 + " kB.")
                .raw("</p>\n");
        return page.toString();
    }

    private static String tail() {
        return "</section>\n</main>\n<footer><p>This page is one file. It loads nothing.</p></footer>\n<script>\n/*\n"
                + "uPlot, which draws the charts that can be zoomed, comes with this licence:\n\n" + SCRIPT_LICENCE
                + "\n*/\n" + UPLOT + "\n" + SCRIPT + "</script>\n</body>\n</html>\n";
    }

    /** Names with their values. */
    private record DefinitionList(String title, Map<String, String> entries) {
        void appendTo(PageWriter page) {
            if (entries.isEmpty()) {
                return;
            }
            page.element("h3", title).raw("<dl class=\"pairs\">\n");
            entries.forEach((name, value) -> page.raw("<div><dt>")
                    .text(name)
                    .raw("</dt><dd>")
                    .text(value)
                    .raw("</dd></div>\n"));
            page.raw("</dl>\n");
        }
    }
}
