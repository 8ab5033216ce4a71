package io.framebus.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.report.BrowserPage;
import io.framebus.bench.report.Chromium;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that commands write, as people see them: nothing of them is wider than its place. {@code load}, {@code compare}: with their pages. */
@Timeout(180)
class PagesOfCommandsTest {
    /** A run counts as well if its figures are void since the machine was busy, or its target was missed: what matters is the page. */
    private static final List<Integer> MEASURED = List.of(0, 3, 99);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tune --simulate --subscribers=20 --duration=1m --consumer=stall=10s/1s --target=undecodable<0.1%,p99<50ms",
                "sweep --subscribers=20 --duration=1m --capacity-frames=16..1024:x2 --consumer=stall=10s/1s --consumer=healthy",
                "latency --peers=framebus,framebus-in-place,agrona --rates=1000,10000,100000 --waiting=spin --rounds=2 --duration=100ms"
                        + " --warmup=50ms -q",
                "latency --parked=3,5,100 --parked-frames=20 --rounds=2 -q",
                "overload --peers=framebus,agrona-in-place --trace=screenshare-720p --factors=0.5,2 --resync=sync-point --rounds=1 --duration=100ms"
                        + " --warmup=200ms --subscribers=stalls -q",
            })
    void shouldHaveNothingOutOfSightInABrowser(String command) throws Exception {
        Path file = directory.resolve("page.html");
        try (Chromium browser = Chromium.start(directory.resolve("profile"))) {
            List<String> args = new ArrayList<>(List.of(command.split(" ")));
            args.add("--html=" + file);
            StringWriter err = new StringWriter();
            int exitCode = Main.run(
                    new PrintWriter(new StringWriter()), new PrintWriter(err, true), args.toArray(String[]::new));
            assertTrue(MEASURED.contains(exitCode), exitCode + ": " + err);

            BrowserPage page = BrowserPage.open(browser.tools(), file, true);
            assertEquals(List.of(), page.complaints());
            assertEquals(List.of(), page.outOfSight());
            assertTrue(
                    page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                            .asBoolean(),
                    "the page does not scroll sideways");
        }
    }
}
