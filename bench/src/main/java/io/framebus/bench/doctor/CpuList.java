package io.framebus.bench.doctor;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Processors as Linux lists them: {@code 0-3,8}. */
final class CpuList {
    private static final int MAX = 1 << 16;

    private CpuList() {}

    /** Their numbers; empty if that is not a list. */
    static Optional<Set<Integer>> parse(String text) {
        Set<Integer> processors = new TreeSet<>();
        for (String range : text.strip().split(",", -1)) {
            if (!range.matches("\\d{1,5}(-\\d{1,5})?")) {
                return Optional.empty();
            }
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            for (int p = first; p <= last && p < MAX; p++) {
                processors.add(p);
            }
        }
        return Optional.of(processors);
    }
}
