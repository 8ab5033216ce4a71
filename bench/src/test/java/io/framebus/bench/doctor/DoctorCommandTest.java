package io.framebus.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.text.OutputFormat;
import io.framebus.bench.text.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class DoctorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path root;

    private int run(String... args) {
        return new CommandLine(new DoctorCommand(root))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void shouldMeasureWhereThereIsNothingToRead() {
        assertEquals(0, run("--duration=60ms", "--color=never"));
        assertTrue(out.toString().startsWith("This machine can"), out.toString());
        assertTrue(out.toString().contains("UNKNOWN  governor         not known here\n"), out.toString());
        assertTrue(
                out.toString().matches("(?s).*  sleep            a sleep of 1 ms ends late by p50 .*"), out.toString());
        assertTrue(out.toString().matches("(?s).*source not known here: [\\d.]+ ns to read.*"), out.toString());
        assertFalse(out.toString().contains("\u001b"), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void shouldLookAtTheMachineItRunsOn() {
        Prober prober = new Prober(new HostFiles(Path.of("/")), new Cgroup(new HostFiles(Path.of("/"))), 2);
        Probe probe = prober.measure(30_000_000);
        assertTrue(probe.clockCostNs() > 0 && probe.clockCostNs() < 100_000, probe.toString());
        assertTrue(probe.clockStepNs() > 0 && probe.clockStepNs() < 1_000_000_000, probe.toString());
        long wakes = probe.lateWakes().getTotalCount();
        assertTrue(wakes > 0 && wakes <= 31, probe.toString());
        // Not known where there is no /proc.
        assertFalse(probe.stealShare() < 0 || probe.stealShare() > 1, probe.toString());
    }

    @Test
    void shouldFailOnlyWhenStrict() {
        assertEquals(0, run("--duration=20ms", "--spinning=9999"));
        assertEquals(3, run("--duration=20ms", "--spinning=9999", "--strict"));
        assertTrue(out.toString().contains("BAD      processors"), out.toString());
    }

    @Test
    void shouldWriteJson() throws IOException {
        Hosts.bareMetal(root);
        assertEquals(0, run("--duration=20ms", "--spinning=9999", "--format=json"));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("framebus-doctor/1", json.get("schema").asText());
        assertEquals("BAD", json.get("worst").asText());
        assertEquals("BAD", json.at("/findings/0/level").asText());
        assertEquals(20, json.get("findings").size());
        assertTrue(json.get("latencyFloorNs").asLong() > 0);
    }

    @Test
    void shouldFitATerminal() throws IOException {
        Hosts.bareMetal(root);
        Hosts.write(root, "proc/cpuinfo", "flags : hypervisor");
        Machine machine = Hosts.machine(
                root, Hosts.probe(0, 0, Hosts.histogram(60_000), LatencySeries.newHistogram()), Hosts.JVM, 4, 2);
        String text = DoctorReport.toString(Diagnosis.of(machine), OutputFormat.TABLE, new Screen(true, 80, false));
        assertEquals("""
                This machine can be trusted for throughput, loss and ratios within one run, and
                for latencies above 60.2 us; below that they may be the machine's:
                virtualisation.

                WARN     virtualisation   a virtual machine
                                          why  a hypervisor stops processors without telling,
                                               and times of other machines are in these
                                          do   measure tails on the bare metal, or on an
                                               instance with processors of its own
                OK       processors       4 processors for 2 threads that spin
                """, text.lines().limit(10).map(line -> line + '\n').reduce("", String::concat));
        assertEquals(List.of(), text.lines().filter(line -> line.length() > 80).toList());
        String coloured = DoctorReport.toString(Diagnosis.of(machine), OutputFormat.TABLE, new Screen(true, 80, true));
        assertEquals(text, coloured.replaceAll("\u001b\\[[\\d;]*m", ""));
        assertTrue(coloured.contains("\u001b[1;33mWARN   \u001b[0m  virtualisation"), coloured);
    }

    @Test
    void shouldRefuseBadOptions() {
        assertEquals(2, run("--duration=5"));
        assertTrue(err.toString().contains("is not a time with its unit"), err.toString());
    }
}
