package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameBus;
import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamState;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who watches the bus is told of everything once, with the subscriber's name, and can do no harm. */
public abstract class ObserverContract extends BusContract {
    private final RecordingObserver observer = new RecordingObserver();

    protected ObserverContract(BusFactory factory) {
        super(factory);
    }

    private EngineUnderTest observed(StreamConfig streams) {
        return engine(settings().app(APP, streams).observer(observer).idleTimeout(Duration.ofSeconds(60)));
    }

    private static SubscribeOptions.Builder named(String label) {
        return resync(Resync.OLDEST).label(label);
    }

    @Test
    void shouldTellTheLifeOfAStream() {
        EngineUnderTest engine = observed(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, named("a"));
        Reader other = reader(source, named("b"));
        source.handle().setState(StreamState.RECORDING);
        source.handle().setState(StreamState.RECORDING);
        source.gop(2);
        reader.drain();
        other.subscription().close();
        other.subscription().close();
        engine.bus().endPublish(KEY);
        assertEquals(List.of("started live/cam"), observer.calls("started"));
        assertEquals(List.of("joined a", "joined b"), observer.calls("joined"));
        assertEquals(List.of("left b ClosedBySubscriber", "left a StreamEnded"), observer.calls("left"));
        assertEquals(List.of("ended live/cam StreamEnded"), observer.calls("ended"));
        List<String> states = observer.calls("state");
        assertTrue(states.contains("state publishing to recording"), states::toString);
        assertEquals("state recording to ended", states.get(states.size() - 1));
        assertEquals(states.size(), states.stream().distinct().count(), states::toString);
    }

    /** Cases 9 and 10: one call per gap. */
    @Test
    void shouldTellEveryGapOnce() {
        EngineUnderTest engine = observed(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, named("slow"));
        source.audios(20);
        reader.drain();
        source.audios(10);
        reader.drain();
        assertEquals(List.of("gap slow 0..11", "gap slow 20..21"), observer.calls("gap"));
    }

    /** Case 12: exactly one call, then the subscriber has left. */
    @Test
    void shouldTellAnEvictionOnceBeforeTheLeaving() {
        EngineUnderTest engine = observed(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, named("slow").maxLag(MaxLagPolicy.cumulative(3)));
        source.audios(20);
        reader.poll();
        reader.poll();
        engine.housekeep();
        source.handle().close();
        List<String> calls = observer.calls();
        assertEquals(List.of("evicted slow dropped 12"), observer.calls("evicted"));
        assertEquals(List.of("left slow Evicted"), observer.calls("left"));
        assertTrue(calls.indexOf("gap slow 0..11") < calls.indexOf("evicted slow dropped 12"), calls::toString);
        assertTrue(calls.indexOf("evicted slow dropped 12") < calls.indexOf("left slow Evicted"), calls::toString);
    }

    /** Case 22: one call per stream reaped. */
    @Test
    void shouldTellOfReaping() {
        EngineUnderTest engine = observed(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, named("viewer"));
        clock.advance(Duration.ofSeconds(61));
        engine.housekeep();
        engine.bus().reapIdle();
        assertEquals(List.of("reaped live/cam after PT1M1S"), observer.calls("reaped"));
        assertEquals(List.of("ended live/cam IdleReaped"), observer.calls("ended"));
        assertEquals(List.of("left viewer IdleReaped"), observer.calls("left"));
        reader.drain();
    }

    @Test
    void shouldTellOfAPublisherThatMayReturn() {
        EngineUnderTest engine =
                engine(settings().app(APP, frames(8)).observer(observer).reconnectGrace(Duration.ofSeconds(3)));
        engine.bus().startPublish(KEY);
        engine.bus().endPublish(KEY);
        engine.bus().endPublish(KEY);
        assertEquals(List.of("lost live/cam for PT3S"), observer.calls("lost"));
        assertEquals(List.of(), observer.calls("ended"));
        engine.bus().startPublish(KEY);
        assertEquals(2, observer.calls("started").size());
    }

    /** Warned before anything is lost; the levels have a hysteresis. */
    @Test
    void shouldWarnBeforeFramesAreLost() {
        EngineUnderTest engine = observed(frames(20));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, named("slow"));
        source.audios(15); // of 32
        engine.housekeep();
        assertEquals(List.of(), observer.calls("lag"));
        source.audios(1);
        engine.housekeep();
        engine.housekeep();
        source.audios(10); // 26: more than four fifths
        engine.housekeep();
        assertEquals(List.of("lag slow WARNING", "lag slow CRITICAL"), observer.calls("lag"));
        reader.poll(6); // 20: more than three fifths
        engine.housekeep();
        assertEquals(2, observer.calls("lag").size());
        reader.poll(2); // 18
        engine.housekeep();
        reader.poll(9); // 9: more than a quarter
        engine.housekeep();
        assertEquals("lag slow WARNING", observer.calls("lag").get(2));
        assertEquals(3, observer.calls("lag").size());
        reader.poll(2); // 7
        engine.housekeep();
        assertEquals("lag slow NORMAL", observer.calls("lag").get(3));
        assertEquals(0, reader.subscription().dropped());
        assertEquals(4, observer.calls("lag").size());
        reader.drain();
    }

    /** Looking at the replay is not joining. */
    @Test
    void shouldNotTellOfTheReplayBuffer() {
        EngineUnderTest engine = observed(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY)).videoConfig().gop(4);
        int before = observer.calls().size();
        assertEquals(5, source.handle().replayBuffer().size());
        assertEquals(
                List.of(), observer.calls().subList(before, observer.calls().size()));
    }

    /** Case 25: what an observer or a requester throws is contained. */
    @Test
    void shouldContainWhatIsThrown() {
        RecordingObserver throwing = new RecordingObserver() {
            @Override
            void called(String call) {
                throw new IllegalStateException("from the observer: " + call);
            }
        };
        StreamConfig config = frames(8).toBuilder()
                .keyframeRequester(key -> {
                    throw new IllegalStateException("from the requester");
                })
                .build();
        EngineUnderTest engine = engine(settings()
                .app(APP, config)
                .observer(throwing)
                .idleTimeout(Duration.ofSeconds(60))
                .reconnectGrace(Duration.ofSeconds(1)));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader slow = reader(source, SubscribeOptions.builder().maxLag(MaxLagPolicy.cumulative(100)));
        Reader fast = reader(source);
        for (int i = 0; i < 20; i++) {
            source.deltas(4);
            fast.drain();
            engine.housekeep();
        }
        slow.drain();
        source.handle().requestKeyframe();
        engine.bus().endPublish(KEY);
        source.takenOverBy(engine.bus().startPublish(KEY)).key();
        fast.drain();
        assertEquals(81, fast.seen().frames());
        clock.advance(Duration.ofSeconds(61));
        engine.housekeep();
        assertEquals(0, engine.bus().streamCount());
        assertTrue(throwing.calls("reaped").size() == 1 && throwing.calls("gap").size() >= 1);
    }

    /** The publisher calls nobody: whoever is slow to be told holds up only who noticed. */
    @Test
    void shouldNeverCallOnThePublishersThread() {
        EngineUnderTest engine = observed(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        Reader reader = reader(source, named("slow").maxLag(MaxLagPolicy.stalledFor(Duration.ofMillis(1))));
        int before = observer.calls().size();
        clock.advanceMs(100);
        source.gop(100).videoConfig();
        assertEquals(before, observer.calls().size());
        reader.drain();
        assertTrue(observer.calls().size() > before);
    }

    /** Whatever it is told of an end, the key is free by then: waiting for itself it would wait for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"left a StreamEnded", "state publishing to ended", "ended live/cam StreamEnded"})
    void shouldLetAnObserverRestartTheStreamOfWhoseEndItIsTold(String told) {
        List<StreamHandle> restarted = new ArrayList<>();
        AtomicReference<FrameBus> bus = new AtomicReference<>();
        RecordingObserver restarting = new RecordingObserver() {
            @Override
            void called(String call) {
                if (call.equals(told) && restarted.isEmpty()) {
                    restarted.add(bus.get().startPublish(KEY));
                }
            }
        };
        bus.set(engine(settings().app(APP, frames(8)).observer(restarting)).bus());
        Source source = new Source(bus.get().startPublish(KEY));
        Reader reader = reader(source, named("a"));
        source.gop(2);
        bus.get().endPublish(KEY);
        assertEquals(1, restarted.size());
        assertFalse(restarted.get(0).isClosed());
        assertEquals(1, bus.get().streamCount());
        assertTrue(source.handle().isClosed());
        assertEquals(2, reader.poll());
        assertEquals(Subscription.ENDED, reader.poll());
    }

    /** The subscriber closes, the housekeeper evicts and the stream ends, all at once: one of them is why, and is told. */
    @Test
    void shouldTellOneEndHoweverManyComeAtOnce() throws InterruptedException {
        EngineUnderTest engine = observed(frames(8));
        for (int round = 0; round < 200; round++) {
            Source source = new Source(engine.bus().startPublish(KEY));
            String label = "reader-" + round;
            Reader reader = reader(source, named(label).maxLag(MaxLagPolicy.behindLive(Duration.ofMillis(1))));
            source.gop(2);
            clock.advanceMs(2);
            CyclicBarrier together = new CyclicBarrier(4);
            threads.start("closer", () -> {
                together.await();
                reader.subscription().close();
            });
            threads.start("second closer", () -> {
                together.await();
                reader.subscription().close();
            });
            threads.start("housekeeper", () -> {
                together.await();
                engine.housekeep();
            });
            threads.start("publisher", () -> {
                together.await();
                engine.bus().endPublish(KEY);
            });
            threads.awaitAll();
            String reason =
                    reader.subscription().endReason().orElseThrow().getClass().getSimpleName();
            assertEquals(List.of("left " + label + ' ' + reason), observer.calls("left " + label + ' '));
            int evictions = observer.calls("evicted " + label + ' ').size();
            assertEquals(reason.equals("Evicted") ? 1 : 0, evictions);
        }
    }
}
