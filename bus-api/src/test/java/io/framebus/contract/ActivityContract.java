package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.ActivityListener;
import io.framebus.Codec;
import io.framebus.FrameBus;
import io.framebus.FrameClaim;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MaxLagPolicy;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.Resync;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever serves a stream's subscribers need not ask for its activity: it grows when there is something to do, and tells. */
public abstract class ActivityContract extends BusContract {
    private final AtomicInteger told = new AtomicInteger();
    private final ActivityListener listener = told::incrementAndGet;

    protected ActivityContract(BusFactory factory) {
        super(factory);
    }

    private static FrameHeader keyHeader() {
        return new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
    }

    private static MediaFrame frame() {
        return MediaFrame.audio(0, new byte[1], Codec.OPUS);
    }

    @Test
    void shouldGrowWhenThereIsSomethingToDo() {
        Source source = source(8);
        reader(source);
        long before = source.handle().activity();
        assertEquals(before, source.handle().activity());
        source.audio();
        long after = source.handle().activity();
        assertTrue(after > before, before + " to " + after);
        source.handle().close();
        assertTrue(source.handle().activity() > after);
    }

    @ParameterizedTest
    @EnumSource(Publishers.class)
    void shouldTellOfEachFrameHoweverItIsPublished(Publishers publishers) {
        StreamHandle handle = source(StreamConfig.builder()
                        .capacityFrames(8)
                        .publishers(publishers)
                        .build())
                .handle();
        assertTrue(handle.addActivityListener(listener));
        handle.publish(keyHeader(), ByteBuffer.allocate(10));
        assertEquals(1, told.get());
        handle.publish(frame());
        assertEquals(2, told.get());
        FrameClaim claim = handle.claim(keyHeader(), 10);
        assertEquals(2, told.get());
        claim.commit();
        assertEquals(3, told.get());
        handle.claim(keyHeader(), 10).abort();
        assertThrows(IllegalArgumentException.class, () -> handle.publish(new FrameHeader(), ByteBuffer.allocate(1)));
        assertEquals(3, told.get(), "nothing was published");
    }

    @Test
    void shouldTellOnceTheFrameIsThereToRead() {
        Source source = source(8);
        Reader reader = reader(source);
        List<Integer> polled = new ArrayList<>();
        source.handle().addActivityListener(() -> polled.add(reader.poll()));
        source.audio();
        source.audio();
        assertEquals(List.of(1, 1), polled);
    }

    @Test
    void shouldTellThroughWhicheverHandleItWasAsked() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY));
        StreamHandle ofSubscribers = reader(source).subscription().stream();
        ofSubscribers.addActivityListener(listener);
        source.audio();
        assertEquals(1, told.get());
        assertTrue(source.handle().removeActivityListener(listener));
        source.audio();
        assertEquals(1, told.get());
    }

    @Test
    void shouldTellOfClosesEvictionsAndTheEnd() {
        Source source = source(8);
        Reader closing = reader(source);
        Reader lagging = reader(source, resync(Resync.OLDEST).maxLag(MaxLagPolicy.cumulative(2)));
        source.audios(20);
        source.handle().addActivityListener(listener);

        closing.subscription().close();
        assertEquals(1, told.get());
        lagging.poll();
        assertTrue(lagging.subscription().isEnded());
        assertEquals(2, told.get());
        source.handle().close();
        assertEquals(3, told.get());
    }

    @Test
    void shouldTellOnWhenThePublisherReturns() {
        FrameBus bus = engine(settings().app(APP, frames(8)).reconnectGrace(Duration.ofSeconds(30)))
                .bus();
        Source source = new Source(bus.startPublish(KEY));
        source.handle().addActivityListener(listener);
        source.audio();
        bus.endPublish(KEY);
        source.takenOverBy(bus.startPublish(KEY));
        source.audio();
        assertEquals(2, told.get());
    }

    @Test
    void shouldTellEachAsOftenAsItWasAdded() {
        StreamHandle handle = source(8).handle();
        AtomicInteger others = new AtomicInteger();
        ActivityListener other = others::incrementAndGet;
        handle.addActivityListener(listener);
        handle.addActivityListener(other);
        handle.addActivityListener(listener);
        handle.publish(frame());
        assertEquals(2, told.get());
        assertEquals(1, others.get());

        assertTrue(handle.removeActivityListener(listener));
        handle.publish(frame());
        assertEquals(3, told.get());
        assertEquals(2, others.get());

        assertTrue(handle.removeActivityListener(other));
        assertFalse(handle.removeActivityListener(other));
        handle.publish(frame());
        assertEquals(4, told.get());

        assertTrue(handle.removeActivityListener(listener));
        assertFalse(handle.removeActivityListener(listener));
        handle.publish(frame());
        assertEquals(4, told.get());
        assertEquals(2, others.get());
    }

    @Test
    void shouldTakeOutWhicheverItIsAskedTo() {
        StreamHandle handle = source(8).handle();
        List<String> calls = new ArrayList<>();
        List<ActivityListener> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            ActivityListener one = () -> calls.add(name);
            all.add(one);
            handle.addActivityListener(one);
        }
        handle.publish(frame());
        assertEquals(List.of("a", "b", "c", "d"), calls);
        for (int i : new int[] {0, 2, 3, 1}) {
            assertTrue(handle.removeActivityListener(all.get(i)));
            List<String> before = List.copyOf(calls);
            handle.publish(frame());
            assertFalse(calls.subList(before.size(), calls.size()).contains("abcd".substring(i, i + 1)));
        }
        assertEquals(List.of("a", "b", "c", "d", "b", "c", "d", "b", "d", "b"), calls);
    }

    @Test
    void shouldContainWhatOneThrows() {
        Source source = source(8);
        Reader reader = reader(source);
        source.handle().addActivityListener(() -> {
            throw new IllegalStateException("listener");
        });
        source.handle().addActivityListener(listener);
        assertEquals(1, source.publish(Source.audioFrame(1)));
        assertEquals(1, source.publish(Source.audioFrame(1)));
        assertEquals(2, told.get(), "the other is told");
        assertEquals(2, reader.poll());
        reader.subscription().close();
        source.handle().close();
        assertEquals(4, told.get());
    }

    @Test
    void shouldLetAListenerPublishToAnotherStream() {
        FrameBus bus = bus(frames(8));
        Source source = new Source(bus.startPublish(KEY));
        Source relayed = new Source(bus.startPublish(StreamKey.of(APP, "relayed")));
        source.handle().addActivityListener(relayed::audio);
        source.audios(3);
        assertEquals(2, relayed.handle().cursor());
    }

    @Test
    void shouldRefuseNobodyAndTellNothingOnceClosed() {
        StreamHandle handle = source(8).handle();
        assertThrows(IllegalArgumentException.class, () -> handle.addActivityListener(null));
        assertThrows(IllegalArgumentException.class, () -> handle.removeActivityListener(null));
        handle.close();
        handle.addActivityListener(listener);
        handle.publish(frame());
        assertEquals(0, told.get());
        assertTrue(handle.removeActivityListener(listener));
    }
}
