package io.framebus.bench.doctor;

import io.framebus.bench.text.Units;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Whether there are enough processors, and whether they are this process's own. */
final class ProcessorChecks {
    private static final String CPUS = "sys/devices/system/cpu";

    private final Machine machine;

    private ProcessorChecks(Machine machine) {
        this.machine = machine;
    }

    static List<Finding> of(Machine machine) {
        ProcessorChecks checks = new ProcessorChecks(machine);
        return List.of(checks.cores(), checks.quota(), checks.cpuset(), checks.siblings(), checks.hypervisor());
    }

    private Finding cores() {
        int free = machine.processors() - machine.spinning();
        Level level = free < 0 ? Level.BAD : free == 0 ? Level.WARN : Level.OK;
        return new Finding(
                level,
                "processors",
                Units.count(machine.processors(), "processor") + " for " + Units.count(machine.spinning(), "thread")
                        + " that spin" + (machine.spinning() == 1 ? "s" : ""),
                free < 0
                        ? "threads that spin take turns, so that latencies show the scheduler's time slices"
                        : "nothing is left for the collector, the compiler and the kernel, which then interrupt the threads"
                                + " that are measured",
                "use more processors, fewer spinning threads, or --idle=backoff");
    }

    private Finding quota() {
        String why = "when the quota of a period is used up, all threads stand still until the next, often for tens of"
                + " milliseconds";
        if (!machine.cgroup().isKnown()) {
            return Finding.unknown("cpu quota", why);
        }
        OptionalDouble quota = machine.cgroup().cpuQuota();
        long now = machine.probe().throttledPeriods().orElse(0);
        OptionalLong ever = machine.cgroup().throttledPeriods();
        String counted = ever.isEmpty()
                ? ""
                : "; throttled in " + Units.count(ever.getAsLong(), "period") + " so far ("
                        + Units.time(machine.cgroup().throttledNs().orElse(0)) + "), " + Units.count(now)
                        + " while measuring";
        if (quota.isEmpty()) {
            return new Finding(now > 0 ? Level.BAD : Level.OK, "cpu quota", "none" + (now > 0 ? counted : ""), why, "");
        }
        boolean tooLittle = quota.getAsDouble() < machine.spinning();
        return new Finding(
                tooLittle || now > 0 ? Level.BAD : Level.WARN,
                "cpu quota",
                Units.three(quota.getAsDouble()) + " processors" + counted,
                why,
                "run without a quota (no --cpus, no cpu limit), and give the container whole processors by a cpuset");
    }

    private Finding cpuset() {
        String why = "threads pinned to fewer processors share them; pinning to processors that nobody else uses helps";
        Optional<Set<Integer>> allowed =
                machine.files().field("proc/self/status", "Cpus_allowed_list").flatMap(CpuList::parse);
        Optional<Set<Integer>> online = machine.files().read(CPUS + "/online").flatMap(CpuList::parse);
        if (allowed.isEmpty() || online.isEmpty()) {
            return Finding.unknown("cpuset", why);
        }
        Set<Integer> usable = new TreeSet<>(allowed.get());
        usable.retainAll(online.get());
        String isolated = machine.files()
                .read(CPUS + "/isolated")
                .filter(list -> !list.isEmpty())
                .orElse("none");
        return new Finding(
                usable.size() < machine.spinning() ? Level.BAD : Level.OK,
                "cpuset",
                usable.size() + " of " + Units.count(online.get().size(), "processor") + " may be used; isolated: "
                        + isolated,
                why,
                "allow as many processors as threads spin (taskset, docker --cpuset-cpus)");
    }

    private Finding siblings() {
        String why =
                "two threads on the siblings of one core each run at about half its speed, and which threads meet there"
                        + " changes";
        List<String> cores = machine.files().values(CPUS, "cpu[0-9]*", "topology/thread_siblings_list");
        if (cores.isEmpty()) {
            return Finding.unknown("smt", why);
        }
        boolean shared = cores.stream()
                .anyMatch(list -> CpuList.parse(list).map(Set::size).orElse(1) > 1);
        if (!shared) {
            return new Finding(Level.OK, "smt", "each processor is a core of its own", why, "");
        }
        return new Finding(
                cores.size() < machine.spinning() + 1 ? Level.WARN : Level.OK,
                "smt",
                Units.count(machine.processors(), "processor") + " on " + Units.count(cores.size(), "core")
                        + "; siblings: " + String.join(" ", cores.subList(0, Math.min(cores.size(), 4))),
                why,
                "pin threads to different cores (taskset), or switch SMT off"
                        + " (echo off > /sys/devices/system/cpu/smt/control)");
    }

    private Finding hypervisor() {
        String why = "a hypervisor stops processors without telling, and times of other machines are in these";
        Optional<String> flags = machine.files().field("proc/cpuinfo", "flags");
        if (flags.isEmpty()) {
            return Finding.unknown("virtualisation", why);
        }
        boolean virtual = List.of(flags.get().split("\\s+", -1)).contains("hypervisor");
        String product = machine.files()
                .read("sys/class/dmi/id/product_name")
                .map(name -> " (" + name + ')')
                .orElse("");
        return virtual
                ? new Finding(
                        Level.WARN,
                        "virtualisation",
                        "a virtual machine" + product,
                        why,
                        "measure tails on the bare metal, or on an instance with processors of its own")
                : new Finding(Level.OK, "virtualisation", "none" + product, why, "");
    }
}
