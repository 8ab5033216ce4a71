package io.framebus.bench.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.SubscriptionStats;
import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.ConsumerParser;
import io.framebus.bench.consumer.StallSchedule;
import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.TestClips;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulation against the real engine under a clock of its own: frame for frame, over many media, rings and consumers. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SimulationOracleTest {
    private static final int CASES = 600;
    private static final String[] CONSUMERS = {
        "healthy",
        "hold=3ms",
        "hold=exp(9ms)",
        "hold=lognormal(14ms,1)",
        "hold=60ms",
        "stall=700ms/200ms",
        "stall=exp(1s)/lognormal(80ms,1.2)",
        "hold=2ms,stall=exp(800ms)/exp(150ms)",
        "hold=uniform(1ms,30ms),stall=exp(2s)/uniform(10ms,900ms)",
    };

    /** Everything that a case is made of. */
    private record Case(Timeline timeline, ConsumerModel consumer, StreamConfig config, long seed) {
        static Case of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            MediaClip whole = TestClips.random(seed);
            MediaClip clip = (seed & 1) == 0 ? whole : whole.inPackets(300);
            double rateFactor = random.nextBoolean() ? 1 : 0.5 + random.nextDouble();
            Timeline timeline = new Timeline(
                    clip, random.nextInt(3) == 0 ? 0 : syncPoint(clip, random), rateFactor, 20_000_000_000L);
            String consumer = CONSUMERS[random.nextInt(CONSUMERS.length)];
            StreamConfig config = StreamConfig.builder()
                    .capacityFrames(1L << random.nextInt(9))
                    .capacityBytes((long) clip.largestUnitBytes() << random.nextInt(6))
                    .resync(List.of(Resync.values()).get(random.nextInt(3)))
                    .maxLag(maxLag(random))
                    .build();
            return new Case(timeline, new ConsumerParser().convert(consumer), config, seed);
        }

        private static int syncPoint(MediaClip clip, SplittableRandom random) {
            int unit = random.nextInt(clip.unitCount());
            while (clip.kind(unit) != io.framebus.FrameKind.KEY) {
                unit = (unit + 1) % clip.unitCount();
            }
            return unit;
        }

        private static MaxLagPolicy maxLag(SplittableRandom random) {
            return switch (random.nextInt(6)) {
                case 0 -> MaxLagPolicy.cumulative(random.nextInt(300));
                case 1 -> MaxLagPolicy.within(random.nextInt(100), Duration.ofMillis(500 + random.nextInt(2000)));
                case 2 -> MaxLagPolicy.behindLive(Duration.ofMillis(50 + random.nextInt(900)));
                case 3 -> MaxLagPolicy.stalledFor(Duration.ofMillis(50 + random.nextInt(900)));
                default -> MaxLagPolicy.none();
            };
        }

        SimulationRules rules() {
            return new SimulationRules(config.resync(), config.maxLag());
        }

        RingModel ring() {
            return new RingModel(timeline, config.effectiveCapacityFrames(), config.effectiveCapacityBytes());
        }

        HoldTable holds() {
            return new HoldTable(consumer.profile(0).hold(), timeline.units(), 1, ConsumerModel.holdRandom(seed, -1));
        }

        StallSchedule stalls() {
            return consumer.stalls(seed, 0);
        }

        @Override
        public String toString() {
            return "seed " + seed + ", " + consumer.name() + ", " + config;
        }
    }

    /** A simulated subscriber that writes the same log as the oracle. */
    private static final class Logging extends SimulatedSubscriber {
        final List<String> log = new ArrayList<>();
        private long firstLost = -1;
        private long lastLost;

        Logging(Population population, Case of, LatencyTally latencies) {
            super(population, of.ring(), of.stalls(), 0, latencies);
        }

        @Override
        void show(long sequence) {
            log.add("frame " + sequence + " at " + nowNs());
            super.show(sequence);
        }

        @Override
        public void lost(long first, long last) {
            super.lost(first, last);
            firstLost = firstLost < 0 ? first : firstLost;
            lastLost = last;
        }

        @Override
        public boolean gapTold() {
            log.add("gap " + firstLost + " to " + lastLost + " at " + nowNs());
            firstLost = -1;
            return super.gapTold();
        }
    }

    private static Population population(Case of) {
        HoldTable holds = of.holds();
        return Population.of(of.timeline(), of.rules(), holds, new KeepingUp(of.timeline(), holds), of.ring());
    }

    @Test
    void shouldDoWhatTheEngineDoesFrameForFrame() {
        long overruns = 0;
        long evictions = 0;
        long undecodable = 0;
        for (long seed = 1; seed <= CASES; seed++) {
            Case of = Case.of(seed);
            HoldTable holds = of.holds();
            EngineInVirtualTime engine = new EngineInVirtualTime(
                    of.timeline(),
                    of.config(),
                    of.stalls(),
                    sequence -> holds.holdNs((int) ((sequence - of.timeline().firstSequence()) % holds.period())));
            SubscriptionStats stats = engine.run();

            Population population = population(of).withoutSkipping();
            Logging simulated = new Logging(population, of, new LatencyTally(population.keepingUp(), holds.period()));
            ViewerFigures figures = simulated.run();
            if (figures.evicted() == 1) {
                simulated.log.add("evicted at " + simulated.nowNs());
            }

            assertSameLog(engine.log, simulated.log, of);
            assertEquals(stats.dropped(), figures.dropped(), of::toString);
            assertEquals(stats.delivered(), figures.delivered(), of::toString);
            assertEquals(stats.overruns(), figures.overruns(), of::toString);
            assertEquals(stats.gaps(), figures.gaps(), of::toString);
            assertEquals(engine.undecodable, figures.undecodable(), of::toString);
            assertEquals(figures.published(), figures.delivered() + figures.dropped() + figures.unread(), of::toString);
            overruns += figures.overruns();
            evictions += figures.evicted();
            undecodable += figures.undecodable();
        }
        assertTrue(
                overruns > CASES && evictions > CASES / 20 && undecodable > CASES,
                "the cases must have something to compare: " + overruns + " overruns, " + evictions + " evictions, "
                        + undecodable + " undecodable");
    }

    private static void assertSameLog(List<String> engine, List<String> simulated, Case of) {
        for (int i = 0; i < Math.min(engine.size(), simulated.size()); i++) {
            int at = i;
            assertEquals(engine.get(i), simulated.get(i), () -> "event " + at + " of " + of);
        }
        assertEquals(engine.size(), simulated.size(), of::toString);
    }

    @Test
    void shouldComeToTheSameFiguresBySkippingWhatASubscriberKeepsUpWith() {
        long skipped = 0;
        for (long seed = 1; seed <= CASES; seed++) {
            Case of = Case.of(seed);
            Simulation quick = new Simulation(of.timeline(), of.rules(), of.consumer(), 5, seed);
            Simulation slow = new Simulation(of.timeline(), of.rules(), of.consumer(), 5, seed, false);
            var quickly = quick.run(of.ring());
            var slowly = slow.run(of.ring());
            assertEquals(slowly.subscribers(), quickly.subscribers(), of::toString);
            assertEquals(slowly.latency(), quickly.latency(), of::toString);
            skipped += population(of).maySkip() ? 1 : 0;
        }
        assertTrue(skipped > CASES / 2, "of " + CASES + " cases only " + skipped + " may skip");
    }
}
