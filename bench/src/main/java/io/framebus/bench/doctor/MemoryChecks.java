package io.framebus.bench.doctor;

import io.framebus.bench.text.Units;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether memory is where it should be: in large pages when asked for, not in swap, enough of it. */
final class MemoryChecks {
    private final Machine machine;

    private MemoryChecks(Machine machine) {
        this.machine = machine;
    }

    static List<Finding> of(Machine machine) {
        MemoryChecks checks = new MemoryChecks(machine);
        return List.of(checks.hugePages(), checks.swap(), checks.limit());
    }

    private Finding hugePages() {
        String why = "with 'always' the kernel compacts memory when it pleases, which stops threads for milliseconds";
        Optional<String> enabled = machine.files().read("sys/kernel/mm/transparent_hugepage/enabled");
        if (enabled.isEmpty()) {
            return Finding.unknown("huge pages", why);
        }
        String chosen = enabled.get().replaceFirst("(?s).*\\[(\\w+)\\].*", "$1");
        return new Finding(
                chosen.equals("always") ? Level.WARN : Level.OK,
                "huge pages",
                "transparent huge pages: " + chosen,
                why,
                "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled, and -XX:+UseTransparentHugePages for the JVM");
    }

    private Finding swap() {
        String why = "a page that was swapped out stops the thread that touches it for milliseconds";
        OptionalLong totalKb = machine.files().numberField("proc/meminfo", "SwapTotal");
        OptionalLong freeKb = machine.files().numberField("proc/meminfo", "SwapFree");
        if (totalKb.isEmpty() || freeKb.isEmpty()) {
            return Finding.unknown("swap", why);
        }
        long used = 1024 * (totalKb.getAsLong() - freeKb.getAsLong());
        long own =
                1024 * machine.files().numberField("proc/self/status", "VmSwap").orElse(0);
        long moved = machine.probe().swappedPages().orElse(0);
        Level level = moved > 0 || own > 0 ? Level.BAD : used > 0 ? Level.WARN : Level.OK;
        return new Finding(
                level,
                "swap",
                Units.bytes(used) + " in use, " + Units.bytes(own) + " of it this process's; "
                        + Units.count(moved, "page") + " moved while measuring",
                why,
                "swapoff -a, or free memory");
    }

    /** The rings' payload lies outside the heap, so both count. */
    private Finding limit() {
        String why =
                "the rings' payload lies outside the heap, in direct memory; a container that takes more than its limit"
                        + " is killed, a machine swaps";
        long mayTake = machine.jvm().maxHeapBytes() + machine.jvm().maxDirectBytes();
        OptionalLong limit = machine.cgroup().memoryLimitBytes();
        OptionalLong availableKb = machine.files().numberField("proc/meminfo", "MemAvailable");
        if (limit.isEmpty() && availableKb.isEmpty()) {
            return Finding.unknown("memory", why);
        }
        long available = availableKb.isEmpty() ? Long.MAX_VALUE : 1024 * availableKb.getAsLong();
        Level level = limit.isPresent() && mayTake > limit.getAsLong()
                ? Level.BAD
                : mayTake > available ? Level.WARN : Level.OK;
        return new Finding(
                level,
                "memory",
                "heap up to " + Units.bytes(machine.jvm().maxHeapBytes()) + " and direct memory up to "
                        + Units.bytes(machine.jvm().maxDirectBytes()) + "; limit "
                        + (limit.isEmpty() ? "none" : Units.bytes(limit.getAsLong())) + ", available "
                        + (availableKb.isEmpty() ? "not known here" : Units.bytes(available)),
                why,
                "-Xmx and -XX:MaxDirectMemorySize that fit together, or a higher limit");
    }
}
