package io.framebus.bench.load;

import io.framebus.bench.measure.LatencySeries;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The subscribers of one class.
 *
 * @param label what they are called
 * @param counts what became of their frames
 * @param endToEnd from when a frame was due to its handler, in nanoseconds
 */
record ClassFigures(String label, FrameCounts counts, Histogram endToEnd) {
    /** All classes together. */
    static ClassFigures total(List<ClassFigures> classes) {
        Histogram endToEnd = LatencySeries.newHistogram();
        classes.forEach(figures -> endToEnd.add(figures.endToEnd));
        return new ClassFigures(
                "total",
                classes.stream().map(ClassFigures::counts).reduce(FrameCounts.NONE, FrameCounts::plus),
                endToEnd);
    }
}
