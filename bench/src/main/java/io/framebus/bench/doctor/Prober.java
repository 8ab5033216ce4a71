package io.framebus.bench.doctor;

import io.framebus.bench.measure.LatencySeries;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Measures a machine, on the calling thread, which sleeps half of the time and spins the other half. */
final class Prober {
    private static final long SLEEP_NS = 1_000_000;
    /** A thread that is not interrupted reads the clock many times in this. */
    private static final long STANDSTILL_NS = 5_000;

    private static final int CLOCK_RUNS = 500;
    private static final int READINGS_IN_RUN = 2_000;

    private final HostFiles files;
    private final Cgroup cgroup;
    private final int processors;
    private final long ownId = ProcessHandle.current().pid();

    Prober(HostFiles files, Cgroup cgroup, int processors) {
        this.files = files;
        this.cgroup = cgroup;
        this.processors = processors;
    }

    /** Sleeps for that long, then spins for as long. */
    Probe measure(long eachNs) {
        long stepNs = clockStepNs();
        double costNs = clockCostNs();
        Optional<CpuSample> before = CpuSample.now(files);
        OptionalLong throttledBefore = cgroup.throttledPeriods();
        OptionalLong swappedBefore = swappedPages();
        Histogram lateWakes = lateWakes(eachNs);
        Histogram standstills = standstills(eachNs);
        OptionalLong throttled = difference(cgroup.throttledPeriods(), throttledBefore);
        OptionalLong swapped = difference(swappedPages(), swappedBefore);
        Optional<CpuSample> after = CpuSample.now(files);
        boolean known = before.isPresent()
                && after.isPresent()
                && after.get().total() > before.get().total();
        return new Probe(
                costNs,
                stepNs,
                lateWakes,
                standstills,
                known ? after.get().stealShareSince(before.get()) : Double.NaN,
                known ? after.get().othersSince(before.get(), ownId, processors) : Double.NaN,
                known ? after.get().busiestSince(before.get(), ownId, processors) : List.of(),
                throttled,
                swapped);
    }

    private OptionalLong swappedPages() {
        OptionalLong in = files.numberField("proc/vmstat", "pswpin");
        OptionalLong out = files.numberField("proc/vmstat", "pswpout");
        return in.isPresent() && out.isPresent()
                ? OptionalLong.of(in.getAsLong() + out.getAsLong())
                : OptionalLong.empty();
    }

    private static OptionalLong difference(OptionalLong after, OptionalLong before) {
        return after.isPresent() && before.isPresent()
                ? OptionalLong.of(after.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    /** The least of many short runs, since some are interrupted, and the first ones are not compiled. */
    private static double clockCostNs() {
        long leastNs = Long.MAX_VALUE;
        for (int run = 0; run < CLOCK_RUNS; run++) {
            leastNs = Math.min(leastNs, clockReadingsNs());
        }
        return (double) leastNs / READINGS_IN_RUN;
    }

    /** The compiler has to keep each reading. */
    private static long clockReadingsNs() {
        long startNs = System.nanoTime();
        long lastNs = startNs;
        for (int i = 0; i < READINGS_IN_RUN; i++) {
            lastNs = System.nanoTime();
        }
        return lastNs - startNs;
    }

    private static long clockStepNs() {
        long leastNs = Long.MAX_VALUE;
        long lastNs = System.nanoTime();
        for (int i = 0; i < CLOCK_RUNS * READINGS_IN_RUN; i++) {
            long nowNs = System.nanoTime();
            if (nowNs > lastNs) {
                leastNs = Math.min(leastNs, nowNs - lastNs);
            }
            lastNs = nowNs;
        }
        return leastNs;
    }

    private static Histogram lateWakes(long durationNs) {
        Histogram late = LatencySeries.newHistogram();
        long endNs = System.nanoTime() + durationNs;
        long nowNs = System.nanoTime();
        while (nowNs < endNs && !Thread.currentThread().isInterrupted()) {
            long dueNs = nowNs + SLEEP_NS;
            while (nowNs < dueNs && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(dueNs - nowNs);
                nowNs = System.nanoTime();
            }
            late.recordValue(Math.min(Math.max(0, nowNs - dueNs), LatencySeries.MAX_NS));
        }
        return late;
    }

    private static Histogram standstills(long durationNs) {
        Histogram standstills = LatencySeries.newHistogram();
        long lastNs = System.nanoTime();
        long endNs = lastNs + durationNs;
        while (lastNs < endNs) {
            long nowNs = System.nanoTime();
            if (nowNs - lastNs > STANDSTILL_NS) {
                standstills.recordValue(Math.min(nowNs - lastNs, LatencySeries.MAX_NS));
            }
            lastNs = nowNs;
        }
        return standstills;
    }
}
