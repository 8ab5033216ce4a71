package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.report.BrowserPage;
import io.framebus.bench.report.Chromium;
import io.framebus.bench.report.ReportPage;
import io.framebus.bench.slo.Slo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LoadPageTest {
    private static final long SECOND_NS = 1_000_000_000;

    private final LoadConfig config =
            TestRuns.config(SubscriberClass.healthy(6), SubscriberClass.slow(2, Duration.ofMillis(100)));
    private final RunHistory history = new RunHistory();

    @TempDir
    Path directory;

    private ReportPage page(RunFigures figures, List<SubscriberFigures> subscribers) {
        return new LoadPage(config, figures, LoadVerdict.of(config, figures), history, subscribers)
                .page("./framebus load", "today");
    }

    private String html(RunFigures figures) {
        return page(figures, TestSubscribers.subscribers(6)).html();
    }

    private void addSeconds(int count, List<LatencySeries> series, Random random) {
        List<LatencySeries.Writer> writers =
                series.stream().map(LatencySeries::writer).toList();
        for (int n = 1; n <= count; n++) {
            for (LatencySeries.Writer writer : writers) {
                for (int i = 0; i < 20; i++) {
                    writer.record((long) (1e5 * Math.exp(2 * random.nextGaussian())));
                }
            }
            series.forEach(LatencySeries::collect);
            double maxNs = 1e6 + random.nextInt(50_000_000);
            history.add(
                    new Second(
                            n * SECOND_NS,
                            SECOND_NS,
                            500,
                            499,
                            8_000 - random.nextInt(100),
                            random.nextInt(30),
                            0,
                            9e4 + random.nextInt(5_000),
                            maxNs / 2,
                            maxNs,
                            1e5 + random.nextInt(5_000_000),
                            random.nextInt(2_000_000_000)),
                    series);
        }
    }

    @Test
    void shouldBeginWithTheVerdictAndWhatItWasLike() {
        String html = html(TestRuns.figures(5381, 5381, 0));
        assertTrue(html.contains("<h1>2 streams x 4 subscribers, 10 s of trace test</h1>"), html);
        assertTrue(
                html.contains(
                        "<p class=\"verdict ok\"><strong>OK</strong> <span>It held: on schedule, every frame accounted"
                                + " for, and 34 of the delivered frames cannot be decoded.</span></p>"),
                html);
        assertTrue(
                html.contains("<dt>Due to handler, healthy, p99</dt><dd>90.1 us<small>p50 80.4 us, longest 90.1 us"),
                html);
        assertTrue(html.contains("<dt>Delivered</dt><dd>75.46 %<small>32,486 of 43,048 frames, 10,262 unread"), html);
        assertTrue(html.contains("<dt>Dropped</dt><dd>300<small>by 2 of 8 subscribers: slow 100 ms</small>"), html);
        assertTrue(html.contains("<dt>Undecodable</dt><dd>34<small>of 32,486 delivered frames</small>"), html);
        assertTrue(html.contains("<dt>Machine hiccups, longest</dt><dd>114 ms<small>"), html);
    }

    @Test
    void shouldSayWhyARunIsWorthNothing() {
        String invalid = html(TestRuns.figures(5381, 4000, 0));
        assertTrue(
                invalid.contains("<p class=\"verdict invalid\"><strong>INVALID</strong> <span>the generator could not"
                        + " keep its schedule: it sent 4,000 of 5,381 frames"));
        String failed = html(TestRuns.figures(10, 10, 0, "a frame came twice"));
        assertTrue(failed.contains("<strong>FAILED</strong> <span>a frame came twice</span>"));
        assertTrue(failed.contains("<li>a frame came twice</li>"));
    }

    @Test
    void shouldSayWhichObjectivesWereMet() {
        RunFigures figures = TestRuns.figures(5381, 5381, 0);
        Slo slo = Slo.parse("p99<2ms,undecodable=0");
        RunVerdict verdict = LoadVerdict.of(config, figures).judge(new LoadMetrics(config, slo).judge(figures));
        String html = new LoadPage(config, figures, verdict, history, TestSubscribers.subscribers(6))
                .page("./framebus load", "today")
                .html();
        assertTrue(
                html.contains("<p class=\"verdict missed\"><strong>MISSED</strong> <span>1 of 2 objectives: "), html);
        assertTrue(html.contains("<th scope=\"row\">healthy:p99 &lt; 2 ms</th><td>90.1 us</td><td>met</td>"), html);
        assertTrue(html.contains("<td>missed</td>"), html);
        assertTrue(html.contains("class=\"limit-label\" text-anchor=\"end\""), "the limit is in the chart");
    }

    @Test
    void shouldSayWhyASubscriberLostFrames() {
        assertEquals("", PageSubscribers.why(TestSubscribers.subscriber(1, "healthy", 0, 0, "")));
        assertEquals(
                "overtaken 4 times, 150 overwritten unread, 50 passed over to resync",
                PageSubscribers.why(TestSubscribers.subscriber(1, "slow", 200, 4, "")));
        assertEquals(
                "evicted: cumulative > 99 frames, overtaken once, 75 overwritten unread, 25 passed over to resync",
                PageSubscribers.why(TestSubscribers.subscriber(1, "slow", 100, 1, "cumulative > 99 frames")));
    }

    @Test
    void shouldListEverySubscriberTheWorstFirst() {
        String html = html(TestRuns.figures(5381, 5381, 0));
        assertTrue(html.contains("<caption>Every subscriber, the worst first</caption>"), html);
        int worst = html.indexOf("<th scope=\"row\">slow 100 ms 6</th>");
        int second = html.indexOf("<th scope=\"row\">slow 100 ms 7</th>");
        int healthy = html.indexOf("<th scope=\"row\">healthy 0</th>");
        assertTrue(0 < worst && worst < second && second < healthy, worst + ", " + second + ", " + healthy);
    }

    @Test
    void shouldListTheWorstOfManyAndHowAllAreSpread() {
        String html = page(TestRuns.figures(5381, 5381, 0), TestSubscribers.subscribers(998))
                .html();
        assertTrue(html.contains("<caption>The worst 50 of 1,000 subscribers</caption>"), html);
        assertEquals(48, html.split("<th scope=\"row\">healthy \\d+</th>", -1).length - 1);
        assertTrue(
                html.contains("<th scope=\"row\">dropped frames</th><td class=\"n\">0</td><td class=\"n\">0</td>"
                        + "<td class=\"n\">0</td><td class=\"n\">200</td>"),
                html);
        assertTrue(
                html.contains(
                        "<th scope=\"row\">latest frame</th><td class=\"n\">500 ms</td><td class=\"n\">900 ms</td>"
                                + "<td class=\"n\">990 ms</td><td class=\"n\">1 s</td>"),
                html);
    }

    @Test
    void shouldStaySmallHoweverLongAndLargeTheRun() {
        long seed = System.nanoTime();
        List<LatencySeries> series = new ArrayList<>();
        for (String label : List.of("end-to-end healthy", "end-to-end slow", "send-delay", "publish-cost", "hiccup")) {
            series.add(new LatencySeries(label));
        }
        addSeconds(4_000, series, new Random(seed));
        String html = page(TestRuns.figures(5381, 5381, 0), TestSubscribers.subscribers(20_000))
                .html();
        int bytes = html.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < ReportPage.MAX_BYTES, "seed " + seed + ": " + bytes + " bytes");
        assertFalse(html.contains("is left out"), "seed " + seed + ": the log and the data have a place on the page");
        assertTrue(html.contains("By 2 seconds: rates are means, times are those of the worst second."));
    }

    @Test
    void shouldShowTheFiguresInABrowser() throws Exception {
        addSeconds(60, List.of(new LatencySeries("hiccup")), new Random(1));
        Path file = directory.resolve("load.html");
        page(TestRuns.figures(5381, 5381, 0), TestSubscribers.subscribers(6)).write(file);
        try (Chromium browser = Chromium.start(directory.resolve("profile"))) {
            BrowserPage page = BrowserPage.open(browser.tools(), file, true);
            assertEquals(List.of(), page.complaints());
            assertEquals(1, page.requests().size(), page.requests().toString());
            assertEquals(
                    List.of("90.1 us", "75.46 %", "300", "34", "100 %", "114 ms"),
                    new ObjectMapper()
                            .convertValue(
                                    page.evaluate("Array.from(document.querySelectorAll('.facts dd'))"
                                            + ".map(one => one.firstChild.textContent)"),
                                    List.class));
            assertEquals(5, page.count("figure.zoomed canvas"));
            assertTrue(
                    page.evaluate("document.querySelector('nav').getBoundingClientRect().bottom < 800")
                            .asBoolean(),
                    "verdict and figures are on the first screen");
            assertEquals(List.of(), page.outOfSight());
            assertTrue(
                    page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                            .asBoolean(),
                    "the page does not scroll sideways");
        }
    }
}
