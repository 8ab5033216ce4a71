package io.framebus.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With parts that write what they are told. */
@Timeout(60)
class ResultsFolderTest {
    private static final Plan PLAN = new Plan(List.of(), List.of(), List.of(part("overload"), part("latency")));

    @TempDir
    Path temporary;

    private final List<String> problems = new ArrayList<>();
    private double goodput = 0.9;

    private static CommandRun part(String name) {
        return new CommandRun(name, Path.of("java"), List.of(), List.of(), Duration.ofSeconds(1));
    }

    private static RunInfo info(String date, String commit, String vm) {
        return new RunInfo(
                date,
                commit,
                false,
                5,
                "A Processor",
                0.1,
                Map.of("processors", 2, "os", "Linux 6", "arch", "amd64", "vm", vm),
                List.of(),
                List.of());
    }

    private Path path() {
        return temporary.resolve("results");
    }

    private ResultsFolder folder() {
        return new ResultsFolder(path(), plan -> {
            for (CommandRun run : plan.commands()) {
                Files.writeString(file(run.name()), report(run.name()));
            }
            return List.copyOf(problems);
        });
    }

    private Path file(String part) {
        return path().resolve("command-" + part + ".json");
    }

    private String report(String part) {
        if (!part.equals("overload")) {
            return "{\"schema\": \"none\"}";
        }
        String round = """
                {"factor": 2, "subscriber": "steady", "system": "framebus sync-point", "goodputShare": %s, "handedOver": 100,
                 "undecodableWithSettling": 0, "aloneBeforePerSecond": 9000}
                """.formatted(goodput);
        return "{\"schema\": \"framebus-overload/1\", \"verdict\": \"OK\", \"measurements\": [" + round + ", " + round
                + "]}";
    }

    private String page() throws IOException {
        return Page.of(Results.read(path()), new Notes(Map.of()));
    }

    private RunInfo read() throws IOException {
        return Results.read(path()).info();
    }

    @Test
    void shouldTakeTheLoadBeforeFromWhoKnowsItBetter() {
        assertEquals(0.25, RunInfo.now("abc", false, 1, 0.25).loadBefore());
    }

    @Test
    void shouldKeepNothingOfAnEarlierRun() throws Exception {
        folder().fill(PLAN, info("2026-11-27", "abc", "A VM"));
        Files.writeString(path().resolve("command-latency.log"), "");
        folder().fill(PLAN.only(List.of("overload")), info("2026-11-28", "def", "A VM"));
        assertTrue(Files.exists(file("overload")));
        assertFalse(Files.exists(file("latency")));
        assertFalse(Files.exists(path().resolve("command-latency.log")));
        assertEquals("def", read().commit());
        assertFalse(page().contains("Run again"));
    }

    @Test
    void shouldRenewSomePartsAndSayWhatWasFoundBefore() throws Exception {
        problems.add("command overload: exit code 1, see its log");
        problems.add("command latency: exit code 1, see its log");
        folder().fill(PLAN, info("2026-11-27", "abc", "A VM"));
        Files.writeString(file("latency"), "{\"schema\": \"kept\"}");
        problems.clear();
        goodput = 1;
        folder().renew(PLAN.only(List.of("overload")), info("2026-11-28", "abc", "A VM"));
        assertEquals("{\"schema\": \"kept\"}", Files.readString(file("latency")));
        assertEquals("2026-11-27", read().date());
        assertEquals(List.of("command latency: exit code 1, see its log"), read().problems());
        RunAgain again = read().again().get(0);
        assertEquals(List.of("command overload"), again.parts());
        assertEquals("2026-11-28", again.date());
        assertEquals(1, again.before().size(), again.toString());
        assertTrue(again.before().get(0).startsWith("overload missed: goodput 0.9"), again.toString());
        assertTrue(
                page().contains("> **Run again by itself:** command overload, on 2026-11-28, load before 0.10."
                        + " Found before, in the run of everything or an earlier one: overload missed: goodput 0.9"),
                page());
    }

    @Test
    void shouldSayThatNothingElseWasFound() throws Exception {
        folder().fill(PLAN, info("2026-11-27", "abc", "A VM"));
        folder().renew(PLAN.only(List.of("overload")), info("2026-11-28", "abc", "A VM"));
        folder().renew(PLAN.only(List.of("latency")), info("2026-11-29", "abc", "A VM"));
        assertEquals(2, read().again().size());
        assertTrue(
                page().contains("on 2026-11-29, load before 0.10. No goal had been found otherwise before."), page());
    }

    @Test
    void shouldRefuseResultsOfSomethingElse() throws Exception {
        folder().fill(PLAN, info("2026-11-27", "abc", "A VM"));
        for (RunInfo other : List.of(info("2026-11-28", "def", "A VM"), info("2026-11-28", "abc", "Another VM"))) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> folder().renew(PLAN, other));
            assertTrue(
                    refused.getMessage().contains("are of commit abc, A VM, A Processor; these"), refused.getMessage());
        }
        assertTrue(Files.exists(file("overload")), "nothing was changed");
    }

    @Test
    void shouldRefuseAFolderWithoutResults() {
        assertThrows(IllegalArgumentException.class, () -> folder().renew(PLAN, info("2026-11-28", "abc", "A VM")));
    }
}
