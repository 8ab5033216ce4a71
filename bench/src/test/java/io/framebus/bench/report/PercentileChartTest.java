package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentileChartTest {
    private static final double TOLERANCE = 0.001;

    private final Histogram thousand = TestPages.thousand();

    @Test
    void shouldCountNines() {
        assertArrayEquals(
                new double[] {0, 0.30103, 1, 2, 3},
                new double[] {Nines.of(0), Nines.of(0.5), Nines.of(0.9), Nines.of(0.99), Nines.of(0.999)},
                1e-5);
        assertEquals(
                List.of("0 %", "50 %", "90 %", "99 %", "99.9 %", "99.99 %"),
                Nines.axis(4).ticks().stream().map(Tick::label).toList());
    }

    @Test
    void shouldReadTheCurveOfAKnownHistogram() {
        assertEquals(500e6, Nines.value(thousand, Nines.of(0.5)), 500e6 * TOLERANCE);
        assertEquals(900e6, Nines.value(thousand, 1), 900e6 * TOLERANCE);
        assertEquals(990e6, Nines.value(thousand, 2), 990e6 * TOLERANCE);
        assertEquals((double) thousand.getMaxValue(), Nines.value(thousand, Nines.end(thousand)));
        assertTrue(Double.isNaN(Nines.value(thousand, 3.5)), "one of a thousand is as rare as it gets");
    }

    @Test
    void shouldEndEachCurveAtItsLargestValue() {
        Histogram ten = new Histogram(3);
        for (int n = 1; n <= 10; n++) {
            ten.recordValue(n);
        }
        double[] places = Nines.places(List.of(thousand, ten));
        assertEquals(1, Nines.end(ten), 1e-9);
        assertTrue(places[places.length - 1] == 3 && contains(places, Nines.end(ten)));
    }

    private static boolean contains(double[] values, double wanted) {
        for (double value : values) {
            if (value == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Marks of axes and points of the curve agree, whatever the sizes of the drawing. */
    @Test
    void shouldDrawTheCurveThroughItsPoints() {
        String drawing = new PercentileChart("p", Quantity.TIME, Scale.LINEAR)
                .series("a", thousand)
                .draw()
                .toString();
        double x90 = tick(drawing, "90 %", "x");
        double x999 = tick(drawing, "99.9 %", "x");
        double y0 = tick(drawing, "0", "y") - 4;
        double y1s = tick(drawing, "1 s", "y") - 4;
        double[][] points = points(drawing);
        double[] last = points[points.length - 1];
        assertArrayEquals(new double[] {x999, y1s}, last, 0.15);
        double[] at90 = nearest(points, x90);
        assertArrayEquals(new double[] {x90, y0 + 0.9 * (y1s - y0)}, at90, 0.15);
        for (int i = 1; i < points.length; i++) {
            assertTrue(points[i][0] >= points[i - 1][0] && points[i][1] <= points[i - 1][1], "the curve only rises");
        }
    }

    private static double tick(String drawing, String label, String coordinate) {
        Matcher matcher = Pattern.compile("<text class=\"tick\"[^>]* " + coordinate + "=\"([0-9.]+)\"[^>]*>"
                        + Pattern.quote(label) + "</text>")
                .matcher(drawing);
        assertTrue(matcher.find(), label + " in " + drawing);
        return Double.parseDouble(matcher.group(1));
    }

    private static double[][] points(String drawing) {
        Matcher matcher =
                Pattern.compile("<path class=\"line s0\" d=\"M([^\"]+)\"").matcher(drawing);
        assertTrue(matcher.find(), drawing);
        return Pattern.compile("L")
                .splitAsStream(matcher.group(1))
                .map(point -> Pattern.compile(" ")
                        .splitAsStream(point)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] nearest(double[][] points, double x) {
        double[] nearest = points[0];
        for (double[] point : points) {
            if (Math.abs(point[0] - x) < Math.abs(nearest[0] - x)) {
                nearest = point;
            }
        }
        return nearest;
    }

    @Test
    void shouldGiveTheScriptTheSameCurve() {
        JsonNode data = new PercentileChart("p", Quantity.TIME, Scale.LOG)
                .series("a", thousand)
                .limit("limit", 2e9)
                .zoomData()
                .orElseThrow();
        JsonNode x = data.get("x");
        JsonNode y = data.at("/series/0/y");
        assertEquals(x.size(), y.size());
        assertEquals(3, x.get(x.size() - 1).asDouble());
        assertEquals(1e9, y.get(y.size() - 1).asDouble(), 1e9 * TOLERANCE);
        assertEquals("s0", data.at("/series/0/style").asText());
        assertEquals(2e9, data.at("/limits/0/value").asDouble());
        assertTrue(data.get("high").asDouble() >= 2e9, "the limit is inside the chart");
    }

    @Test
    void shouldShowNothingOfAnEmptyHistogram() {
        PercentileChart chart = new PercentileChart("p", Quantity.TIME, Scale.LOG).series("none", new Histogram(2));
        assertTrue(chart.zoomData().isEmpty());
        assertTrue(chart.description().contains("none: nothing recorded."), chart.description());
        assertTrue(!chart.draw().toString().contains("class=\"line"));
    }

    @Test
    void shouldRefuseMoreSeriesThanCanBeToldApart() {
        PercentileChart chart = new PercentileChart("p", Quantity.TIME, Scale.LOG);
        for (int n = 0; n < 8; n++) {
            chart.series("s" + n, thousand);
        }
        String message = assertThrows(IllegalArgumentException.class, () -> chart.series("s8", thousand))
                .getMessage();
        assertEquals("a chart shows at most 8 series, 's8' is one more", message);
    }

    @Test
    void shouldRefuseTwoSeriesOfOneName() {
        PercentileChart chart = new PercentileChart("p", Quantity.TIME, Scale.LOG).series("a", thousand);
        assertThrows(IllegalArgumentException.class, () -> chart.series("a", thousand));
    }
}
