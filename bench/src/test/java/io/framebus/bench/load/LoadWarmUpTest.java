package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.AppSpec;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of 200 ms, so that a window takes 50 ms. */
@Timeout(60)
class LoadWarmUpTest {
    private final LoadConfig config = TestRuns.warmingUpFor(Duration.ofMillis(200), SubscriberClass.healthy(8));
    private final List<Tick> ticks = new ArrayList<>();
    private final StopSignal interrupt = new StopSignal();
    private int asked;

    /** @return how many windows it took */
    private int warmUp(LoadConfig load, LongSupplier compilationMs) throws InterruptedException {
        try (DisruptorFrameBus bus = DisruptorFrameBus.builder()
                .app(new AppSpec(RunStreams.APP, load.ring()))
                .maxPublishers(load.streams())
                .build()) {
            new LoadWarmUp(load, new Payloads(load.clip(), 1), bus, compilationMs).run(ticks::add, interrupt);
            assertEquals(0, bus.streamCount());
            return asked / 2;
        }
    }

    @Test
    void shouldMakeItsStreamsAnewUntilTheCompilerIsAtRest() throws InterruptedException {
        assertEquals(3 + 4, warmUp(config, () -> 100L * Math.min(6, ++asked)));
        assertEquals(List.of(), ticks, "it took less than a second");
    }

    @Test
    void shouldTellOnceASecondHowLongItHasTaken() throws InterruptedException {
        assertEquals(4 * WarmUp.PATIENCE, warmUp(config, () -> 100L * ++asked));
        assertEquals(
                List.of(1_000_000_000L), ticks.stream().map(Tick::elapsedNs).toList());
        assertEquals(Tick.UNKNOWN, ticks.get(0).durationNs());
        assertTrue(ticks.get(0).sentPerSecond() > 0);
    }

    @Test
    void shouldNotGoOnWhenInterrupted() throws InterruptedException {
        interrupt.stop();
        DisruptorFrameBus closed = DisruptorFrameBus.builder()
                .app(new AppSpec(RunStreams.APP, config.ring()))
                .build();
        closed.close(); // a run on it would fail
        new LoadWarmUp(config, new Payloads(config.clip(), 1), closed, () -> 100L * ++asked).run(ticks::add, interrupt);
        assertEquals(List.of(), ticks);
    }

    @Test
    void shouldRunNothingWhereNoTimeWasAskedFor() throws InterruptedException {
        assertEquals(0, warmUp(TestRuns.warmingUpFor(Duration.ZERO, SubscriberClass.healthy(8)), () -> ++asked));
        assertEquals(0, asked);
    }
}
