package io.framebus.bench.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.StreamConfig;
import io.framebus.disruptor.DisruptorFrameBus;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PairedRunTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void shouldRunEachForkInAJvmOfItsOwnAndReadItsResultBack(@TempDir Path folder) throws Exception {
        List<ForkResult> told = new ArrayList<>();
        ExperimentResult result = new PairedRun("publish-200", 3, SHORT, SHORT, 100).run(told::add);
        assertEquals(told, result.forks());
        assertEquals(
                List.of(100L, 101L, 102L), told.stream().map(ForkResult::seed).toList());
        for (ForkResult fork : told) {
            assertTrue(fork.placements() >= 8);
            assertEquals(
                    List.of("publish", "copy", "copy again"),
                    fork.lanes().stream().map(lane -> lane.name()).toList());
            assertTrue(fork.environment().get("jvmArguments").toString().contains("-Xmx512m"), "not a JVM of its own");
        }
        assertNotEquals(told.get(0).contrasts(), told.get(1).contrasts());

        Path json = folder.resolve("result.json");
        PairedRun.write(json, result);
        assertEquals(result, new ObjectMapper().readValue(json.toFile(), ExperimentResult.class));
    }

    @Test
    void shouldCompareEachLaneWithItselfOnAnotherBuild() throws Exception {
        ExperimentResult result = new PairedRun(
                        "publish-200", folders(StreamConfig.class, DisruptorFrameBus.class), 3, SHORT, SHORT, 1)
                .run(fork -> {});
        assertEquals(
                List.of(
                        "publish",
                        "publish, other build",
                        "copy",
                        "copy, other build",
                        "copy again",
                        "copy again, other build"),
                result.forks().get(0).lanes().stream().map(lane -> lane.name()).toList());
        assertEquals(
                List.of("publish / other build", "copy / other build", "copy again / other build"),
                result.overall().stream().map(contrast -> contrast.name()).toList());
        for (ForkResult.LaneFigure lane : result.forks().get(0).lanes()) {
            assertTrue(lane.medianNs() > 0, lane.toString());
        }
    }

    @Test
    void shouldHaveTheClassesOfTheOtherBuild() {
        Lane here = Experiments.named("publish-0").open("publish");
        Lane there = new OtherBuild(folders(StreamConfig.class, DisruptorFrameBus.class))
                .open("publish-0", "publish", "there");
        assertEquals("there", there.name());
        assertTrue(here.timeNs(10) > 0 && there.timeNs(10) > 0);
        here.close();
        there.close(); // which proves that it published what it says
    }

    private static String folders(Class<?>... of) {
        return Arrays.stream(of)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> new File(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        refused("is /no/such", () -> new PairedRun("reader", "/no/such", 3, SHORT, SHORT, 1));
        refused("bus-disruptor", () -> new PairedRun("reader", folders(StreamConfig.class), 3, SHORT, SHORT, 1));
        refused("forks", () -> new PairedRun("reader", 2, SHORT, SHORT, 1));
        refused("forks", () -> new PairedRun("reader", 31, SHORT, SHORT, 1));
        refused("nothing", () -> new PairedRun("nothing", 3, SHORT, SHORT, 1));
        refused("measuring", () -> new PairedRun("reader", 3, SHORT, Duration.ZERO, 1));
        refused("warm-up", () -> new PairedRun("reader", 3, Duration.ofSeconds(-1), SHORT, 1));
    }

    private static void refused(String what, Runnable made) {
        String message = assertThrows(IllegalArgumentException.class, made::run).getMessage();
        assertTrue(message.contains(what), message);
    }

    @Test
    void shouldRefuseToMeasureWithAssertions() {
        assertThrows(IllegalStateException.class, () -> Fork.main(new String[] {"publish-0", "1", "1", "1", "none"}));
    }

    /** Asked for a moment each, but a fleet takes seconds to make, and twelve placements are the least. */
    @Test
    void shouldExpectWhatPlacementsTake() {
        Duration moment = Duration.ofMillis(1);
        Duration expected = new PairedRun("sweep-idle", 3, moment, moment, 1).expected();
        assertTrue(expected.compareTo(Duration.ofSeconds(3 * 12 * 4)) > 0, expected::toString);
        Duration usual = new PairedRun("publish-1200", 3, moment, moment, 1).expected();
        assertTrue(usual.compareTo(Duration.ofSeconds(10)) < 0, usual::toString);
    }
}
