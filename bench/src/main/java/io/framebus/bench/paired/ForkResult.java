package io.framebus.bench.paired;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one JVM found.
 *
 * @param seed of the order of memory, the order of slices and the bootstrap
 * @param placements how often the lanes were made anew
 */
public record ForkResult(
        long seed,
        Map<String, Object> environment,
        int placements,
        int roundsPerPlacement,
        int operationsPerSlice,
        List<LaneFigure> lanes,
        List<ContrastFigure> contrasts) {

    /** A lane by itself: quartiles, over placements, of its median slice, in nanoseconds per operation. Not for comparing. */
    public record LaneFigure(String name, double medianNs, double lowerQuartileNs, double upperQuartileNs) {}

    /**
     * Two lanes. Each figure is the mean of the middle half of the placements, and a placement's is the median over its
     * rounds of what the two slices of a round say.
     *
     * @param excessNs over the goal's limit, where there is one: at most 0 is within it
     */
    public record ContrastFigure(
            String name,
            String lane,
            String base,
            Estimate ratio,
            Estimate differenceNs,
            @Nullable Estimate excessNs) {}
}
