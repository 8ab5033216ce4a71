package io.framebus.bench.doctor;

import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came out.
 *
 * @param findings all of them, the worst first
 * @param floorNs below this, latencies may be the machine's
 */
record Diagnosis(List<Finding> findings, long floorNs) {
    static Diagnosis of(Machine machine) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(ProcessorChecks.of(machine));
        findings.addAll(NoiseChecks.of(machine));
        findings.addAll(ClockChecks.of(machine));
        findings.addAll(MemoryChecks.of(machine));
        findings.addAll(JvmChecks.of(machine));
        findings.sort(Comparator.comparing(Finding::level));
        long floorNs = Math.max(
                machine.probe().lateWakes().getMaxValue(),
                machine.probe().standstills().getMaxValue());
        return new Diagnosis(List.copyOf(findings), floorNs);
    }

    /** The worst that was found. */
    Level worst() {
        return findings.stream().map(Finding::level).reduce(Level.UNKNOWN, Level::or);
    }

    /** In a sentence: what figures of this machine can be trusted. */
    String summary() {
        return switch (worst()) {
            case BAD ->
                "This machine cannot be trusted for latencies or throughput: " + topics(Level.BAD)
                        + ". What becomes of frames (loss, undecodable) and ratios within one run still mean something.";
            case WARN ->
                "This machine can be trusted for throughput, loss and ratios within one run, and for latencies above "
                        + Units.time(floorNs) + "; below that they may be the machine's: " + topics(Level.WARN) + '.';
            case OK, UNKNOWN -> "This machine can be trusted for latencies, throughput and loss.";
        };
    }

    private String topics(Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::topic)
                .collect(Collectors.joining(", "));
    }
}
