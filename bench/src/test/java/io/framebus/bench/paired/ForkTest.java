package io.framebus.bench.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.paired.Contrast.Limit;
import io.framebus.bench.paired.ForkResult.ContrastFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The harness, on lanes whose costs are known: does it find them through what disturbs a machine? */
@Timeout(60)
class ForkTest {
    private static final long SEED = 7;
    private static final double BASE_NS = 40;
    private static final double SLOWER_NS = 42;

    /** What a lane takes: its cost, luck with memory that lasts as long as the lane, and a machine that drifts. */
    private static final class Known implements Experiment {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<String> slices = new ArrayList<>();
        final List<String> opened = new ArrayList<>();
        int open;
        double driftNs;
        long timeNs;

        @Override
        public String name() {
            return "known";
        }

        @Override
        public String question() {
            return "";
        }

        @Override
        public List<String> lanes() {
            return List.of("base", "slower", "again");
        }

        @Override
        public Lane open(String lane) {
            opened.add(lane);
            open++;
            double costNs = (lane.equals("slower") ? SLOWER_NS : BASE_NS) + random.nextGaussian();
            return new Lane() {
                @Override
                public String name() {
                    return lane;
                }

                @Override
                public long timeNs(int operations) {
                    slices.add(lane);
                    timeNs += 100_000;
                    driftNs += random.nextGaussian();
                    double disturbedNs = random.nextInt(20) == 0 ? 500 : 0;
                    return Math.round(operations * (costNs + 20 + Math.abs(driftNs) + disturbedNs) - 20 * operations);
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public List<Contrast> contrasts() {
            return List.of(
                    new Contrast("slower / base", "slower", "base", new Limit(1.5, 2)),
                    new Contrast("null", "again", "base"));
        }

        @Override
        public int operations() {
            return 1000;
        }
    }

    private static ForkResult run(Known known, long seed) {
        return Fork.run(known, seed, 10_000_000, 500_000_000, () -> known.timeNs, () -> 0);
    }

    @Test
    void shouldFindAKnownDifferenceThroughDriftAndDisturbance() {
        Known known = new Known();
        ForkResult result = run(known, SEED);
        ContrastFigure slower = result.contrasts().get(0);
        ContrastFigure none = result.contrasts().get(1);
        assertTrue(slower.differenceNs().covers(SLOWER_NS - BASE_NS), slower::toString);
        assertTrue(slower.differenceNs().above(0.5), slower::toString);
        assertTrue(none.differenceNs().covers(0), none::toString);
        assertTrue(none.ratio().covers(1), none::toString);
        assertEquals(0, known.open, "lanes left open");
    }

    /** The excess is of each round's own base, which drifts, so only its sign is known here: 42 is below 1.5 times 40 and 2. */
    @Test
    void shouldSayHowFarALimitIs() {
        ContrastFigure slower = run(new Known(), SEED).contrasts().get(0);
        assertTrue(Objects.requireNonNull(slower.excessNs()).atMost(-10), slower::toString);
        assertNull(run(new Known(), SEED).contrasts().get(1).excessNs());
        assertEquals(-20, new Limit(1.5, 2).excessNs(42, 40), 1e-9);
    }

    @Test
    void shouldGiveEachLaneOneSliceARoundInChangingOrder() {
        Known known = new Known();
        ForkResult result = run(known, SEED);
        assertTrue(result.placements() >= 8);
        List<List<String>> rounds = new ArrayList<>();
        for (int i = 0; i < known.slices.size(); i += 3) {
            rounds.add(known.slices.subList(i, i + 3));
        }
        for (List<String> round : rounds) {
            assertEquals(
                    List.of("again", "base", "slower"), round.stream().sorted().toList());
        }
        assertEquals(6, rounds.stream().distinct().count(), "orders");
        List<List<String>> placements = new ArrayList<>();
        for (int i = 0; i < known.opened.size(); i += 3) {
            placements.add(known.opened.subList(i, i + 3));
        }
        assertTrue(placements.stream().distinct().count() >= 4, "orders of memory");
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertEquals(run(new Known(), SEED).contrasts(), run(new Known(), SEED).contrasts());
        assertNotEquals(
                run(new Known(), SEED).contrasts(), run(new Known(), SEED + 1).contrasts());
    }

    @Test
    void shouldNotKnowALaneThatIsNotThere() {
        Slices slices = Slices.take(List.of(new Known().open("base")), 1, 0, 1, new SplittableRandom(SEED));
        assertThrows(IllegalArgumentException.class, () -> slices.medianNs("nobody"));
    }
}
