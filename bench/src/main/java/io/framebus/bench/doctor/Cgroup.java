package io.framebus.bench.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The limits that a control group puts on this process, of version 1 or 2. A container sees its own group as the root of the
 * hierarchy, other processes have a path below it: both are looked at, and all groups between, since the tightest limit holds.
 */
final class Cgroup {
    private static final String MOUNT = "sys/fs/cgroup";
    /** What version 1 says where there is no limit: the largest number of whole pages. */
    private static final long NO_LIMIT_BYTES = 1L << 60;

    private final HostFiles files;
    private final boolean unified;
    private final List<String> cpuGroups;
    private final List<String> memoryGroups;

    Cgroup(HostFiles files) {
        this.files = files;
        this.unified = files.read(MOUNT + "/cgroup.controllers").isPresent();
        this.cpuGroups = groups("cpu", "cpu", "cpu,cpuacct");
        this.memoryGroups = groups("memory", "memory");
    }

    /**
     * The directories of the groups this process is in, the innermost first.
     *
     * @param mounts where version 1 has the controller: alone, or with another
     */
    private List<String> groups(String controller, String... mounts) {
        List<String> bases = unified
                ? List.of(MOUNT)
                : Arrays.stream(mounts).map(mount -> MOUNT + '/' + mount).toList();
        List<String> groups = new ArrayList<>();
        for (String path = path(controller).orElse("/"); path.length() > 1; path = parent(path)) {
            for (String base : bases) {
                groups.add(base + path);
            }
        }
        groups.addAll(bases);
        return groups;
    }

    /** Empty above the uppermost. */
    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** What {@code /proc/self/cgroup} says: {@code 0::/path} of version 2, {@code 4:cpu,cpuacct:/path} of version 1. */
    private Optional<String> path(String controller) {
        return files.read("proc/self/cgroup")
                .flatMap(text -> text.lines()
                        .map(line -> line.split(":", 3))
                        .filter(parts -> parts.length == 3 && parts[2].startsWith("/") && !parts[2].contains(".."))
                        .filter(parts -> unified
                                ? parts[0].equals("0")
                                : List.of(parts[1].split(",", -1)).contains(controller))
                        .map(parts -> parts[2])
                        .findFirst());
    }

    /** Whether there is anything to be read. */
    boolean isKnown() {
        return unified || files.names(MOUNT, "cpu*").size() > 0;
    }

    /** How many processors may be used on the average; empty: all. */
    OptionalDouble cpuQuota() {
        return cpuGroups.stream()
                .map(this::quota)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .min();
    }

    private OptionalDouble quota(String group) {
        OptionalLong quota;
        OptionalLong period;
        if (unified) {
            String[] parts = files.read(group + "/cpu.max").orElse("max").split("\\s+", -1);
            quota = HostFiles.parse(parts[0]);
            period = parts.length > 1 ? HostFiles.parse(parts[1]) : OptionalLong.of(100_000);
        } else {
            quota = files.number(group + "/cpu.cfs_quota_us");
            period = files.number(group + "/cpu.cfs_period_us");
        }
        boolean limited = quota.orElse(-1) > 0 && period.orElse(0) > 0;
        return limited ? OptionalDouble.of((double) quota.getAsLong() / period.getAsLong()) : OptionalDouble.empty();
    }

    /** How many periods the quota was used up in, since the innermost group that says it began. */
    OptionalLong throttledPeriods() {
        return throttled("nr_throttled");
    }

    /** For how long, in nanoseconds. */
    OptionalLong throttledNs() {
        OptionalLong us = throttled("throttled_usec");
        return us.isPresent() ? OptionalLong.of(1_000 * us.getAsLong()) : throttled("throttled_time");
    }

    private OptionalLong throttled(String key) {
        return cpuGroups.stream()
                .map(group -> files.numberField(group + "/cpu.stat", key))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    /** How much memory may be used; empty: all there is. */
    OptionalLong memoryLimitBytes() {
        String file = unified ? "/memory.max" : "/memory.limit_in_bytes";
        return memoryGroups.stream()
                .map(group -> files.number(group + file))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .filter(bytes -> bytes < NO_LIMIT_BYTES)
                .min();
    }
}
