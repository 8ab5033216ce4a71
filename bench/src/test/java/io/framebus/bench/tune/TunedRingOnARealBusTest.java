package io.framebus.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.Profile;
import io.framebus.bench.consumer.Recording;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaSource;
import io.framebus.bench.slo.Slo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ring tuned in virtual time for recorded consumers keeps its promise on a real bus, and the next smaller one does not. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TunedRingOnARealBusTest {
    private static final double RATE_FACTOR = 4;
    private static final int TRIES = 4;
    private static final int SUBSCRIBERS = 24;

    /** Consumers that were recorded: bursts of stalls, one of them long now and then. */
    private static ConsumerModel recorded() {
        SplittableRandom random = new SplittableRandom(11);
        long durationNs = TimeUnit.SECONDS.toNanos(60);
        List<Profile> profiles = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            List<long[]> stalls = new ArrayList<>();
            long atMs = 0;
            while (true) {
                atMs += 400 + random.nextInt(1600);
                long lengthMs = random.nextInt(4) == 0 ? 500 + random.nextInt(700) : 30 + random.nextInt(100);
                if (atMs + lengthMs >= 60_000) {
                    break;
                }
                stalls.add(new long[] {atMs * 1_000_000, lengthMs * 1_000_000});
                atMs += lengthMs;
            }
            profiles.add(new Recording.Subscriber(
                            "viewer " + i,
                            durationNs,
                            5_000_000,
                            LatencySeries.newHistogram(),
                            stalls.stream().mapToLong(stall -> stall[0]).toArray(),
                            stalls.stream().mapToLong(stall -> stall[1]).toArray())
                    .profile());
        }
        return new ConsumerModel("recorded", profiles);
    }

    private static Scenario scenario(boolean real, int subscribers, Duration duration) {
        try (MediaSource source = BundledTraces.open("screenshare-720p")) {
            MediaClip clip = MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES);
            StreamConfig settings =
                    StreamConfig.builder().resync(Resync.SYNC_POINT).build();
            return new Scenario(
                    "test", clip, RATE_FACTOR, settings, "none", real, subscribers, duration, Duration.ZERO, 1, 1);
        }
    }

    @Test
    void shouldLoseWhatWasForeseenWithinAFactorOfTwoAndMissTheTargetWithHalfTheFrames() throws InterruptedException {
        Target target = new Target(Slo.parse("loss<10%"));
        ConsumerModel consumers = recorded();
        TuneResult tuned = new Tuner(scenario(false, 240, Duration.ofSeconds(60)), consumers, target, 3, trial -> {})
                .tune(new StopSignal());
        assertEquals(TuneResult.Verdict.FOUND, tuned.verdict(), tuned.reason());
        Confirmation answer = tuned.search().answer();
        assertNotNull(answer);
        double foreseen = answer.pooled().total().loss();
        assertTrue(foreseen > 0.005, "there must be something to compare, is " + foreseen);

        Trials real = scenario(true, SUBSCRIBERS, Duration.ofSeconds(8)).trials(consumers, target, new StopSignal());
        Trial fresh = undisturbed(real, answer.capacity());
        double measured = fresh.outcome().total().loss();
        System.out.printf("%s: foreseen %.4f, on a real bus %.4f%n", answer.capacity(), foreseen, measured);
        assertTrue(measured > foreseen / 2 && measured < foreseen * 2, foreseen + " foreseen, measured " + measured);
        assertTrue(fresh.meets(), fresh.judgement());
        Trial smaller = undisturbed(real, answer.capacity().halfTheFrames());
        assertTrue(!smaller.meets(), "half the frames: " + smaller.judgement());
    }

    private static Trial undisturbed(Trials real, Capacity capacity) throws InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Trial trial = real.run(capacity, 77 + attempt);
            if (trial.isValid()) {
                return trial;
            }
        }
        return Assumptions.abort("the machine disturbed each of " + TRIES + " runs of " + capacity);
    }
}
