package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SpinningTest {
    @Test
    void shouldSpeakUpOnlyWhereThreadsHaveToTakeTurns() {
        assertEquals(Optional.empty(), Spinning.hint(2, 2));
        assertEquals(
                Optional.of(
                        "3 threads spin on 2 processors: they take turns, so latencies show the scheduler's time slices;"
                                + " 'framebus doctor' says more"),
                Spinning.hint(3, 2));
    }
}
