package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.framebus.bench.text.Column;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ChartsTest {
    private static final double NAN = Double.NaN;

    private static String html(Block block) {
        PageWriter page = new PageWriter();
        block.appendTo(page);
        return page.toString();
    }

    private static void assertRefused(String expected, Supplier<?> call) {
        String message = assertThrows(IllegalArgumentException.class, call::get).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void shouldMergeWhatIsTooMuch() {
        double[] values = {1, 5, NAN, 3, NAN, NAN, 7};
        assertArrayEquals(new double[] {3, 3, NAN, 7}, Merge.MEAN.thin(values, 2));
        assertArrayEquals(new double[] {5, 3, NAN, 7}, Merge.MAX.thin(values, 2));
    }

    @Test
    void shouldKeepAPeakOfALongRun() {
        int count = 100_000;
        double[] values = TestPages.values(count, 1e6, 0);
        values[54_321] = 1e9;
        TimeChart chart =
                new TimeChart("t", Quantity.TIME, Scale.LOG, TestPages.seconds(count)).series("max", Merge.MAX, values);
        JsonNode y = chart.zoomData().orElseThrow().at("/series/0/y");
        assertTrue(y.size() <= 720, y.size() + " points");
        assertTrue(StreamSupport.stream(y.spliterator(), false).anyMatch(one -> one.asDouble() == 1e9));
        assertTrue(html(chart).length() < 60_000, html(chart).length() + " characters");
        assertTrue(chart.description().contains("at most 1 s, 15:05:22 after the start"), chart.description());
    }

    @Test
    void shouldLeaveHolesWhereThereIsNothing() {
        TimeChart chart = new TimeChart("t", Quantity.COUNT, Scale.LINEAR, 1, 2, 3, 4, 5)
                .series("a", Merge.MEAN, 1, 2, NAN, 4, NAN);
        String line = chart.draw().toString().replaceAll("(?s).*<path class=\"line s0\" d=\"([^\"]*)\".*", "$1");
        assertEquals("MLMh", line.replaceAll("[0-9. ]", ""), "two points, a hole, one alone");
        assertTrue(chart.zoomData().orElseThrow().at("/series/0/y/2").isNull());
        assertTrue(html(chart).contains("<td class=\"n\">-</td>"));
    }

    @Test
    void shouldDrawHiccupsBehindTheOthers() {
        String drawing = new TimeChart("t", Quantity.TIME, Scale.LOG, 1, 2)
                .series("a", Merge.MAX, 1e6, 2e6)
                .hiccups("machine", 5e5, 6e5)
                .draw()
                .toString();
        assertTrue(drawing.indexOf("line hiccup") < drawing.indexOf("line s0"), drawing);
    }

    @Test
    void shouldRefuseTimesThatDoNotRise() {
        assertRefused("number 2 is 2.0", () -> new TimeChart("t", Quantity.TIME, Scale.LOG, 1, 2, 2));
        assertRefused("number 0 is NaN", () -> new TimeChart("t", Quantity.TIME, Scale.LOG, NAN));
    }

    @Test
    void shouldRefuseSeriesThatDoNotFit() {
        TimeChart chart = new TimeChart("t", Quantity.TIME, Scale.LOG, 1, 2);
        assertRefused("'a' has 3 values for 2 times", () -> chart.series("a", Merge.MAX, 1, 2, 3));
        assertRefused("infinite", () -> chart.series("a", Merge.MAX, 1, Double.POSITIVE_INFINITY));
        assertRefused("finite number", () -> chart.limit("l", NAN));
    }

    @Test
    void shouldShadeByValue() {
        HeatMap map = new HeatMap("h", Quantity.SHARE, Scale.LOG, "r", "c", List.of("a", "b", "c", "d"))
                .row("x", 0, 0.0001, 0.01, 1);
        assertEquals(0, map.shade(0));
        assertEquals(1, map.shade(0.0001));
        assertEquals(6, map.shade(1));
        assertTrue(map.shade(0.01) > 1 && map.shade(0.01) < 6);
        HeatMap linear =
                new HeatMap("h", Quantity.COUNT, Scale.LINEAR, "r", "c", List.of("a", "b", "c")).row("x", 5, 5.5, 10);
        assertEquals(List.of(0, 1, 6), List.of(linear.shade(5), linear.shade(5.5), linear.shade(10)));
    }

    @Test
    void shouldSayTheValueOfEachCell() {
        HeatMap map = new HeatMap("h", Quantity.SHARE, Scale.LOG, "r", "c", List.of("a", "b"))
                .row("x", 0.5, NAN)
                .mark(0, 0);
        String drawing = map.draw().toString();
        assertTrue(drawing.contains(">50 %</text>") && drawing.contains(">-</text>"), drawing);
        assertTrue(drawing.contains("cell unknown") && drawing.contains("cell-mark"), drawing);
        assertThrows(IndexOutOfBoundsException.class, () -> map.mark(1, 0));
        assertRefused("'y' has 1 values for 2 columns", () -> map.row("y", 1));
    }

    @Test
    void shouldDrawIntervals() {
        XyChart chart = new XyChart("x", "load", Quantity.RATE, Scale.LINEAR, Quantity.TIME, Scale.LINEAR)
                .series("a", List.of(new XyChart.Point(1, 5e6, 4e6, 8e6), XyChart.Point.of(2, 6e6)));
        assertEquals(1, chart.draw().toString().split("class=\"interval s0\"", -1).length - 1);
        assertEquals(2, chart.draw().toString().split("class=\"mark s0\"", -1).length - 1);
        assertRefused("between low and high, is 5.0 for 6.0 to 7.0", () -> new XyChart.Point(1, 5, 6, 7));
        assertRefused("'y' must be a finite number", () -> XyChart.Point.of(1, NAN));
    }

    @Test
    void shouldKeepALogAxisForWhatIsMoreThanNothing() {
        XyChart some = new XyChart("Loss", "frames", Quantity.COUNT, Scale.LOG, Quantity.SHARE, Scale.LOG)
                .series(
                        "lost",
                        List.of(XyChart.Point.of(64, 0.2), XyChart.Point.of(128, 0.002), XyChart.Point.of(256, 0)));
        assertTrue(some.draw().toString().contains(">0.1 %</text>"), "a decade");
        assertTrue(some.draw().toString().contains(">0</text>"), "nothing");
        XyChart none = new XyChart("Loss", "frames", Quantity.COUNT, Scale.LOG, Quantity.SHARE, Scale.LOG)
                .series("lost", List.of(XyChart.Point.of(64, 0), XyChart.Point.of(128, 0)));
        assertFalse(none.draw().toString().contains("1,000 %"), "a linear axis, to all of it");
        assertTrue(none.draw().toString().contains(">100 %</text>"), none.draw().toString());
    }

    @Test
    void shouldSplitATableBetweenTwoColumns() {
        io.framebus.bench.text.Table source = new io.framebus.bench.text.Table(
                Column.text("peer"), Column.count("publish"), Column.count("lost"), Column.count("memory"));
        source.row("disruptor", 1L, 2L, 3L);
        List<Table> parts = Table.split(source, 1, "lost", "Cost", "What arrived");
        assertEquals(2, parts.size());
        String first = html(parts.get(0));
        String second = html(parts.get(1));
        assertTrue(first.contains(">disruptor<") && first.contains(">publish<") && !first.contains(">lost<"), first);
        assertTrue(second.contains(">disruptor<") && second.contains(">2<") && second.contains(">3<"), second);
        assertTrue(second.contains("<caption>What arrived</caption>") && !second.contains(">publish<"), second);
        assertRefused("behind the first 1, is peer", () -> Table.split(source, 1, "peer", "a", "b"));
        assertRefused("is none", () -> Table.split(source, 1, "none", "a", "b"));
    }

    @Test
    void shouldRefuseBarsThatCannotBeDrawn() {
        BarChart chart = new BarChart("b", Quantity.RATIO);
        assertRefused("is -1.0 for", () -> chart.bar("a", -1));
        assertRefused("'a' must be", () -> chart.bar("a", NAN));
        assertRefused("'a' must be", () -> chart.bar("a", 2, 3, 4));
    }

    @Test
    void shouldDrawWhatBarsAreComparedWithQuieter() {
        BarChart chart = new BarChart("b", Quantity.RATIO).bar("ours", 1).beside("theirs", 2, 1, 3);
        String drawing = chart.draw().toString();
        assertEquals(1, drawing.split("class=\"bar\"", -1).length - 1, drawing);
        assertEquals(1, drawing.split("class=\"bar beside\"", -1).length - 1, drawing);
        assertRefused("'a' must be", () -> chart.beside("a", 2, 3, 4));
    }

    @Test
    void shouldKeepTheLabelsOfCloseReferencesApart() {
        BarChart chart = new BarChart("b", Quantity.RATIO)
                .bar("a", 1)
                .reference("one", 0.5)
                .reference("two", 0.51);
        List<String> heights = Pattern.compile("class=\"limit-label\"[^>]* y=\"([0-9.]+)\"")
                .matcher(chart.draw().toString())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(2, Set.copyOf(heights).size(), heights.toString());
    }

    @Test
    void shouldNameRowsAndColumnsOfATable() {
        String html =
                html(new Table("cap").words("who").figures("n").row("a", "1").total("all", "1"));
        assertTrue(html.contains("<caption>cap</caption>"), html);
        assertTrue(html.contains("<th scope=\"col\">who</th><th scope=\"col\" class=\"n\">n</th>"), html);
        assertTrue(html.contains("<tr class=\"total\"><th scope=\"row\">all</th><td class=\"n\">1</td></tr>"), html);
        assertRefused(
                "a row has 1 cells, the table 2 columns",
                () -> new Table("t").words("a", "b").row("1"));
    }

    @Test
    void shouldShowATableOfTheTerminal() {
        io.framebus.bench.text.Table source = new io.framebus.bench.text.Table(
                Column.text("WHO").named("class"),
                Column.time("p99"),
                Column.share("").named("deliveredShare"));
        source.row("a<b", 2_000_000L, 0.5).row("all", 3_000_000L, null);
        String html = html(Table.of("cap", source).endsWithTotal());
        assertTrue(
                html.contains("<th scope=\"col\">class</th><th scope=\"col\" class=\"n\">p99</th>"
                        + "<th scope=\"col\" class=\"n\">delivered share</th>"),
                html);
        assertTrue(
                html.contains(
                        "<tr><th scope=\"row\">a&lt;b</th><td class=\"n\">2 ms</td><td class=\"n\">50.00 %</td></tr>"),
                html);
        assertTrue(html.contains("<tr class=\"total\"><th scope=\"row\">all</th>"), html);
    }

    @Test
    void shouldWriteSmallSharesWithTheirDigits() {
        assertEquals(
                List.of("0 %", "100 %", "0.5 %", "0.05 %", "0.0012 %"),
                List.of(
                        Quantity.SHARE.text(0),
                        Quantity.SHARE.text(1),
                        Quantity.SHARE.text(0.005),
                        Quantity.SHARE.text(0.0005),
                        Quantity.SHARE.text(0.0000123)));
        assertFalse(Quantity.SHARE.text(0.9999).isEmpty());
    }
}
