package io.framebus.bench.suite;

import io.framebus.bench.jmh.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Some benchmarks with some of their parameters' values.
 *
 * @param name of its files
 * @param methods as {@code Class.method}
 * @param params values of the parameters that these methods' states have; of those not named, all
 */
record JmhRun(String name, List<String> methods, Map<String, List<String>> params, Effort effort) {
    /** How much of each configuration. */
    record Effort(int forks, int warmups, int measurements, Duration iteration) {
        /** Starting and ending a JVM, and making the streams. */
        private static final Duration OVERHEAD = Duration.ofMillis(1200);

        Duration ofOneConfiguration() {
            return iteration.multipliedBy(warmups + measurements).plus(OVERHEAD).multipliedBy(forks);
        }
    }

    /** Configurations: methods times values. Where a method lacks a parameter, its {@code configurations} are fewer. */
    int configurations() {
        int values = params.values().stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
        return methods.size() * values;
    }

    Duration expected() {
        return effort.ofOneConfiguration().multipliedBy(configurations());
    }

    /** Blocks until it is done. What JMH says goes to a log beside the result. */
    void run(Path results) throws RunnerException {
        Require.noAssertions();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .forks(effort.forks())
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.iteration().toMillis()))
                .measurementIterations(effort.measurements())
                .measurementTime(TimeValue.milliseconds(effort.iteration().toMillis()))
                .addProfiler(GCProfiler.class)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(results.resolve("jmh-" + name + ".json").toString())
                .output(results.resolve("jmh-" + name + ".log").toString());
        methods.forEach(method -> options.include("\\." + Pattern.quote(method) + "$"));
        params.forEach((param, values) -> options.param(param, values.toArray(String[]::new)));
        new Runner(options.build()).run();
    }

    static JmhRun of(Effort effort, String name, List<String> methods) {
        return new JmhRun(name, methods, Map.of(), effort);
    }

    JmhRun with(String param, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(params);
        more.put(param, List.of(values));
        return new JmhRun(name, methods, more, effort);
    }
}
