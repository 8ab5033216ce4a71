package io.framebus.bench.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatisticsTest {
    private static final long SEED = 42;

    @Test
    void shouldFindQuantiles() {
        double[] values = {5, 1, 3, 2, 4};
        assertEquals(3, Quantiles.median(values));
        assertEquals(1, Quantiles.of(values, 0));
        assertEquals(2, Quantiles.of(values, 0.25));
        assertEquals(5, Quantiles.of(values, 1));
        assertEquals(2.5, Quantiles.median(new double[] {1, 2, 3, 4}));
        assertEquals(5, values[0], "what is given stays as it is");
        assertThrows(IllegalArgumentException.class, () -> Quantiles.median(new double[0]));
    }

    @Test
    void shouldLeaveTheOuterQuartersOutOfTheMidmean() {
        assertEquals(3.5, Quantiles.midmean(new double[] {-1e9, 1, 2, 3, 4, 5, 6, 1e9}));
        assertEquals(7, Quantiles.midmean(new double[] {7}));
    }

    /** The interval has to do what it says: about 95 of 100 intervals have the truth in them. */
    @Test
    void shouldCoverTheTruthAboutAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(SEED);
        Bootstrap bootstrap = new Bootstrap(random);
        int covered = 0;
        double width = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[] values = new double[60];
            for (int i = 0; i < values.length; i++) {
                values[i] = 10 + random.nextGaussian();
            }
            Estimate estimate = bootstrap.midmean(values);
            covered += estimate.covers(10) ? 1 : 0;
            width += (estimate.high() - estimate.low()) / 200;
        }
        assertTrue(covered >= 180 && covered <= 199, "covered " + covered + " of 200 with seed " + SEED);
        assertTrue(width > 0.4 && width < 0.8, "mean width " + width);
    }

    @Test
    void shouldAverageRatiosByTheirLogarithms() {
        Estimate ratio = new Bootstrap(new SplittableRandom(SEED)).midmeanRatio(new double[] {0.5, 2, 0.5, 2});
        assertEquals(1, ratio.value(), 1e-12);
        assertEquals(1, AcrossForks.ratio(new double[] {0.5, 2}).value(), 1e-12);
    }

    /** By the textbook: mean 2, standard error 1/sqrt(3), and 4.303 of these. */
    @Test
    void shouldPutForksTogetherByStudent() {
        Estimate estimate = AcrossForks.difference(new double[] {1, 2, 3});
        assertEquals(2, estimate.value(), 1e-12);
        assertEquals(2 - 4.303 / Math.sqrt(3), estimate.low(), 1e-9);
        assertEquals(2 + 4.303 / Math.sqrt(3), estimate.high(), 1e-9);
    }

    @Test
    void shouldRefuseForksThatSayNothingOfTheirSpread() {
        assertThrows(IllegalArgumentException.class, () -> AcrossForks.difference(new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> AcrossForks.difference(new double[31]));
        assertEquals(0, AcrossForks.difference(new double[30]).value());
    }

    @Test
    void shouldTellWhereAnIntervalLies() {
        Estimate estimate = new Estimate(2, 1, 3);
        assertTrue(estimate.atMost(3));
        assertFalse(estimate.atMost(2.9));
        assertTrue(estimate.above(0.9));
        assertFalse(estimate.above(1));
        assertThrows(IllegalArgumentException.class, () -> new Estimate(2, 3, 1));
        assertThrows(IllegalArgumentException.class, () -> new Estimate(Double.NaN, Double.NaN, Double.NaN));
    }
}
