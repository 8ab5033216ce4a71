package io.framebus.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What JMH found, read from its JSON. */
record JmhResults(List<Row> rows) {
    /** A configuration. Times in nanoseconds per operation. */
    record Row(
            String benchmark,
            String method,
            Map<String, String> params,
            int forks,
            double score,
            double errorNs,
            double allocatedBytes,
            List<Sample> samples) {
        /** Whether these parameters, and maybe others, have these values. */
        boolean has(Map<String, String> wanted) {
            return params.entrySet().containsAll(wanted.entrySet());
        }
    }

    /** What one fork sampled; empty where JMH averaged. */
    static final class Sample {
        private final double[] sortedNs;

        Sample(double[] sortedNs) {
            this.sortedNs = sortedNs.clone();
        }

        /** The nearest rank: a value that was measured. */
        double quantileNs(double quantile) {
            return sortedNs[(int) Math.max(0, Math.ceil(quantile * sortedNs.length) - 1)];
        }

        static Sample of(List<Sample> samples) {
            return new Sample(samples.stream()
                    .flatMapToDouble(sample -> Arrays.stream(sample.sortedNs))
                    .sorted()
                    .toArray());
        }
    }

    static JmhResults read(List<Path> files) throws IOException {
        List<Row> rows = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        for (Path file : files) {
            for (JsonNode result : mapper.readTree(file.toFile())) {
                rows.add(row(result));
            }
        }
        return new JmhResults(List.copyOf(rows));
    }

    private static Row row(JsonNode result) {
        String name = result.path("benchmark").asText();
        int method = name.lastIndexOf('.');
        JsonNode metric = result.path("primaryMetric");
        if (!metric.path("scoreUnit").asText().equals("ns/op")) {
            throw new IllegalArgumentException(name + " is in " + metric.path("scoreUnit") + ", not in ns/op");
        }
        Map<String, String> params = new TreeMap<>();
        result.path("params")
                .properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        return new Row(
                name.substring(name.lastIndexOf('.', method - 1) + 1, method),
                name.substring(method + 1),
                params,
                result.path("forks").asInt(),
                metric.path("score").asDouble(Double.NaN),
                metric.path("scoreError").asDouble(Double.NaN),
                medianBytes(result.path("secondaryMetrics").path("gc.alloc.rate.norm")),
                samples(metric.path("rawDataHistogram")));
    }

    /**
     * Of an operation, in the median iteration: what is allocated for each is in every iteration, what JMH itself allocates when a fork
     * ends is in the last one.
     */
    private static double medianBytes(JsonNode allocated) {
        List<Double> iterations = new ArrayList<>();
        for (JsonNode fork : allocated.path("rawData")) {
            fork.forEach(iteration -> iterations.add(iteration.asDouble()));
        }
        iterations.sort(Comparator.naturalOrder());
        return iterations.isEmpty() ? Double.NaN : iterations.get(iterations.size() / 2);
    }

    /** By fork, of which each has iterations, of which each is a list of values and counts. */
    private static List<Sample> samples(JsonNode forks) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode fork : forks) {
            List<Double> ns = new ArrayList<>();
            for (JsonNode iteration : fork) {
                for (JsonNode entry : iteration) {
                    for (int i = entry.get(1).asInt(); i > 0; i--) {
                        ns.add(entry.get(0).asDouble());
                    }
                }
            }
            ns.sort(Comparator.naturalOrder());
            if (!ns.isEmpty()) {
                samples.add(
                        new Sample(ns.stream().mapToDouble(Double::doubleValue).toArray()));
            }
        }
        return samples;
    }

    List<Row> of(String benchmark) {
        return rows.stream().filter(row -> row.benchmark().equals(benchmark)).toList();
    }

    Optional<Row> find(String benchmark, String method, Map<String, String> params) {
        return of(benchmark).stream()
                .filter(row -> row.method().equals(method) && row.has(params))
                .findFirst();
    }
}
