package io.framebus.bench.report;

/** The area of a chart between two axes. */
final class Plot {
    static final double WIDTH = 760;
    static final double HEIGHT = 280;
    private static final double LEFT = 64;
    private static final double RIGHT = 30;
    private static final double TOP = 14;
    private static final double BOTTOM = 44;
    private static final double MARK = 3.5;

    private final Drawing drawing = new Drawing(WIDTH, HEIGHT);
    private final Axis x;
    private final Axis y;

    /** Draws the axes. */
    Plot(Axis x, String xLabel, Axis y) {
        this.x = x;
        this.y = y;
        for (Tick tick : y.ticks()) {
            double at = yOf(tick.value());
            drawing.line(tick.value() == y.low() ? "axis" : "grid", LEFT, at, WIDTH - RIGHT, at);
            drawing.text("tick", "end", LEFT - 8, at + 4, tick.label());
        }
        for (Tick tick : x.ticks()) {
            double at = xOf(tick.value());
            drawing.line("grid", at, TOP, at, HEIGHT - BOTTOM);
            drawing.text("tick", "middle", at, HEIGHT - BOTTOM + 17, tick.label());
        }
        drawing.text("label", "middle", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, xLabel);
    }

    Drawing drawing() {
        return drawing;
    }

    double xOf(double value) {
        return LEFT + x.position(value) * (WIDTH - LEFT - RIGHT);
    }

    double yOf(double value) {
        return HEIGHT - BOTTOM - y.position(value) * (HEIGHT - TOP - BOTTOM);
    }

    /** A line through points, interrupted where a value is not a number. A point that stands alone is a short dash. */
    void line(String style, double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder(8 * xs.length);
        boolean drawing = false;
        for (int i = 0; i < xs.length; i++) {
            if (Double.isNaN(ys[i])) {
                drawing = false;
                continue;
            }
            path.append(drawing ? 'L' : 'M').append(at(xs[i], ys[i]));
            boolean alone = !drawing && (i + 1 == xs.length || Double.isNaN(ys[i + 1]));
            if (alone) {
                path.append("h1");
            }
            drawing = true;
        }
        if (path.length() > 0) {
            this.drawing.path("line " + style, path.toString());
        }
    }

    private String at(double xValue, double yValue) {
        return Drawing.number(xOf(xValue)) + " " + Drawing.number(yOf(yValue));
    }

    /** A mark at a point; series have marks of different shapes. */
    void mark(int series, double xValue, double yValue) {
        double cx = xOf(xValue);
        double cy = yOf(yValue);
        String shape = switch (series % 4) {
            case 0 -> "M" + n(cx - MARK) + " " + n(cy) + "a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z";
            case 1 -> "M" + n(cx - MARK) + " " + n(cy - MARK) + "h7v7h-7z";
            case 2 -> "M" + n(cx) + " " + n(cy - MARK - 1) + "l4.5 8h-9z";
            default -> "M" + n(cx) + " " + n(cy - MARK - 1) + "l4.5 4.5l-4.5 4.5l-4.5-4.5z";
        };
        drawing.path("mark " + LegendEntry.style(series), shape);
    }

    /** The interval in which a value is. */
    void interval(int series, double xValue, double low, double high) {
        double cx = xOf(xValue);
        String path = "M" + n(cx - 4) + " " + n(yOf(low)) + "h8m-4 0V" + n(yOf(high)) + "m-4 0h8";
        drawing.path("interval " + LegendEntry.style(series), path);
    }

    private static String n(double value) {
        return Drawing.number(value);
    }

    /** A level not to be exceeded. */
    void limit(String label, double value) {
        double at = yOf(value);
        drawing.line("limit", LEFT, at, WIDTH - RIGHT, at);
        drawing.text("limit-label", "end", WIDTH - RIGHT - 4, at < TOP + 16 ? at + 14 : at - 5, label);
    }

    /** A value of the x axis that is pointed out. */
    void point(String label, double value) {
        double at = xOf(value);
        drawing.line("limit", at, TOP, at, HEIGHT - BOTTOM);
        boolean right = at > WIDTH * 0.75;
        drawing.text("limit-label", right ? "end" : "start", at + (right ? -5 : 5), TOP + 12, label);
    }
}
