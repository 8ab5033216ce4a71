package io.framebus.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.media.TestClips;
import io.framebus.bench.slo.Slo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search on made-up consumers, of which it is known what they need. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CapacitySearchTest {
    private static final Target TARGET = new Target(Slo.parse("loss<1%,p99<1s"));

    private final List<Trial> told = new ArrayList<>();

    /** A run of 1,000,000 frames: so many of them lost, and that late. */
    private static Trial trial(Capacity capacity, long seed, long lost, long p99Ns) {
        Histogram latency = LatencySeries.newHistogram();
        latency.recordValue(p99Ns);
        ViewerFigures figures =
                new ViewerFigures(1_000_000, 1_000_000 - lost, lost, 0, 0, 0, 0, 0, 1_000_000_000L, 0, 0, 0);
        Outcome outcome = Outcome.of(List.of(figures), latency);
        return new Trial(capacity, seed, outcome, TARGET.judge(outcome), "");
    }

    private static SearchSpace space() {
        return SearchSpace.of(TestClips.trace(), 1 << 20);
    }

    private SearchResult search(Trials trials, int startFrames) throws InterruptedException {
        return new CapacitySearch(trials, space(), 3, 1, told::add).find(startFrames);
    }

    private static Capacity answer(SearchResult result) {
        return assertPresent(result.answer()).capacity();
    }

    @ParameterizedTest
    @CsvSource({"2,8192", "64,16384", "128,8192", "4096,1048576", "65536,8192", "262144,8192"})
    void shouldFindTheSmallestRingFromAnywhere(int frames, int bytes) throws InterruptedException {
        Trials trials = (capacity, seed) ->
                trial(capacity, seed, capacity.frames() >= frames && capacity.bytes() >= bytes ? 9_000 : 20_000, 1);
        for (int start : new int[] {2, 16, 256, 1 << 18}) {
            SearchResult result = search(trials, start);
            int needed = Math.min(bytes, space().bytesFor(frames));
            assertEquals(new Capacity(frames, needed), answer(result), "from " + start);
            if (frames > 2) {
                assertEquals(0, assertPresent(result.halfTheFrames()).met());
            } else {
                assertNull(result.halfTheFrames());
            }
            if (needed > space().minBytes()) {
                assertEquals(0, assertPresent(result.halfTheBytes()).met());
            }
        }
    }

    private static Confirmation assertPresent(@Nullable Confirmation confirmation) {
        assertNotNull(confirmation);
        return confirmation;
    }

    @Test
    void shouldConfirmOnSeedsThatTheSearchHasNotSeen() throws InterruptedException {
        SearchResult result = search((capacity, seed) -> trial(capacity, seed, 640_000 / capacity.frames(), 1), 16);
        Set<Long> searched = new HashSet<>();
        result.searched().forEach(trial -> searched.add(trial.seed()));
        for (Confirmation confirmation : result.confirmations()) {
            Set<Long> seeds = new HashSet<>();
            confirmation.trials().forEach(trial -> seeds.add(trial.seed()));
            assertEquals(3, seeds.size());
            seeds.retainAll(searched);
            assertEquals(Set.of(), seeds);
        }
        assertEquals(128, answer(result).frames()); // 64 frames lose 1 % exactly, which is not less
    }

    @Test
    void shouldBePutRightByFreshSeedsWhereTheSearchWasLedAstray() throws InterruptedException {
        // On the search's own seed 16 frames are enough, and 4,096 are not.
        Trials lucky = (capacity, seed) -> {
            boolean enough = seed == 1 ? capacity.frames() < 4096 : capacity.frames() >= 512;
            return trial(capacity, seed, enough ? 0 : 50_000, 1);
        };
        assertEquals(512, answer(search(lucky, 16)).frames());
        Trials unlucky = (capacity, seed) ->
                trial(capacity, seed, capacity.frames() >= (seed == 1 ? 1 << 14 : 512) ? 0 : 50_000, 1);
        assertEquals(512, answer(search(unlucky, 16)).frames());
    }

    @Test
    void shouldComeNearTheTruthWithNoise() throws InterruptedException {
        for (int seed = 1; seed <= 200; seed++) {
            SplittableRandom noise = new SplittableRandom(seed);
            // 256 frames lose 1 %; each run is off by a factor of up to two.
            Trials noisy = (capacity, trialSeed) -> trial(
                    capacity,
                    trialSeed,
                    Math.min(900_000, (long) (2_560_000.0 / capacity.frames() * Math.pow(2, noise.nextDouble(-1, 1)))),
                    1);
            int frames = answer(search(noisy, 16)).frames();
            assertTrue(frames >= 128 && frames <= 1024, frames + " frames, seed " + seed);
        }
    }

    @Test
    void shouldSayThatNoRingIsLargeEnough() throws InterruptedException {
        SearchResult result = search((capacity, seed) -> trial(capacity, seed, 100_000, 1), 16);
        assertNull(result.answer());
        assertEquals(
                1 << 18,
                result.searched().stream()
                        .mapToInt(trial -> trial.capacity().frames())
                        .max()
                        .orElse(0));
        assertTrue(
                Feasibility.atTheLargest(result.searched()).contains("loss 10 %"),
                () -> Feasibility.atTheLargest(result.searched()));
    }

    @Test
    void shouldNotTakeALargerRingForLatency() throws InterruptedException {
        SearchResult result = search(
                (capacity, seed) ->
                        trial(capacity, seed, capacity.frames() >= 256 ? 0 : 50_000, capacity.frames() * 10_000_000L),
                16);
        Confirmation answer = assertPresent(result.answer());
        assertEquals(256, answer.capacity().frames());
        assertTrue(answer.holdsEnough());
        assertFalse(answer.meets());
        assertTrue(Feasibility.tooLate(answer).contains("p99 is 2.5"), Feasibility.tooLate(answer));
    }

    @Test
    void shouldTellOfEveryRun() throws InterruptedException {
        SearchResult result = search((capacity, seed) -> trial(capacity, seed, 640_000 / capacity.frames(), 1), 16);
        assertTrue(told.containsAll(result.trials()));
    }
}
