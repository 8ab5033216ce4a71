package io.framebus.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.LatencySeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each begins with a machine that has nothing wrong, and spoils one thing. */
@Timeout(30)
class DiagnosisTest {
    @TempDir
    Path root;

    @TempDir
    Path empty;

    @BeforeEach
    void install() throws IOException {
        Hosts.bareMetal(root);
    }

    private static Finding find(Machine machine, String topic) {
        return Diagnosis.of(machine).findings().stream()
                .filter(finding -> finding.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    /** All that is not OK. */
    private static List<String> wrong(Machine machine) {
        return Diagnosis.of(machine).findings().stream()
                .filter(finding -> finding.level() != Level.OK)
                .map(finding -> finding.level() + " " + finding.topic() + ": " + finding.found())
                .toList();
    }

    @Test
    void shouldTrustAMachineThatIsTunedForMeasuring() {
        Machine machine = Hosts.machine(root);
        assertEquals(List.of(), wrong(machine));
        assertEquals(
                "This machine can be trusted for latencies, throughput and loss.",
                Diagnosis.of(machine).summary());
        assertEquals(
                "4 of 4 processors may be used; isolated: 2-3",
                find(machine, "cpuset").found());
        assertEquals(
                "tsc: 25 ns to read, in steps of 20 ns at least",
                find(machine, "clock").found());
    }

    /** As on macOS and Windows. */
    @Test
    void shouldSayWhatIsNotKnownWhereThereAreNoFiles() {
        Probe probe = new Probe(
                40,
                1000,
                Hosts.histogram(80_000),
                LatencySeries.newHistogram(),
                Double.NaN,
                Double.NaN,
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty());
        Diagnosis diagnosis = Diagnosis.of(Hosts.machine(empty, probe, Hosts.JVM, 8, 2));
        Set<String> unknown = diagnosis.findings().stream()
                .filter(finding -> finding.level() == Level.UNKNOWN)
                .map(Finding::topic)
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "cpu quota",
                        "cpuset",
                        "smt",
                        "virtualisation",
                        "other processes",
                        "load average",
                        "steal",
                        "governor",
                        "turbo",
                        "huge pages",
                        "swap",
                        "memory",
                        "perf events"),
                unknown);
        assertEquals(Level.OK, diagnosis.worst());
        assertEquals(
                "source not known here: 40 ns to read, in steps of 1 us at least",
                find(Hosts.machine(empty, probe, Hosts.JVM, 8, 2), "clock").found());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sys/devices/system/cpu/cpu3/cpufreq/scaling_governor | powersave | WARN governor: performance, powersave",
                "sys/devices/system/cpu/intel_pstate/no_turbo | 0 | WARN turbo: on",
                "sys/devices/system/clocksource/clocksource0/current_clocksource | hpet | BAD clock: hpet: 25 ns to read, in"
                        + " steps of 20 ns at least",
                "sys/kernel/mm/transparent_hugepage/enabled | [always] madvise never | WARN huge pages: transparent huge"
                        + " pages: always",
                "proc/cpuinfo | flags : fpu hypervisor | WARN virtualisation: a virtual machine",
                "proc/loadavg | 2.50 1.00 0.50 3/99 1 | WARN load average: 2.5 over the last minute, on 4 processors",
                "proc/loadavg | 4.50 1.00 0.50 3/99 1 | BAD load average: 4.5 over the last minute, on 4 processors",
                "proc/self/status | Cpus_allowed_list: 3 | BAD cpuset: 1 of 4 processors may be used; isolated: 2-3",
                "sys/fs/cgroup/cpu.max | 400000 100000 | WARN cpu quota: 4 processors",
                "sys/fs/cgroup/user.slice/cpu.max | 150000 100000 | BAD cpu quota: 1.5 processors",
                "sys/fs/cgroup/memory.max | 1073741824 | BAD memory: heap up to 1 GiB and direct memory up to 1 GiB; limit"
                        + " 1 GiB, available 11.4 GiB",
            })
    void shouldFindWhatIsWrong(String file, String text, String finding) throws IOException {
        Hosts.write(root, file, text);
        assertEquals(List.of(finding), wrong(Hosts.machine(root)));
    }

    @ParameterizedTest
    @CsvSource({
        "1,2,BAD,'1 processor for 2 threads that spin'",
        "2,2,WARN,'2 processors for 2 threads that spin'",
        "3,2,OK,'3 processors for 2 threads that spin'",
        "1,1,WARN,'1 processor for 1 thread that spins'"
    })
    void shouldCountProcessorsAgainstThreadsThatSpin(int processors, int spinning, Level level, String found) {
        Finding finding = find(Hosts.machine(root, Hosts.QUIET, Hosts.JVM, processors, spinning), "processors");
        assertEquals(level, finding.level());
        assertEquals(found, finding.found());
    }

    @Test
    void shouldFindSiblingsThatTooFewCoresShare() throws IOException {
        for (int cpu = 0; cpu < 4; cpu++) {
            String file = "sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list";
            Hosts.write(root, file, cpu % 2 == 0 ? "0,2" : "1,3");
        }
        assertEquals(List.of("WARN smt: 4 processors on 2 cores; siblings: 0,2 1,3"), wrong(Hosts.machine(root)));
        assertEquals(
                Level.OK,
                find(Hosts.machine(root, Hosts.QUIET, Hosts.JVM, 4, 1), "smt").level());
    }

    @Test
    void shouldFindPagesInSwap() throws IOException {
        Hosts.write(root, "proc/meminfo", "MemAvailable: 12000000 kB\nSwapTotal: 1024 kB\nSwapFree: 512 kB");
        assertEquals(
                List.of("WARN swap: 512 KiB in use, 0 B of it this process's; 0 pages moved while measuring"),
                wrong(Hosts.machine(root)));
        Hosts.write(root, "proc/self/status", "VmSwap: 64 kB\nCpus_allowed_list: 0-3");
        assertEquals(
                List.of("BAD swap: 512 KiB in use, 64 KiB of it this process's; 0 pages moved while measuring"),
                wrong(Hosts.machine(root)));
    }

    @Test
    void shouldFindWhatWasMeasured() {
        Probe probe = Hosts.probe(0.02, 0.5, Hosts.histogram(50_000, 12_000_000), Hosts.histogram(6_000, 3_000_000));
        assertEquals(
                List.of(
                        "BAD steal: 2.00 % of the processors' time while measuring",
                        "BAD sleep: a sleep of 1 ms ends late by p50 50.2 us, p99 12.1 ms, max 12.1 ms",
                        "WARN other processes: they keep 0.5 of 4 processors busy: mvn (4711) 0.5",
                        "WARN standstill: a thread that spins stood still 2 times for more than 5 us, for 3.01 ms at most"),
                wrong(Hosts.machine(root, probe, Hosts.JVM, 4, 2)));
        assertEquals(
                Level.BAD,
                find(Hosts.machine(root, probe, Hosts.JVM, 2, 2), "other processes")
                        .level());
    }

    @Test
    void shouldFindThrottlingEvenWhereNoQuotaIsSeen() {
        Probe probe = new Probe(
                25,
                20,
                Hosts.histogram(60_000),
                LatencySeries.newHistogram(),
                0,
                0,
                List.of(),
                OptionalLong.of(3),
                OptionalLong.of(0));
        assertEquals(
                Level.BAD,
                find(Hosts.machine(root, probe, Hosts.JVM, 4, 2), "cpu quota").level());
    }

    @ParameterizedTest
    @CsvSource({
        "mixed mode,-Xmx1g,false,false,''",
        "interpreted mode,-Xint,false,false,'BAD jvm: Test VM 17, interpreted only (-Xint)'",
        "mixed mode,-Xmx1g,true,false,'BAD jvm: Test VM 17, assertions are on (-ea)'",
        "mixed mode,-XX:TieredStopAtLevel=1,false,false,'BAD jvm: Test VM 17, not compiled as in production (-Xcomp, -XX:TieredStopAtLevel)'",
        "mixed mode,-agentlib:jdwp=transport=x,false,false,'BAD agents: debugger (-agentlib:jdwp=transport=x)'",
        "mixed mode,-javaagent:a.jar,false,false,'WARN agents: -javaagent:a.jar'",
        "mixed mode,-Xmx1g,false,true,'WARN agents: a flight recording'",
    })
    void shouldFindOptionsThatDisturb(
            String mode, String argument, boolean assertions, boolean recording, String finding) {
        JvmFacts jvm = new JvmFacts(
                "Test VM 17", mode, List.of("ZGC Cycles"), List.of(argument), assertions, recording, 1 << 20, 1 << 20);
        assertEquals(
                finding.isEmpty() ? List.of() : List.of(finding), wrong(Hosts.machine(root, Hosts.QUIET, jvm, 4, 2)));
    }

    @Test
    void shouldWarnOfTheSerialCollector() {
        JvmFacts jvm = new JvmFacts(
                "Test VM 17", "mixed mode", List.of("Copy", "MarkSweepCompact"), List.of(), false, false, 1, 1);
        assertEquals(
                List.of("WARN collector: Copy, MarkSweepCompact"), wrong(Hosts.machine(root, Hosts.QUIET, jvm, 4, 2)));
    }

    @Test
    void shouldShowTheWorstFirstAndSayWhatThatMeans() throws IOException {
        Hosts.write(root, "proc/cpuinfo", "flags : hypervisor");
        Probe late = Hosts.probe(0, 0, Hosts.histogram(60_000, 700_000), LatencySeries.newHistogram());
        Diagnosis warned = Diagnosis.of(Hosts.machine(root, late, Hosts.JVM, 4, 2));
        assertEquals(Level.WARN, warned.worst());
        assertEquals(
                "This machine can be trusted for throughput, loss and ratios within one run, and for latencies above 700 us;"
                        + " below that they may be the machine's: virtualisation.",
                warned.summary());
        Diagnosis bad = Diagnosis.of(Hosts.machine(root, late, Hosts.JVM, 1, 2));
        assertEquals("processors", bad.findings().get(0).topic());
        assertEquals("virtualisation", bad.findings().get(1).topic());
        assertTrue(
                bad.summary().startsWith("This machine cannot be trusted for latencies or throughput: processors. "),
                bad.summary());
    }
}
