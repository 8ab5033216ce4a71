package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.StartAt;
import io.framebus.StreamConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Asking the source for a key frame: when somebody waits for one, and no more often than it bears. */
public abstract class KeyframeRequestContract extends BusContract {
    private final RecordingObserver observer = new RecordingObserver();

    protected KeyframeRequestContract(BusFactory factory) {
        super(factory);
    }

    private EngineUnderTest observed(StreamConfig streams) {
        return engine(settings().app(APP, streams).observer(observer).idleTimeout(Duration.ofSeconds(60)));
    }

    /** However many wait and however often they ask, the source is asked once per interval. */
    @Test
    void shouldAskForAKeyFrameOncePerInterval() {
        AtomicInteger requests = new AtomicInteger();
        StreamConfig config = frames(8).toBuilder()
                .startAt(StartAt.SYNC_POINT)
                .keyframeRequester(key -> requests.incrementAndGet(), Duration.ofMillis(500))
                .build();
        EngineUnderTest engine = observed(config);
        Source source = new Source(engine.bus().startPublish(KEY)).deltas(3);
        Reader one = reader(source);
        Reader two = reader(source);
        for (int i = 0; i < 10; i++) {
            source.delta();
            one.poll();
            two.poll();
            engine.housekeep();
        }
        assertEquals(1, requests.get());
        assertEquals(1, observer.calls("keyframe").size());
        clock.advanceMs(500);
        source.delta();
        one.poll();
        two.poll();
        engine.housekeep();
        assertEquals(2, requests.get());
        assertEquals("keyframe 2", observer.calls("keyframe").get(1));
        source.key();
        one.poll();
        two.poll();
        clock.advanceMs(5000);
        source.delta();
        one.poll();
        two.poll();
        engine.housekeep();
        assertEquals(2, requests.get(), "nobody waits any more");
    }

    /** One that finds its sync point in the replay waits for nothing. */
    @Test
    void shouldNotAskForAKeyFrameThatIsThere() {
        AtomicInteger requests = new AtomicInteger();
        StreamConfig config = frames(16).toBuilder()
                .startAt(StartAt.SYNC_POINT)
                .keyframeRequester(key -> requests.incrementAndGet())
                .build();
        EngineUnderTest engine = observed(config);
        Source source = new Source(engine.bus().startPublish(KEY)).gop(4);
        Reader reader = reader(source);
        assertEquals(0, requests.get());
        reader.drain();
        engine.housekeep();
        assertEquals(0, requests.get());
        assertEquals(List.of(), observer.calls("keyframe"));
    }

    @Test
    void shouldSendRequestsOfTheApplicationThroughTheSameGate() {
        AtomicInteger requests = new AtomicInteger();
        StreamConfig config = frames(8).toBuilder()
                .keyframeRequester(key -> requests.incrementAndGet())
                .build();
        EngineUnderTest engine = observed(config);
        Source source = new Source(engine.bus().startPublish(KEY)).key();
        for (int i = 0; i < 5; i++) {
            source.handle().requestKeyframe();
            engine.housekeep();
        }
        assertEquals(1, requests.get());
        clock.advanceMs(501);
        source.handle().requestKeyframe();
        engine.housekeep();
        assertEquals(2, requests.get());
    }
}
