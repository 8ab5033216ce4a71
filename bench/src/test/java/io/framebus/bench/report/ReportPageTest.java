package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final Pattern REFERENCE =
            Pattern.compile("(?:src|href|action|poster|data)\\s*=\\s*[\"']?([^\"'\\s>]*)");

    private static int count(String html, String what) {
        return html.split(Pattern.quote(what), -1).length - 1;
    }

    private static String attachment(String html, String name) {
        Matcher matcher = Pattern.compile(
                        "<script type=\"[a-z/]+\" class=\"attachment\" data-name=\"" + name + "\">\n(.*?)\n</script>",
                        Pattern.DOTALL)
                .matcher(html);
        assertTrue(matcher.find(), name);
        return matcher.group(1);
    }

    /** What is not script, style or text: the markup. */
    private static String markup(String html) {
        return html.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "<$1></$1>");
    }

    @Test
    void shouldReferToNothingElse() {
        String html = markup(TestPages.everything("plain").html());
        List<String> references = REFERENCE
                .matcher(html)
                .results()
                .map((MatchResult one) -> one.group(1))
                .toList();
        assertTrue(references.size() > 4, references.toString());
        references.forEach(one -> assertTrue(one.startsWith("#") || one.equals("data:,"), one));
        assertFalse(html.contains("://"), "no address, whatever it is for");
        assertFalse(PageResources.text("report.css").contains("url("));
        assertFalse(PageResources.text("uplot/uPlot.min.css").contains("url("));
        assertTrue(html.contains("content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                + " img-src data:;"));
    }

    @Test
    void shouldBeTheSamePageWhateverThingsAreCalled() {
        String plain = TestPages.everything("plain").html();
        String hostile = TestPages.everything(TestPages.HOSTILE).html();
        for (String tag :
                List.of("<script", "</script", "<style", "<img", "<svg", "<!--", "<td", "<th", "<li", "<path")) {
            assertEquals(count(plain, tag), count(hostile, tag), tag);
        }
        assertTrue(
                hostile.contains(
                        "<h1>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;&quot;&#39;&amp;"));
    }

    @Test
    void shouldEmbedTheDataUnharmed() throws Exception {
        String html = TestPages.everything(TestPages.HOSTILE).html();
        assertEquals(TestPages.data(TestPages.HOSTILE), new ObjectMapper().readTree(attachment(html, "test.json")));
        assertEquals(
                TestPages.LOG,
                attachment(html, "test.hlog").replace("&lt;", "<").replace("&amp;", "&"));
    }

    @Test
    void shouldBeReadableByMachinesThatReadAloud() {
        String html = TestPages.everything("plain").html();
        assertEquals(1, count(html, "<h1>"));
        for (String landmark : List.of("<header>", "<main>", "<nav aria-label=", "<footer>", "<html lang=\"en\">")) {
            assertEquals(1, count(html, landmark), landmark);
        }
        int charts = count(html, "<figure class=\"chart\"");
        assertEquals(6, charts);
        assertEquals(charts, count(html, "role=\"img\" aria-labelledby=\""));
        assertEquals(charts, count(html, "<desc id="));
        assertEquals(charts, count(html, "<summary>Figures of this chart</summary>"));
        assertEquals(count(html, "<table>") + count(html, "<table class=\"dense\">"), count(html, "<caption>"));
        assertEquals(count(html, "<svg "), charts + count(html, "aria-hidden=\"true\""), "a name, or out of the way");
        Matcher labelled = Pattern.compile("aria-labelledby=\"([^\"]+)\"").matcher(html);
        while (labelled.find()) {
            for (String id : labelled.group(1).split(" ", -1)) {
                assertEquals(1, count(html, " id=\"" + id + "\""), id);
            }
        }
    }

    @Test
    void shouldCarryTheLicenceOfWhatItCarries() {
        assertTrue(TestPages.everything("plain").html().contains("Copyright (c) 2022 Leon Sorokin"));
    }

    @Test
    void shouldLeaveOutALogThatIsTooLong() {
        ReportPage page = ReportPage.builder("framebus test", "t")
                .histogramLog("short.hlog", "#\n".repeat(1000))
                .histogramLog("long.hlog", "é".repeat(ReportPage.MAX_BYTES / 2))
                .data("result.json", TestPages.data("x"))
                .build();
        String html = page.html();
        assertTrue(html.getBytes(StandardCharsets.UTF_8).length < ReportPage.MAX_BYTES);
        assertTrue(html.contains("long.hlog is left out: it would make this page larger than 500 kB."));
        assertFalse(html.contains("éé"));
        assertTrue(attachment(html, "short.hlog").length() > 1000);
        assertTrue(attachment(html, "result.json").contains("test/1"));
    }

    @Test
    void shouldRefuseToBeLargerThanAnyoneLikesToMail() {
        Table table = new Table("t").words("a");
        for (int n = 0; n < 20_000; n++) {
            table.row("a row of some length, the number " + n);
        }
        ReportPage.Builder page = ReportPage.builder("framebus test", "t").section("s", "", table);
        String message = assertThrows(IllegalStateException.class, page::build).getMessage();
        assertTrue(message.contains("it may have less than 500000"), message);
    }
}
