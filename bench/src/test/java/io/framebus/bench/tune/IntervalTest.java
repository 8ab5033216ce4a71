package io.framebus.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.consumer.ViewerFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IntervalTest {
    private static ViewerFigures lost(long dropped) {
        return new ViewerFigures(1000, 1000 - dropped, dropped, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Each subscriber loses all or nothing, with a probability of one in twenty. */
    private static List<ViewerFigures> sample(int subscribers, SplittableRandom random) {
        List<ViewerFigures> figures = new ArrayList<>();
        for (int i = 0; i < subscribers; i++) {
            figures.add(lost(random.nextInt(20) == 0 ? 1000 : 0));
        }
        return figures;
    }

    @Test
    void shouldContainTheTruthAboutAsOftenAsItSays() {
        int contained = 0;
        for (int seed = 1; seed <= 200; seed++) {
            Interval interval = Interval.ofLoss(sample(300, new SplittableRandom(seed)), seed);
            contained += interval.low() <= 0.05 && interval.high() >= 0.05 ? 1 : 0;
        }
        assertTrue(contained >= 180 && contained <= 199, contained + " of 200 intervals contain the truth");
    }

    @Test
    void shouldBeNarrowerWithMoreSubscribers() {
        SplittableRandom random = new SplittableRandom(1);
        Interval few = Interval.ofLoss(sample(100, random), 1);
        Interval many = Interval.ofLoss(sample(10_000, random), 1);
        assertTrue(many.high() - many.low() < (few.high() - few.low()) / 5, few + " and " + many);
    }

    @Test
    void shouldBeAPointWhereAllSubscribersAreAlike() {
        assertEquals(new Interval(0.01, 0.01), Interval.ofLoss(List.of(lost(10), lost(10), lost(10)), 1));
    }
}
