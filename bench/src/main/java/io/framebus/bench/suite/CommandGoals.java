package io.framebus.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.framebus.bench.paired.AcrossForks;
import io.framebus.bench.paired.Estimate;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The goals that are read off the reports of commands. A round is one observation. */
final class CommandGoals {
    private static final double LEAST_GOODPUT = 0.95;
    private static final double MOST_PARKED = 2;
    private static final int PARKED = 10_000;
    private static final String BUS = "framebus";

    private CommandGoals() {}

    static Finding overload(CommandResults commands) {
        Optional<JsonNode> report = commands.report("framebus-overload/1");
        List<JsonNode> rounds = report.map(found -> rows(found.path("measurements")).stream()
                        .filter(row -> row.path("factor").asDouble() == 2)
                        .filter(row -> row.path("subscriber").asText().equals("steady"))
                        .filter(row -> row.path("system").asText().equals("framebus sync-point"))
                        .toList())
                .orElse(List.of());
        if (rounds.size() < 2) {
            return Finding.notMeasured();
        }
        Estimate goodput = AcrossForks.difference(rounds.stream()
                .mapToDouble(row -> row.path("goodputShare").asDouble())
                .toArray());
        long undecodable = rounds.stream()
                .mapToLong(row -> row.path("undecodableWithSettling").asLong())
                .sum();
        long handedOver = rounds.stream()
                .mapToLong(row -> row.path("handedOver").asLong())
                .sum();
        return new Finding(
                Outcome.atLeast(LEAST_GOODPUT, goodput).and(undecodable == 0 ? Outcome.MET : Outcome.MISSED),
                "goodput " + Markdown.ratio(goodput) + " of alone; undecodable " + undecodable + " of " + handedOver,
                "alone: "
                        + Markdown.number(
                                rounds.get(0).path("aloneBeforePerSecond").asDouble(), 0) + " frames/s");
    }

    /** The worst of all rates, and both percentiles, beside each peer that was there. */
    static Finding latency(CommandResults commands) {
        Optional<JsonNode> report = commands.report("framebus-latency/1");
        if (report.isEmpty()) {
            return Finding.notMeasured();
        }
        Map<String, Map<Double, List<JsonNode>>> byPeer = new TreeMap<>();
        for (JsonNode row : rows(report.get().path("measurements"))) {
            if (row.path("waiting").asText().equals("SPIN")) {
                byPeer.computeIfAbsent(row.path("peer").asText(), peer -> new TreeMap<>())
                        .computeIfAbsent(row.path("framesPerSecond").asDouble(), rate -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<Double, List<JsonNode>> own = byPeer.remove(BUS);
        if (own == null || byPeer.isEmpty()) {
            return Finding.notMeasured();
        }
        Outcome outcome = Outcome.MET;
        List<String> figures = new ArrayList<>();
        List<List<String>> details = new ArrayList<>();
        details.add(List.of("beside", "frames a second", "p50", "p99.9"));
        for (Map.Entry<String, Map<Double, List<JsonNode>>> peer : byPeer.entrySet()) {
            DoubleSummaryStatistics medians = new DoubleSummaryStatistics();
            DoubleSummaryStatistics tails = new DoubleSummaryStatistics();
            for (Map.Entry<Double, List<JsonNode>> rate : peer.getValue().entrySet()) {
                List<JsonNode> mine = own.getOrDefault(rate.getKey(), List.of());
                int rounds = Math.min(mine.size(), rate.getValue().size());
                if (rounds < 2) {
                    return Finding.notMeasured();
                }
                Estimate p50 = ratio(mine, rate.getValue(), rounds, "endToEndP50Ns");
                Estimate p999 = ratio(mine, rate.getValue(), rounds, "endToEndP999Ns");
                outcome = outcome.and(Outcome.atMost(1, p50)).and(Outcome.atMost(1, p999));
                medians.accept(p50.value());
                tails.accept(p999.value());
                details.add(List.of(
                        peer.getKey(), Markdown.number(rate.getKey(), 0), Markdown.ratio(p50), Markdown.ratio(p999)));
            }
            figures.add("of " + peer.getKey() + "'s: p50 " + Markdown.range(medians, 2) + ", p99.9 "
                    + Markdown.range(tails, 2));
        }
        return new Finding(
                outcome,
                String.join("; ", figures),
                own.entrySet().stream()
                        .map(rate ->
                                rate.getValue().get(0).path("endToEndP50Ns").asLong() + " ns at "
                                        + Markdown.number(rate.getKey(), 0) + "/s")
                        .collect(Collectors.joining(", ", "the bus's p50, first round: ", "")),
                details);
    }

    private static Estimate ratio(List<JsonNode> mine, List<JsonNode> others, int rounds, String field) {
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = mine.get(i).path(field).asDouble()
                    / others.get(i).path(field).asDouble();
        }
        return AcrossForks.ratio(ratios);
    }

    static Finding parked(CommandResults commands) {
        Optional<JsonNode> report = commands.report("framebus-parked/1");
        List<JsonNode> rounds = report.map(found -> rows(found.path("measurements")).stream()
                        .filter(row -> row.path("sleepers").asInt() == PARKED)
                        .toList())
                .orElse(List.of());
        if (report.isEmpty() || rounds.size() < 2) {
            return Finding.notMeasured();
        }
        Estimate ratio = AcrossForks.ratio(rounds.stream()
                .mapToDouble(row -> row.path("withSleepersP999Ns").asDouble()
                        / row.path("noSleepersP999Ns").asDouble())
                .toArray());
        return new Finding(
                Outcome.atMost(MOST_PARKED, ratio),
                Markdown.ratio(ratio) + " times, of "
                        + rounds.stream()
                                .mapToInt(row -> row.path("calls").asInt())
                                .sum() + " calls, on "
                        + report.get().path("environment").path("vm").asText(),
                "none: p99.9 " + rounds.get(0).path("noSleepersP999Ns").asLong() + " ns in the first round",
                calls(report.get()));
    }

    private static List<List<String>> calls(JsonNode parked) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("publish call", "none", "10,000 parked", "ratio, and its range over the rounds"));
        for (JsonNode row : rows(parked.path("publishCalls"))) {
            if (row.path("sleepers").asInt() == PARKED) {
                table.add(List.of(
                        row.path("publishCall").asText(),
                        row.path("noSleepersNs").asLong() + " ns",
                        row.path("withSleepersNs").asLong() + " ns",
                        Markdown.number(row.path("ratio").asDouble(), 2) + ", "
                                + Markdown.number(row.path("leastRatio").asDouble(), 2) + " to "
                                + Markdown.number(row.path("greatestRatio").asDouble(), 2)));
            }
        }
        return table;
    }

    private static List<JsonNode> rows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
