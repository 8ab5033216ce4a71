package io.framebus.bench.paired;

import io.framebus.bench.paired.ForkResult.ContrastFigure;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the forks together. Where memory lies and what the compiler chose stay as they are for a JVM's life, so however many
 * slices it has, a fork is one observation: the interval is Student's, of the forks' figures.
 */
public final class AcrossForks {
    /** 97.5th percentiles of Student's distribution for 1 to 29 degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045
    };

    static final int MOST_FORKS = STUDENT.length + 1;

    private AcrossForks() {}

    /** The same contrast from each fork. */
    static ContrastFigure of(List<ContrastFigure> forks) {
        ContrastFigure first = forks.get(0);
        return new ContrastFigure(
                first.name(),
                first.lane(),
                first.base(),
                ratio(forks.stream().mapToDouble(fork -> fork.ratio().value()).toArray()),
                difference(forks.stream()
                        .mapToDouble(fork -> fork.differenceNs().value())
                        .toArray()),
                excess(forks));
    }

    private static @Nullable Estimate excess(List<ContrastFigure> forks) {
        if (forks.get(0).excessNs() == null) {
            return null;
        }
        return difference(forks.stream()
                .mapToDouble(fork -> Objects.requireNonNull(fork.excessNs()).value())
                .toArray());
    }

    /** Of ratios, whose logarithms are averaged: twice and half cancel out. */
    public static Estimate ratio(double[] forks) {
        double[] logs = new double[forks.length];
        for (int i = 0; i < forks.length; i++) {
            logs[i] = Math.log(forks[i]);
        }
        Estimate log = difference(logs);
        return new Estimate(Math.exp(log.value()), Math.exp(log.low()), Math.exp(log.high()));
    }

    /** Of differences, or other figures. At least two forks: of one, nothing can be said of its spread. */
    public static Estimate difference(double[] forks) {
        int count = forks.length;
        if (count < 2 || count > MOST_FORKS) {
            throw new IllegalArgumentException("forks must be 2 to " + MOST_FORKS + ", are " + count);
        }
        double sum = 0;
        for (double fork : forks) {
            sum += fork;
        }
        double mean = sum / count;
        double squares = 0;
        for (double fork : forks) {
            squares += (fork - mean) * (fork - mean);
        }
        double half = STUDENT[count - 2] * Math.sqrt(squares / (count - 1) / count);
        return new Estimate(mean, mean - half, mean + half);
    }
}
