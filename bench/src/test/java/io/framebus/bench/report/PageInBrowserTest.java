package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages as people have them: in a browser. Pictures of them are left in {@code target/pages}. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PageInBrowserTest {
    private static final Path PICTURES = Path.of("target", "pages");

    @TempDir
    Path directory;

    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.start(directory.resolve("profile"));
    }

    @AfterEach
    void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private BrowserPage open(ReportPage report, boolean scripts) throws Exception {
        Path file = directory.resolve("page.html");
        report.write(file);
        return BrowserPage.open(browser.tools(), file, scripts);
    }

    @Test
    void shouldShowTheFiguresWithoutComplaintsOrRequests() throws Exception {
        BrowserPage page = open(TestPages.everything("plain"), true);
        assertEquals("done", page.text("document.documentElement.dataset.scripts"));
        assertEquals(List.of(), page.complaints());
        assertEquals(1, page.requests().size(), page.requests().toString());
        assertEquals("plain", page.text("document.querySelector('h1').textContent"));
        assertEquals("OK plain", page.text("document.querySelector('.verdict').textContent"));
        assertEquals("1 splain", page.text("document.querySelector('.facts dd').textContent"));
        assertEquals("OK: plain - framebus test", page.text("document.title"));
        assertEquals(
                List.of("plain", "500 ms", "900 ms", "990 ms", "999 ms", "1 s", "1 s", "1,000"),
                new ObjectMapper()
                        .convertValue(
                                page.evaluate("Array.from(document.querySelectorAll('figure details table')[0]"
                                        + ".querySelectorAll('tbody tr')[0].cells).map(cell => cell.textContent)"),
                                List.class));
        assertEquals(3, page.count("figure.zoomed .zoom canvas"));
        assertEquals("none", page.text("getComputedStyle(document.querySelector('.zoomed .drawing')).display"));
        pictures(page, "everything");
    }

    private static void pictures(BrowserPage page, String name) throws Exception {
        Files.createDirectories(PICTURES);
        page.picture(PICTURES.resolve(name + "-light.png"));
        page.prefer("dark");
        page.picture(PICTURES.resolve(name + "-dark.png"));
        page.print();
        page.picture(PICTURES.resolve(name + "-print.png"));
    }

    @Test
    void shouldZoomByKeyboard() throws Exception {
        BrowserPage page = open(TestPages.everything("plain"), true);
        page.tabTo("Zoom in");
        assertNotEquals("none", page.text("getComputedStyle(document.activeElement).outlineStyle"));
        String range = "document.activeElement.parentElement.querySelector('output').textContent";
        assertEquals("", page.text(range));
        page.press("Enter", 13, "\r");
        assertEquals("showing 82.2 % to 99.44 %", page.text(range));
        page.press("Enter", 13, "\r");
        assertEquals("showing 92.5 % to 98.67 %", page.text(range));
        page.tabTo("Reset zoom of Percentiles");
        page.press("Enter", 13, "\r");
        assertEquals("", page.text(range));
    }

    @Test
    void shouldZoomAllChartsOverTimeTogether() throws Exception {
        BrowserPage page = open(TestPages.everything("plain"), true);
        page.tabTo("Zoom in");
        page.tabTo("Zoom in"); // The first chart over time.
        page.press("Enter", 13, "\r");
        assertEquals(
                "|showing 25 s to 1:15|showing 25 s to 1:15",
                page.text(
                        "Array.from(document.querySelectorAll('.tools output')).map(one => one.textContent).join('|')"));
    }

    @Test
    void shouldReadWithoutScripts() throws Exception {
        BrowserPage page = open(TestPages.everything("plain"), false);
        assertEquals(List.of(), page.complaints());
        assertEquals("", page.text("document.documentElement.dataset.scripts || ''"));
        assertEquals("OK plain", page.text("document.querySelector('.verdict').textContent"));
        assertEquals(0, page.count("canvas"));
        assertEquals(0, page.count(".tools"));
        assertEquals(6, page.count("figure.chart .drawing svg"));
        assertTrue(
                page.evaluate("Array.from(document.querySelectorAll('figure.chart .drawing svg'))"
                                + ".every(svg => svg.getBoundingClientRect().height > 50)")
                        .asBoolean(),
                "every drawing is to be seen");
        assertEquals("none", page.text("getComputedStyle(document.querySelector('button.save')).display"));
        page.picture(Files.createDirectories(PICTURES).resolve("without-scripts.png"));
    }

    @Test
    void shouldKeepHostileTextAsText() throws Exception {
        BrowserPage page = open(TestPages.everything(TestPages.HOSTILE), true);
        assertEquals("done", page.text("document.documentElement.dataset.scripts"));
        assertEquals(List.of(), page.complaints());
        assertEquals(0, page.count("img"));
        assertEquals(TestPages.HOSTILE.replace("\u0007", ""), page.text("document.querySelector('h1').textContent"));
        String saved = "(name => { let text; URL.createObjectURL = blob => { text = blob.text(); return 'data:,'; };"
                + " HTMLAnchorElement.prototype.click = () => {};"
                + " document.querySelector(`button.save[data-name='${name}']`).click(); return text; })";
        assertEquals(TestPages.LOG, page.text(saved + "('test.hlog')"));
        assertEquals(
                TestPages.data(TestPages.HOSTILE), new ObjectMapper().readTree(page.text(saved + "('test.json')")));
    }
}
