package io.framebus.bench.doctor;

import io.framebus.bench.text.Units;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** How well time can be measured, and how well this machine keeps it: the clock, the frequency, sleeping, standing still. */
final class ClockChecks {
    private static final String CPUS = "sys/devices/system/cpu";
    private static final double CLOCK_WARN_NS = 100;
    private static final double CLOCK_BAD_NS = 1_000;
    private static final double WAKE_WARN_NS = 1e6;
    private static final double WAKE_BAD_NS = 10e6;
    private static final double STANDSTILL_WARN_NS = 1e6;
    private static final double STANDSTILL_BAD_NS = 10e6;

    private final Machine machine;

    private ClockChecks(Machine machine) {
        this.machine = machine;
    }

    static List<Finding> of(Machine machine) {
        ClockChecks checks = new ClockChecks(machine);
        return List.of(checks.clock(), checks.governor(), checks.turbo(), checks.wakes(), checks.standstills());
    }

    private Finding clock() {
        Probe probe = machine.probe();
        Optional<String> source =
                machine.files().read("sys/devices/system/clocksource/clocksource0/current_clocksource");
        Level level = Level.above(probe.clockCostNs(), CLOCK_WARN_NS, CLOCK_BAD_NS);
        if (source.isPresent() && List.of("hpet", "acpi_pm", "jiffies", "pit").contains(source.get())) {
            level = Level.BAD; // Each reading is a system call, and to a device.
        }
        return new Finding(
                level,
                "clock",
                source.orElse("source not known here") + ": " + Units.time(probe.clockCostNs())
                        + " to read, in steps of " + Units.time(probe.clockStepNs()) + " at least",
                "each latency costs two readings, and cannot be finer than a step",
                "use the tsc clock source if the kernel trusts it (dmesg says why it does not)");
    }

    private Finding governor() {
        String why = "a processor that sleeps or slows down makes the first microseconds after it is idle slower";
        List<String> governors = machine.files().values(CPUS, "cpu[0-9]*", "cpufreq/scaling_governor");
        if (governors.isEmpty()) {
            return Finding.unknown("governor", why);
        }
        boolean steady = governors.equals(List.of("performance"));
        return new Finding(
                steady ? Level.OK : Level.WARN,
                "governor",
                String.join(", ", governors),
                why,
                "cpupower frequency-set -g performance");
    }

    private Finding turbo() {
        String why = "the frequency depends on the temperature and on what other cores do, so runs differ";
        Optional<String> off = machine.files().read(CPUS + "/intel_pstate/no_turbo");
        Optional<String> on = machine.files().read(CPUS + "/cpufreq/boost");
        if (off.isEmpty() && on.isEmpty()) {
            return Finding.unknown("turbo", why);
        }
        boolean turbo = off.map("0"::equals).orElse(on.map("1"::equals).orElse(false));
        return new Finding(
                turbo ? Level.WARN : Level.OK,
                "turbo",
                turbo ? "on" : "off",
                why,
                "compare within one run, or switch it off (echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo, or"
                        + " echo 0 > /sys/devices/system/cpu/cpufreq/boost)");
    }

    private Finding wakes() {
        Histogram late = machine.probe().lateWakes();
        String why = "whoever parks or sleeps wakes that late: schedules, parked subscribers, the hiccups of a run";
        if (late.getTotalCount() == 0) {
            return Finding.unknown("sleep", why);
        }
        return new Finding(
                Level.above((double) late.getValueAtPercentile(99), WAKE_WARN_NS, WAKE_BAD_NS),
                "sleep",
                "a sleep of 1 ms ends late by p50 " + Units.time(late.getValueAtPercentile(50)) + ", p99 "
                        + Units.time(late.getValueAtPercentile(99)) + ", max " + Units.time(late.getMaxValue()),
                why,
                "stop what else runs here; a busy machine or a tight quota shows first in this");
    }

    private Finding standstills() {
        Histogram stops = machine.probe().standstills();
        boolean none = stops.getTotalCount() == 0;
        return new Finding(
                none ? Level.OK : Level.above((double) stops.getMaxValue(), STANDSTILL_WARN_NS, STANDSTILL_BAD_NS),
                "standstill",
                none
                        ? "a thread that spins never stood still for 5 us"
                        : "a thread that spins stood still " + Units.count(stops.getTotalCount(), "time")
                                + " for more than 5 us, for " + Units.time(stops.getMaxValue()) + " at most",
                "latencies below that may be the machine's and not the bus's",
                "stop what else runs here, pin the threads, isolate their processors (isolcpus, nohz_full)");
    }
}
