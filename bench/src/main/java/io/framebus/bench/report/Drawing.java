package io.framebus.bench.report;

import java.util.Locale;

/** An SVG drawing as it is written. Looks (colours, dashes, type) are classes, so that they follow the page's theme. */
final class Drawing {
    private final double width;
    private final double height;
    private final StringBuilder body = new StringBuilder(4096);

    Drawing(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** A number for markup: a tenth of a unit is less than can be seen. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a place in a drawing: " + value);
        }
        String text = String.format(Locale.ROOT, "%.1f", value);
        String shorter = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return shorter.equals("-0") ? "0" : shorter;
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        body.append("<path class=\"" + style + "\" d=\"M" + number(x1) + " " + number(y1) + "L" + number(x2) + " "
                + number(y2) + "\"/>\n");
    }

    /** A path of that geometry, in the syntax of SVG. */
    void path(String style, String geometry) {
        body.append("<path class=\"" + style + "\" d=\"" + geometry + "\"/>\n");
    }

    void rectangle(String style, double x, double y, double w, double h) {
        body.append("<rect class=\"" + style + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(w)
                + "\" height=\"" + number(h) + "\"/>\n");
    }

    /** @param anchor start, middle or end: which part of the text is at x */
    void text(String style, String anchor, double x, double y, String text) {
        body.append("<text class=\"" + style + "\" text-anchor=\"" + anchor + "\" x=\"" + number(x) + "\" y=\""
                        + number(y) + "\">")
                .append(Html.text(text))
                .append("</text>\n");
    }

    void appendTo(PageWriter page, String id, String title, String description) {
        page.raw("<div class=\"drawing\"><svg viewBox=\"0 0 " + number(width) + " " + number(height)
                        + "\" role=\"img\" aria-labelledby=\"" + id + "-t " + id + "-d\">\n<title id=\"" + id + "-t\">")
                .text(title)
                .raw("</title>\n<desc id=\"" + id + "-d\">")
                .text(description)
                .raw("</desc>\n")
                .raw(body.toString())
                .raw("</svg></div>\n");
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
