package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link MaxLagPolicy#within}: the window slides in sixteenths and never counts less than its length. */
class SlidingWindowTest {
    private static final long WINDOW_NS = 1_600_000_000L;
    private static final long STEP_NS = WINDOW_NS / 16;
    private static final Duration WINDOW = Duration.ofNanos(WINDOW_NS);

    private final ScriptedLag lag = new ScriptedLag();
    private final MaxLagPolicy.Judge judge = MaxLagPolicy.within(10, WINDOW).newJudge();

    private boolean drops(long frames) {
        lag.dropped += frames;
        return judge.exceededBy(lag) != null;
    }

    @Test
    void shouldAllowAsManyAsTheLimit() {
        assertFalse(drops(10));
        assertTrue(drops(1));
    }

    @Test
    void shouldSayHowMany() {
        lag.dropped = 12;
        String reason = judge.exceededBy(lag);
        assertTrue(reason != null && reason.contains("10") && reason.contains("12"), reason);
        assertTrue(reason != null && reason.contains(WINDOW.toString()), reason);
    }

    @Test
    void shouldForgetWhatIsOlderThanTheWindow() {
        assertFalse(drops(10));
        lag.advance(WINDOW_NS + STEP_NS);
        assertFalse(drops(10));
        lag.advance(10 * WINDOW_NS);
        assertFalse(drops(10));
    }

    /** Never less than the window, however the steps fall. */
    @Test
    void shouldCountWhatIsAsOldAsTheWindow() {
        for (long offset = 0; offset <= STEP_NS; offset += STEP_NS / 7) {
            ScriptedLag view = new ScriptedLag();
            MaxLagPolicy.Judge fresh = MaxLagPolicy.within(10, WINDOW).newJudge();
            view.advance(offset);
            view.dropped = 6;
            assertNull(fresh.exceededBy(view));
            view.advance(WINDOW_NS);
            view.dropped = 11;
            assertNotNull(fresh.exceededBy(view), "offset " + offset);
        }
    }

    @Test
    void shouldAddUpManySmallDrops() {
        for (int i = 0; i < 10; i++) {
            assertFalse(drops(1));
            lag.advance(STEP_NS);
        }
        assertTrue(drops(1));
    }

    /** A hiccup now and then, for ever: what a cumulative budget would not forgive. */
    @Test
    void shouldForgiveASteadyTrickle() {
        for (int i = 0; i < 10_000; i++) {
            assertFalse(drops(1));
            lag.advance(2 * STEP_NS);
        }
    }

    @Test
    void shouldCountWhatWasDroppedBeforeItWasFirstAsked() {
        lag.advance(123_456);
        assertTrue(drops(11));
    }

    @Test
    void shouldWorkWithAWindowOfANanosecond() {
        MaxLagPolicy.Judge tiny = MaxLagPolicy.within(1, Duration.ofNanos(1)).newJudge();
        lag.dropped = 1;
        assertNull(tiny.exceededBy(lag));
        lag.advance(1000);
        lag.dropped = 2;
        assertNull(tiny.exceededBy(lag));
        lag.dropped = 4;
        assertNotNull(tiny.exceededBy(lag));
    }

    /** Against an exact window: it evicts whenever that does, and never for what is a step older. */
    @Test
    void shouldLieBetweenTheWindowAndAStepMore() {
        long seed = 4711;
        System.out.println("SlidingWindowTest seed " + seed);
        Random random = new Random(seed);
        Deque<long[]> drops = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            long pause = (long) (random.nextDouble() * random.nextDouble() * 3 * STEP_NS);
            now += pause;
            lag.advance(pause);
            long fresh = random.nextInt(3);
            drops.add(new long[] {now, fresh});
            boolean evicts = drops(fresh);
            assertTrue(evicts || sumSince(drops, now - WINDOW_NS) <= 10, "too lenient at " + i);
            assertTrue(!evicts || sumSince(drops, now - WINDOW_NS - STEP_NS) > 10, "too strict at " + i);
        }
    }

    private static long sumSince(Deque<long[]> drops, long fromNs) {
        return drops.stream()
                .filter(drop -> drop[0] >= fromNs)
                .mapToLong(drop -> drop[1])
                .sum();
    }

    @Test
    void shouldNotMatterToTheClockWhileNothingIsLost() {
        assertFalse(MaxLagPolicy.within(1, WINDOW).isTimed());
        assertEquals(
                "within(10 frames, PT1.6S)", MaxLagPolicy.within(10, WINDOW).toString());
    }
}
