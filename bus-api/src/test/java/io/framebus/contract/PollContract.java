package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.framebus.FrameKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading by copy, by a subscriber that keeps up. */
public abstract class PollContract extends BusContract {
    protected PollContract(BusFactory factory) {
        super(factory);
    }

    /** Case 7: nothing from before it subscribed. */
    @Test
    void shouldBeginWithTheFirstFrameAfterSubscribing() {
        Source source = source(16).gop(5);
        Reader reader = reader(source);
        assertEquals(0, reader.poll());
        source.deltas(3);
        assertEquals(3, reader.poll());
        assertEquals(List.of("frame 5", "frame 6", "frame 7"), reader.events());
        assertEquals(0, reader.poll());
    }

    @Test
    void shouldHandOverNoMoreThanTheLimit() {
        Source source = source(16);
        Reader reader = reader(source);
        source.gop(10);
        assertEquals(4, reader.poll(4));
        assertEquals(6, reader.subscription().lag());
        assertEquals(1, reader.poll(1));
        assertEquals(5, reader.poll(100));
        assertEquals(RecordingHandler.range(0, 9), reader.sequences());
    }

    /** Case 29: slow, but nothing lost. */
    @Test
    void shouldTellNoGapToASubscriberAFullRingBehind() {
        Source source = source(16);
        Reader reader = reader(source);
        source.gop(16);
        assertEquals(16, reader.subscription().lag());
        assertEquals(16, reader.poll());
        source.deltas(16);
        assertEquals(16, reader.poll());
        assertEquals(0, reader.seen().gaps());
    }

    @Test
    void shouldStampFramesWithSequenceAndPublishTime() {
        Source source = source(16);
        Reader reader = reader(source);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clock.advanceMs(7);
            times.add(clock.nanoTime());
            source.audio();
        }
        reader.drain();
        assertEquals(
                times,
                reader.seen().received().stream()
                        .map(RecordingHandler.Received::publishTimeNs)
                        .toList());
        assertFalse(reader.seen().received().stream().anyMatch(RecordingHandler.Received::replayed));
    }

    @Test
    void shouldLetTheReadingMoveBetweenThreads() throws InterruptedException {
        Source source = source(16);
        Reader reader = reader(source);
        for (int i = 0; i < 4; i++) {
            source.length(100 * (i + 1)).send(Source.video(0, FrameKind.KEY)).delta();
            threads.start("reader-" + i, () -> assertEquals(2, reader.poll()));
            threads.awaitAll();
        }
        assertEquals(RecordingHandler.range(0, 7), reader.sequences());
    }

    @Test
    void shouldKeepStreamsApart() {
        Source one = source(8);
        Source other = source(8);
        Reader ofOne = reader(one);
        Reader ofOther = reader(other);
        one.audios(3);
        other.gop(2);
        assertEquals(3, ofOne.poll());
        assertEquals(2, ofOther.poll());
    }
}
