package io.framebus.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Pages to test with. */
final class TestPages {
    /** What a user might call a thing, and what must not become markup or script. */
    static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&<!-- \u2028 \u0007";

    static final String LOG = "#[Histogram log format version 1.3]\nTag=a,0.1,1.0,2.0,HISTFAAAA</script><b>&lt;&amp;";

    private TestPages() {}

    /** The values 1 to 1000, each once, times a million. */
    static Histogram thousand() {
        Histogram histogram = new Histogram(3);
        for (int n = 1; n <= 1000; n++) {
            histogram.recordValue(n * 1_000_000L);
        }
        return histogram;
    }

    static JsonNode data(String label) {
        return new ObjectMapper().createObjectNode().put("schema", "test/1").put("label", label);
    }

    /** Seconds 1 to {@code count}. */
    static double[] seconds(int count) {
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = i + 1;
        }
        return seconds;
    }

    static double[] values(int count, double first, double step) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = first + step * i;
        }
        return values;
    }

    /** A page with a block of every kind, in which everything that can be named is named so. */
    static ReportPage everything(String name) {
        return ReportPage.builder("framebus test", name)
                .made(name)
                .verdict(Level.OK, name)
                .fact(new Fact("Longest", "1 s", name))
                .fact(new Fact(name, name, ""))
                .note(name)
                .section(
                        "Latency " + name,
                        name,
                        new PercentileChart("Percentiles", Quantity.TIME, Scale.LOG)
                                .series(name, thousand())
                                .hiccups("hiccups", thousand())
                                .limit(name, 500e6)
                                .caption(name))
                .section(
                        "Time",
                        "",
                        new TimeChart("By the second", Quantity.TIME, Scale.LOG, seconds(100))
                                .series(name, Merge.MAX, values(100, 1e6, 1e5))
                                .hiccups("hiccups", values(100, 2e5, 1e4))
                                .limit(name, 5e6),
                        new TimeChart("Frames", Quantity.RATE, Scale.LINEAR, seconds(100))
                                .series("delivered", Merge.MEAN, values(100, 8000, 1)))
                .section(
                        "Sweep",
                        "",
                        new XyChart(name, name, Quantity.COUNT, Scale.LOG, Quantity.SHARE, Scale.LINEAR)
                                .series(
                                        name,
                                        List.of(new XyChart.Point(16, 0.1, 0.05, 0.2), XyChart.Point.of(32, 0.01)))
                                .limit(name, 0.05)
                                .mark(name, 32),
                        new HeatMap(name, Quantity.SHARE, Scale.LOG, name, name, List.of("16", name))
                                .row(name, 0.1, 0)
                                .row("b", Double.NaN, 0.001)
                                .mark(0, 1),
                        new BarChart(name, Quantity.RATIO)
                                .bar(name, 2, 1.5, 3)
                                .bar("one", 1)
                                .reference(name, 1),
                        new Table(name)
                                .words(name)
                                .figures(name)
                                .row(name, name)
                                .total("all", "1"),
                        new CodeBlock(name, name),
                        new Paragraph(name))
                .settings(Map.of(name, name))
                .environment(Map.of("java", 17))
                .histogramLog("test.hlog", LOG)
                .data("test.json", data(name))
                .build();
    }
}
