package io.framebus.bench.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the processors have done since the machine started, in ticks.
 *
 * @param total of all processors
 * @param busy of that: not idle
 * @param steal of that: what the hypervisor gave to others while a processor here had work
 * @param processes ticks of each process, by its id
 */
record CpuSample(long total, long busy, long steal, Map<Long, Usage> processes) {
    private static final Pattern PROCESS =
            Pattern.compile("(\\d+) \\((.*)\\) \\S(?: -?\\d+){10} (\\d+) (\\d+) .*", Pattern.DOTALL);
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;
    /** The rest is guests' time, which is in the first two already. */
    private static final int FIELDS = 8;

    /**
     * A process.
     *
     * @param name of its program
     * @param ticks what it has used
     */
    record Usage(String name, long ticks) {}

    /**
     * A process, and how many processors it kept busy between two samples.
     *
     * @param name of its program
     * @param id its id
     * @param processors how many, on the average
     */
    record Busy(String name, long id, double processors) {}

    /** Now; empty where nothing says it. */
    static Optional<CpuSample> now(HostFiles files) {
        return files.field("proc/stat", "cpu").flatMap(line -> {
            String[] ticks = line.split("\\s+", -1);
            if (ticks.length < FIELDS) {
                return Optional.empty();
            }
            long total = 0;
            for (int i = 0; i < FIELDS; i++) {
                total += HostFiles.parse(ticks[i]).orElse(0);
            }
            long idle = HostFiles.parse(ticks[IDLE]).orElse(0)
                    + HostFiles.parse(ticks[IO_WAIT]).orElse(0);
            long steal = HostFiles.parse(ticks[STEAL]).orElse(0);
            return Optional.of(new CpuSample(total, total - idle, steal, processes(files)));
        });
    }

    private static Map<Long, Usage> processes(HostFiles files) {
        Map<Long, Usage> processes = new HashMap<>();
        for (String id : files.names("proc", "[0-9]*")) {
            Matcher matcher = PROCESS.matcher(files.read("proc/" + id + "/stat").orElse(""));
            if (matcher.matches()) {
                long ticks = HostFiles.parse(matcher.group(3)).orElse(0)
                        + HostFiles.parse(matcher.group(4)).orElse(0);
                processes.put(HostFiles.parse(matcher.group(1)).orElse(0), new Usage(matcher.group(2), ticks));
            }
        }
        return processes;
    }

    /** The share of all processors' time that was stolen since an earlier sample; not a number where there was none. */
    double stealShareSince(CpuSample earlier) {
        return (double) (steal - earlier.steal) / (total - earlier.total);
    }

    /** How many processors others than the process of that id kept busy since an earlier sample. Steal is not theirs. */
    double othersSince(CpuSample earlier, long own, int processors) {
        long others = busy - steal - (earlier.busy - earlier.steal) - ticksSince(earlier, own);
        return Math.max(0, (double) others / (total - earlier.total) * processors);
    }

    private long ticksSince(CpuSample earlier, long id) {
        Usage now = processes.get(id);
        Usage before = earlier.processes.get(id);
        return now == null ? 0 : now.ticks - (before == null ? 0 : before.ticks);
    }

    /** The other processes that did anything since an earlier sample, the busiest first. */
    List<Busy> busiestSince(CpuSample earlier, long own, int processors) {
        return processes.entrySet().stream()
                .filter(entry -> entry.getKey() != own)
                .map(entry -> new Busy(
                        entry.getValue().name(),
                        entry.getKey(),
                        (double) ticksSince(earlier, entry.getKey()) / (total - earlier.total) * processors))
                .filter(busy -> busy.processors() > 0)
                .sorted((a, b) -> Double.compare(b.processors(), a.processors()))
                .collect(Collectors.toList());
    }
}
