package io.framebus.bench.doctor;

import static io.framebus.bench.measure.LatencySeries.newHistogram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** Machines to test with: trees of files as Linux has them, and what may have been measured on them. */
final class Hosts {
    static final JvmFacts JVM = new JvmFacts(
            "Test VM 17",
            "mixed mode",
            List.of("G1 Young Generation"),
            List.of("-Xmx1g"),
            false,
            false,
            1L << 30,
            1L << 30);
    static final Probe QUIET = probe(0, 0, histogram(60_000), newHistogram());

    private Hosts() {}

    static Histogram histogram(long... valuesNs) {
        Histogram histogram = newHistogram();
        for (long value : valuesNs) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    static Probe probe(double stealShare, double others, Histogram lateWakes, Histogram standstills) {
        List<CpuSample.Busy> busiest = others > 0 ? List.of(new CpuSample.Busy("mvn", 4711, others)) : List.of();
        return new Probe(
                25, 20, lateWakes, standstills, stealShare, others, busiest, OptionalLong.of(0), OptionalLong.of(0));
    }

    static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + '\n');
    }

    /** Four cores of their own, tuned for measuring, nothing else running. */
    static void bareMetal(Path root) throws IOException {
        write(root, "proc/self/status", "Name:\tjava\nVmSwap:\t       0 kB\nCpus_allowed:\tf\nCpus_allowed_list:\t0-3");
        write(root, "proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme tsc_deadline_timer");
        write(root, "proc/loadavg", "0.08 0.03 0.01 1/123 4567");
        write(
                root,
                "proc/meminfo",
                "MemTotal: 16000000 kB\nMemAvailable: 12000000 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB");
        write(root, "proc/sys/kernel/perf_event_paranoid", "1");
        write(root, "proc/self/cgroup", "0::/user.slice/session.scope");
        write(root, "sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory");
        write(root, "sys/devices/system/cpu/online", "0-3");
        write(root, "sys/devices/system/cpu/isolated", "2-3");
        write(root, "sys/devices/system/cpu/intel_pstate/no_turbo", "1");
        for (int cpu = 0; cpu < 4; cpu++) {
            write(root, "sys/devices/system/cpu/cpu" + cpu + "/cpufreq/scaling_governor", "performance");
            write(root, "sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", "" + cpu);
        }
        write(root, "sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc");
        write(root, "sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never");
    }

    static Machine machine(Path root, Probe probe, JvmFacts jvm, int processors, int spinning) {
        HostFiles files = new HostFiles(root);
        return new Machine(files, new Cgroup(files), probe, jvm, processors, spinning);
    }

    static Machine machine(Path root) {
        return machine(root, QUIET, JVM, 4, 2);
    }
}
