package io.framebus.bench.paired;

import io.framebus.bench.paired.ForkResult.ContrastFigure;
import io.framebus.bench.paired.ForkResult.LaneFigure;
import io.framebus.bench.text.TextTable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures of an experiment as text. */
final class PairedText {
    private PairedText() {}

    static String fork(ForkResult fork) {
        TextTable lanes = new TextTable(1, 2, 3);
        lanes.row("lane", "median ns/op", "lower quartile", "upper quartile");
        for (LaneFigure lane : fork.lanes()) {
            lanes.row(lane.name(), ns(lane.medianNs()), ns(lane.lowerQuartileNs()), ns(lane.upperQuartileNs()));
        }
        return String.format(
                Locale.ROOT,
                "fork with seed %d: %d placements of %d rounds of slices of %d operations%n%s%s",
                fork.seed(),
                fork.placements(),
                fork.roundsPerPlacement(),
                fork.operationsPerSlice(),
                lanes,
                contrasts(fork.contrasts()));
    }

    static String contrasts(List<ContrastFigure> figures) {
        TextTable table = new TextTable(1, 2, 3);
        table.row("contrast", "ratio [95 %]", "difference ns/op [95 %]", "over the limit ns/op [95 %]");
        for (ContrastFigure figure : figures) {
            table.row(figure.name(), ratio(figure.ratio()), ns(figure.differenceNs()), nsOrNone(figure.excessNs()));
        }
        return table.toString();
    }

    private static String ns(double ns) {
        return String.format(Locale.ROOT, "%.2f", ns);
    }

    private static String ratio(Estimate ratio) {
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", ratio.value(), ratio.low(), ratio.high());
    }

    private static String ns(Estimate ns) {
        return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", ns.value(), ns.low(), ns.high());
    }

    private static String nsOrNone(@Nullable Estimate ns) {
        return ns == null ? "" : ns(ns);
    }
}
