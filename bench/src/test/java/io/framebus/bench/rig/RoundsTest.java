package io.framebus.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RoundsTest {
    private final List<String> measured = new ArrayList<>();

    @Test
    void shouldGoBackwardsEverySecondRound() throws Exception {
        Rounds.run(List.of("a", "b", "c"), 3, (job, round) -> measured.add(Rounds.name(round, 3) + ' ' + job));
        assertEquals(
                List.of(
                        "round 1/3 a",
                        "round 1/3 b",
                        "round 1/3 c",
                        "round 2/3 c",
                        "round 2/3 b",
                        "round 2/3 a",
                        "round 3/3 a",
                        "round 3/3 b",
                        "round 3/3 c"),
                measured);
    }

    @Test
    void shouldMeasureNothingMoreOnceAStepSaysNo() throws Exception {
        Rounds.run(List.of("a", "b"), 2, (job, round) -> {
            measured.add(job + round);
            return measured.size() < 3;
        });
        assertEquals(List.of("a0", "b0", "b1"), measured);
    }
}
