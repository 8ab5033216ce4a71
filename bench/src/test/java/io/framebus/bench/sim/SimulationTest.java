package io.framebus.bench.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.ConsumerParser;
import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SimulationTest {
    private static final SimulationRules RULES = new SimulationRules(Resync.SYNC_POINT, MaxLagPolicy.none());
    private static final int BYTES = 1 << 26;

    private static MediaClip film() {
        try (MediaSource source = BundledTraces.open(BundledTraces.DEFAULT)) {
            return MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES);
        }
    }

    private static ConsumerModel consumer(String description) {
        return new ConsumerParser().convert(description);
    }

    private static Simulation simulation(String consumer, Duration duration, int subscribers, long seed) {
        Timeline timeline = new Timeline(film(), 0, 1, duration.toNanos());
        return new Simulation(timeline, RULES, consumer(consumer), subscribers, seed);
    }

    @Test
    void shouldGiveTheSameFiguresForTheSameSeedOnly() {
        String consumer = "hold=lognormal(3ms,0.8),stall=exp(5s)/lognormal(300ms,1)";
        Outcome first = simulation(consumer, Duration.ofMinutes(3), 100, 7).run(64, BYTES);
        Outcome again = simulation(consumer, Duration.ofMinutes(3), 100, 7).run(64, BYTES);
        Outcome other = simulation(consumer, Duration.ofMinutes(3), 100, 8).run(64, BYTES);
        assertEquals(first.subscribers(), again.subscribers());
        assertEquals(first.latency(), again.latency());
        assertNotEquals(first.subscribers(), other.subscribers());
    }

    @Test
    void shouldSimulateASubscriberAlikeWhateverOthersThereAre() {
        String consumer = "hold=lognormal(3ms,0.8),stall=exp(5s)/lognormal(300ms,1)";
        Outcome few = simulation(consumer, Duration.ofMinutes(3), 7, 1).run(64, BYTES);
        Outcome many = simulation(consumer, Duration.ofMinutes(3), 200, 1).run(64, BYTES);
        assertEquals(few.subscribers(), many.subscribers().subList(0, 7));
    }

    @Test
    void shouldAccountForEveryFrame() {
        Timeline timeline = new Timeline(film(), 0, 1, Duration.ofMinutes(2).toNanos());
        for (Resync resync : Resync.values()) {
            for (String policy : new String[] {"none", "cumulative", "behind"}) {
                MaxLagPolicy maxLag = policy.equals("none")
                        ? MaxLagPolicy.none()
                        : policy.equals("behind")
                                ? MaxLagPolicy.behindLive(Duration.ofMillis(300))
                                : MaxLagPolicy.cumulative(100);
                Outcome outcome = new Simulation(
                                timeline,
                                new SimulationRules(resync, maxLag),
                                consumer("hold=exp(5ms),stall=exp(4s)/exp(600ms)"),
                                50,
                                3)
                        .run(32, BYTES);
                for (ViewerFigures figures : outcome.subscribers()) {
                    assertEquals(
                            figures.published(),
                            figures.delivered() + figures.dropped() + figures.unread(),
                            figures::toString);
                }
                assertEquals(outcome.total().delivered(), outcome.latency().getTotalCount());
                assertEquals(policy.equals("none"), outcome.total().evicted() == 0, resync + " " + policy);
                if (resync == Resync.SYNC_POINT) {
                    assertEquals(0, outcome.total().undecodable());
                } else if (policy.equals("none")) {
                    assertTrue(outcome.total().undecodable() > 0, resync.name());
                }
            }
        }
    }

    @Test
    void shouldLoseNothingWhereTheRingHoldsMoreThanTheLongestStall() {
        // 71 frames a second: a stall of a second is as long as about 71 frames.
        Simulation simulation = simulation("stall=10s/1s", Duration.ofMinutes(10), 20, 1);
        assertEquals(0, simulation.run(128, BYTES).total().dropped());
        assertTrue(simulation.run(64, BYTES).total().dropped() > 0);
    }

    @Test
    void shouldLoseNothingWhereTheArenaHoldsMoreThanTheLongestStall() {
        // 6 Mbit/s in the mean, more in places.
        Simulation simulation = simulation("stall=10s/1s", Duration.ofMinutes(10), 20, 1);
        assertEquals(0, simulation.run(1 << 16, 1 << 23).total().dropped());
        assertTrue(simulation.run(1 << 16, 1 << 20).total().dropped() > 0);
    }

    @Test
    void shouldSeeStallsInLatencyAndFreezes() {
        Outcome outcome =
                simulation("stall=10s/1s", Duration.ofMinutes(10), 20, 1).run(1024, BYTES);
        long longestNs = outcome.total().longestFreezeNs();
        // The picture before a stall is up to one interval (42 ms) old when it begins.
        assertTrue(longestNs > 950_000_000L && longestNs <= 1_000_000_000L, "longest freeze " + longestNs);
        assertEquals(20 * 60, (double) outcome.total().freezes(), 20.0);
        double maxNs = outcome.latency().getMaxValue();
        assertTrue(maxNs > 0.98e9 && maxNs < 1.02e9, "latency at most " + maxNs);
        assertTrue(outcome.latency().getValueAtPercentile(50) <= 1);
    }

    @Test
    void shouldSimulateADayOfAFilmForTenThousandSubscribersInSeconds() {
        long startedNs = System.nanoTime();
        Simulation day = simulation("stall=exp(1m)/lognormal(200ms,1.2)", Duration.ofDays(1), 10_000, 1);
        Outcome outcome = day.run(64, BYTES);
        double seconds = (System.nanoTime() - startedNs) / 1e9;
        System.out.printf(
                "a day x 10,000: %.1f s, loss %.5f%n", seconds, outcome.total().loss());
        assertEquals(10_000.0 * 6_110_000, (double) outcome.total().published(), 10_000.0 * 10_000);
        assertTrue(outcome.total().dropped() > 0);
        // Some seconds where nothing else runs; the bound is for machines that are busy with something else.
        assertTrue(seconds < 120, seconds + " s");
    }
}
