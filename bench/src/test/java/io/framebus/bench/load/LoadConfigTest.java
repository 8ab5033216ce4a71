package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadConfigTest {
    private static final SubscriberClass SLOW = SubscriberClass.slow(3, Duration.ofMillis(50));
    private static final SubscriberClass STALLED =
            SubscriberClass.stalled(2, Duration.ofSeconds(2), Duration.ofSeconds(1));

    private final LoadConfig config = TestRuns.config(SubscriberClass.healthy(5), SLOW, STALLED);

    @Test
    void shouldSeatEachClassAsOftenAsItCounts() {
        List<LoadConfig.Seat> seats = config.seats();
        assertEquals(10, seats.size());
        int[] counts = new int[3];
        seats.forEach(seat -> counts[seat.behaviour()]++);
        assertEquals(List.of(5, 3, 2), IntStream.of(counts).boxed().toList());
    }

    @Test
    void shouldSpreadTheUnhealthyOverTheStreams() {
        List<LoadConfig.Seat> seats = config.seats();
        for (int stream = 0; stream < 2; stream++) {
            int index = stream;
            List<Integer> classes = seats.stream()
                    .filter(seat -> seat.stream() == index)
                    .map(LoadConfig.Seat::behaviour)
                    .toList();
            assertEquals(5, classes.size());
            long unhealthy = classes.stream().filter(c -> c != 0).count();
            assertTrue(unhealthy == 2 || unhealthy == 3, classes.toString());
        }
    }

    @Test
    void shouldNotStallAllAtTheSameTime() {
        List<Double> phases = config.seats().stream()
                .filter(seat -> seat.behaviour() == 2)
                .map(LoadConfig.Seat::phase)
                .sorted()
                .toList();
        assertEquals(List.of(0.0, 0.5), phases);
    }

    @Test
    void shouldGiveAThreadToEachSlowSubscriber() {
        assertEquals(3, config.ownThreads());
    }

    @Test
    void shouldPlayALightLoadFasterToWarmUp() {
        LoadConfig warmUp = config.asWarmUp(Duration.ofMillis(50));
        double deliveries = warmUp.playlist().framesPerSecond() * warmUp.totalSubscribers();
        assertEquals(100_000, deliveries, 1);
        assertEquals(Duration.ofMillis(50), warmUp.duration());
    }

    @Test
    void shouldPlayAHeavyLoadAsItIsToWarmUp() {
        LoadConfig heavy = TestRuns.config(SubscriberClass.healthy(100));
        assertEquals(heavy.rateFactor(), heavy.asWarmUp(Duration.ofMillis(50)).rateFactor());
    }

    @Test
    void shouldWarmUpWithoutSubscribers() {
        LoadConfig alone = TestRuns.config(SubscriberClass.healthy(0));
        assertEquals(100_000, alone.asWarmUp(Duration.ofMillis(50)).playlist().framesPerSecond() * alone.streams(), 1);
    }
}
