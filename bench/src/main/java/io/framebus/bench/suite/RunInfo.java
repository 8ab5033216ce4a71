package io.framebus.bench.suite;

import io.framebus.bench.measure.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When and where the suite ran.
 *
 * @param quick whether it was the short one, of which no figure is to be quoted
 * @param loadBefore how many threads, on average over the minute before, wanted a processor; negative where it is not known
 * @param problems what failed, and so is missing
 * @param again parts that were run once more, of which the figures are
 */
record RunInfo(
        String date,
        String commit,
        boolean quick,
        long seed,
        String processor,
        double loadBefore,
        Map<String, Object> environment,
        List<String> problems,
        List<RunAgain> again) {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    /** Nothing was run again where the results do not say so. */
    RunInfo {
        again = Objects.requireNonNullElse(again, List.of());
    }

    /** {@code loadBefore}: if null, what it is now. */
    static RunInfo now(String commit, boolean quick, long seed, @Nullable Double loadBefore) {
        return new RunInfo(
                LocalDate.now(ZoneOffset.UTC).toString(),
                commit,
                quick,
                seed,
                processorModel(),
                loadBefore != null
                        ? loadBefore
                        : ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Environment.describe(),
                List.of(),
                List.of());
    }

    /** The same, with what came of it. */
    RunInfo with(List<String> problems, List<RunAgain> again) {
        return new RunInfo(date, commit, quick, seed, processor, loadBefore, environment, problems, again);
    }

    /** What was measured on what: only results of the same belong on one page. */
    String measured() {
        return "commit " + commit + (quick ? ", quick" : "") + ", " + environment.get("vm") + ", " + processor;
    }

    private static String processorModel() {
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    /** Whether others were at work on the machine. */
    boolean busy() {
        return environment.get("processors") instanceof Number processors && loadBefore > 0.25 * processors.intValue();
    }
}
