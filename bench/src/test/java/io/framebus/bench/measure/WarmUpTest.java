package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WarmUpTest {
    private static final long MS = 1_000_000;

    private final List<Long> windowsNs = new ArrayList<>();
    private long compiledMs;

    /** Of a compiler that works {@code busyMs} in each of the first {@code busyWindows}, and 2 ms in each later one. */
    private void warmUp(int busyWindows, long busyMs) {
        new WarmUp(() -> compiledMs, 0.02).run(400 * MS, windowNs -> {
            windowsNs.add(windowNs);
            compiledMs += windowsNs.size() <= busyWindows ? busyMs : 2;
        });
    }

    @Test
    void shouldLastAsLongAsAskedForWhereTheCompilerIsAtRest() {
        warmUp(0, 0);
        assertEquals(List.of(100 * MS, 100 * MS, 100 * MS, 100 * MS), windowsNs);
    }

    @Test
    void shouldLastUntilTheCompilerHasBeenAtRestForAsLong() {
        warmUp(9, 3);
        assertEquals(Collections.nCopies(9 + 4, 100 * MS), windowsNs);
    }

    /** A compilation that lasts longer than a window is not to be seen before it has ended. */
    @Test
    void shouldNotTakeOneQuietWindowForRest() {
        new WarmUp(() -> compiledMs, 0.02).run(400 * MS, windowNs -> {
            windowsNs.add(windowNs);
            compiledMs += windowsNs.size() % 3 == 0 && windowsNs.size() < 9 ? 300 : 0;
        });
        assertEquals(Collections.nCopies(6 + 4, 100 * MS), windowsNs);
    }

    @Test
    void shouldNotWaitForEver() {
        warmUp(Integer.MAX_VALUE, 3);
        assertEquals(Collections.nCopies(4 * WarmUp.PATIENCE, 100 * MS), windowsNs);
    }

    @Test
    void shouldNotAskForLessThanItsClockCanTell() {
        new WarmUp(() -> compiledMs, 0.02).run(4 * MS, windowNs -> {
            windowsNs.add(windowNs);
            compiledMs++;
        });
        assertEquals(Collections.nCopies(4, MS), windowsNs);
    }

    @Test
    void shouldRunNothingWhereNoTimeWasAskedFor() {
        new WarmUp(() -> compiledMs, 0.02).run(0, windowsNs::add);
        assertEquals(List.of(), windowsNs);
    }

    @Test
    void shouldKnowThisJvmsCompiler() {
        assertTrue(WarmUp.compilationMs().getAsLong() > 0, "it has compiled something by now");
    }
}
