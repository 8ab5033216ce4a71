package io.framebus;

import static io.framebus.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MaxLagPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long SECOND_NS = SECOND.toNanos();

    private final ScriptedLag lag = new ScriptedLag();

    @Test
    void shouldNeverEvictWithNone() {
        lag.dropped = Long.MAX_VALUE;
        lag.behindLiveNs = Long.MAX_VALUE;
        lag.stalledNs = Long.MAX_VALUE;
        assertNull(MaxLagPolicy.none().newJudge().exceededBy(lag));
        assertFalse(MaxLagPolicy.none().isTimed());
        assertEquals("none", MaxLagPolicy.none().toString());
    }

    /** Case 12: as many as the budget are allowed. */
    @Test
    void shouldEvictWhenMoreThanTheBudgetIsDropped() {
        MaxLagPolicy policy = MaxLagPolicy.cumulative(10);
        MaxLagPolicy.Judge judge = policy.newJudge();
        lag.dropped = 10;
        assertNull(judge.exceededBy(lag));
        lag.dropped = 11;
        String reason = judge.exceededBy(lag);
        assertTrue(reason != null && reason.contains("10") && reason.contains("11"), reason);
        assertFalse(policy.isTimed());
        lag.dropped = 1;
        assertNotNull(MaxLagPolicy.cumulative(0).newJudge().exceededBy(lag));
    }

    @Test
    void shouldEvictWhenTooOld() {
        MaxLagPolicy policy = MaxLagPolicy.behindLive(SECOND);
        MaxLagPolicy.Judge judge = policy.newJudge();
        lag.behindLiveNs = SECOND_NS;
        assertNull(judge.exceededBy(lag));
        lag.behindLiveNs = SECOND_NS + 1_000_000;
        String reason = judge.exceededBy(lag);
        assertTrue(reason != null && reason.contains("PT1S") && reason.contains("1001 ms"), reason);
        assertTrue(policy.isTimed());
    }

    @Test
    void shouldEvictWhenStalled() {
        MaxLagPolicy policy = MaxLagPolicy.stalledFor(SECOND);
        MaxLagPolicy.Judge judge = policy.newJudge();
        lag.stalledNs = SECOND_NS;
        assertNull(judge.exceededBy(lag));
        lag.stalledNs = SECOND_NS + 1;
        String reason = judge.exceededBy(lag);
        assertTrue(reason != null && reason.contains("PT1S") && reason.contains("1000 ms"), reason);
        assertTrue(policy.isTimed());
    }

    @Test
    void shouldTakeTimesLongerThanAnyClock() {
        lag.behindLiveNs = Long.MAX_VALUE;
        lag.stalledNs = Long.MAX_VALUE;
        Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
        assertNull(MaxLagPolicy.behindLive(ages).newJudge().exceededBy(lag));
        assertNull(MaxLagPolicy.stalledFor(ages).newJudge().exceededBy(lag));
        assertNull(MaxLagPolicy.within(0, ages).newJudge().exceededBy(lag));
    }

    @Test
    void shouldRefuseBadLimits() {
        Duration negative = Duration.ofMillis(-1);
        refuses(() -> MaxLagPolicy.cumulative(-1), "frames", "-1", "0");
        refuses(() -> MaxLagPolicy.within(-1, SECOND), "frames", "-1");
        refuses(() -> MaxLagPolicy.within(1, null), "window");
        refuses(() -> MaxLagPolicy.within(1, Duration.ZERO), "window", "PT0S");
        refuses(() -> MaxLagPolicy.within(1, negative), "window", "PT-0.001S");
        refuses(() -> MaxLagPolicy.behindLive(null), "delay");
        refuses(() -> MaxLagPolicy.behindLive(Duration.ZERO), "delay", "PT0S");
        refuses(() -> MaxLagPolicy.stalledFor(null), "time");
        refuses(() -> MaxLagPolicy.stalledFor(negative), "time");
        refuses(() -> MaxLagPolicy.none().or(null), "other");
        refuses(() -> MaxLagPolicy.none().withGrace(null), "afterJoining");
        refuses(() -> MaxLagPolicy.none().withGrace(negative), "afterJoining");
    }

    @Test
    void shouldEvictByEitherOfTwo() {
        MaxLagPolicy policy = MaxLagPolicy.cumulative(5).or(MaxLagPolicy.stalledFor(SECOND));
        MaxLagPolicy.Judge judge = policy.newJudge();
        assertNull(judge.exceededBy(lag));
        lag.dropped = 6;
        String byDrops = judge.exceededBy(lag);
        assertTrue(byDrops != null && byDrops.contains("cumulative"), byDrops);
        lag.dropped = 0;
        lag.stalledNs = SECOND_NS + 1;
        String byStall = judge.exceededBy(lag);
        assertTrue(byStall != null && byStall.contains("stalledFor"), byStall);
        assertTrue(policy.isTimed(), "one of them is");
        assertFalse(
                MaxLagPolicy.cumulative(1).or(MaxLagPolicy.within(1, SECOND)).isTimed());
        assertEquals("cumulative(5 frames) or stalledFor(PT1S)", policy.toString());
    }

    /** A judge that keeps a window must see every moment, whatever the other one says. */
    @Test
    void shouldAskBothEveryTime() {
        int[] asked = new int[2];
        MaxLagPolicy first = () -> view -> "enough " + ++asked[0];
        MaxLagPolicy second = () -> view -> ++asked[1] > 5 ? "never first" : null;
        MaxLagPolicy.Judge judge = first.or(second).newJudge();
        for (int i = 1; i <= 3; i++) {
            assertEquals("enough " + i, judge.exceededBy(lag));
        }
        assertEquals(3, asked[1]);
    }

    @Test
    void shouldNotEvictDuringTheGrace() {
        MaxLagPolicy policy = MaxLagPolicy.cumulative(2).withGrace(SECOND);
        MaxLagPolicy.Judge judge = policy.newJudge();
        lag.dropped = 3;
        assertNull(judge.exceededBy(lag));
        lag.advance(SECOND_NS - 1);
        assertNull(judge.exceededBy(lag));
        lag.advance(1);
        assertNotNull(judge.exceededBy(lag), "frames dropped in that time still count afterwards");
        assertTrue(policy.isTimed(), "a budget passed in the grace must be noticed at its end");
        assertEquals(SECOND, policy.grace());
    }

    @Test
    void shouldTellTheGrace() {
        MaxLagPolicy plain = MaxLagPolicy.cumulative(1);
        assertEquals(Duration.ZERO, plain.grace());
        MaxLagPolicy graced = plain.withGrace(SECOND);
        assertEquals(SECOND, graced.withGrace(Duration.ofMillis(1)).grace(), "the longer of nested ones");
        assertEquals(
                Duration.ofSeconds(5), graced.withGrace(Duration.ofSeconds(5)).grace());
        assertEquals(Duration.ZERO, graced.or(plain).grace(), "one of them can evict already");
        assertEquals(SECOND, graced.or(plain.withGrace(Duration.ofSeconds(9))).grace());
    }

    @Test
    void shouldBeEqualWhenTheSettingsAre() {
        assertEquals(MaxLagPolicy.cumulative(3), MaxLagPolicy.cumulative(3));
        assertNotEquals(MaxLagPolicy.cumulative(3), MaxLagPolicy.cumulative(4));
        assertEquals(
                MaxLagPolicy.within(3, SECOND).or(MaxLagPolicy.none()).withGrace(SECOND),
                MaxLagPolicy.within(3, SECOND).or(MaxLagPolicy.none()).withGrace(SECOND));
        assertNotEquals(MaxLagPolicy.behindLive(SECOND), MaxLagPolicy.stalledFor(SECOND));
    }

    @Test
    void shouldTakeACustomPolicyForATimedOne() {
        MaxLagPolicy custom = () -> view -> view.lagFrames() > 3 ? "too far" : null;
        assertTrue(custom.isTimed());
        assertEquals(Duration.ZERO, custom.grace());
        lag.lagFrames = 4;
        assertEquals("too far", custom.newJudge().exceededBy(lag));
    }
}
