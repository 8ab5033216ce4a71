package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.Resync;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A subscriber that is overtaken: what it is told, and where it goes on in each mode. */
public abstract class OverrunContract extends BusContract {
    protected OverrunContract(BusFactory factory) {
        super(factory);
    }

    /** Case 9: the gap is what was published less what the ring holds; then the oldest retained frame and all after it. */
    @Test
    void shouldGoOnAtTheTailWithOldest() {
        Source source = source(8);
        Reader reader = reader(source, resync(Resync.OLDEST));
        source.gop(20);
        assertEquals(8, reader.poll());
        assertEquals("gap 0..11", reader.events().get(0));
        assertEquals(RecordingHandler.range(12, 19), reader.sequences());
        assertEquals(12, reader.subscription().dropped());
        source.deltas(8);
        assertEquals(8, reader.poll());
        assertEquals(1, reader.seen().gaps(), "no further gap");
        Gap gap = reader.seen().gapsTold().get(0);
        assertEquals(12, gap.overwritten());
        assertEquals(0, gap.skipped());
        assertEquals(1, gap.syncPoints());
    }

    @Test
    void shouldGoOnAfterTheCursorWithLive() {
        Source source = source(8);
        Reader reader = reader(source, resync(Resync.LIVE));
        source.gop(20);
        assertEquals(0, reader.poll(), "only a gap was told");
        assertEquals(List.of("gap 0..19"), reader.events());
        Gap gap = reader.seen().gapsTold().get(0);
        assertEquals(12, gap.overwritten());
        assertEquals(8, gap.skipped());
        assertEquals(0, reader.subscription().lag());
        source.delta();
        assertEquals(1, reader.poll());
        assertEquals("frame 20", reader.events().get(1));
    }

    @Test
    void shouldGoOnAtTheNewestSyncPointByDefault() {
        Source source = source(8);
        Reader reader = reader(source);
        source.gop(5).gop(5).gop(5).gop(3);
        assertEquals(3, reader.poll());
        assertEquals(List.of("gap 0..14", "frame 15", "frame 16", "frame 17"), reader.events());
        Gap gap = reader.seen().gapsTold().get(0);
        assertEquals(10, gap.overwritten());
        assertEquals(5, gap.skipped());
        assertEquals(3, gap.syncPoints());
    }

    @Test
    void shouldMeasureTheGap() {
        Source source = source(8).length(100);
        Reader reader = reader(source, resync(Resync.OLDEST));
        source.gop(3);
        reader.drain();
        source.length(50).deltas(17);
        reader.drain();
        Gap gap = reader.seen().gapsTold().get(0);
        assertEquals(3, gap.firstSequence());
        assertEquals(11, gap.lastSequence());
        assertEquals(9, gap.frames());
        assertEquals(450, gap.bytes());
        assertEquals(0, gap.syncPoints());
        assertEquals(9 * Source.STEP_US, gap.mediaTimeUs());
    }

    /** Case 10: one report per gap; the sum of the gaps is what was dropped, and published less delivered. */
    @ParameterizedTest
    @EnumSource
    void shouldSumUpGapsOverTime(Resync resync) {
        Source source = source(16);
        Reader reader = reader(source, resync(resync));
        for (int round = 0; round < 200; round++) {
            source.gop(3 + round % 5).audios(round % 40);
            reader.poll(1 + round % 11);
            BooksCheck.check(reader.subscription(), reader.seen());
        }
        reader.drain();
        assertTrue(reader.seen().gaps() > 10);
        assertEquals(
                source.count() - reader.seen().frames(), reader.subscription().dropped());
    }

    /** Case 11. */
    @Test
    void shouldLeaveAFastSubscriberNextToASlowOneAlone() {
        Source source = source(8);
        Reader slow = reader(source);
        Reader fast = reader(source);
        for (int i = 0; i < 100; i++) {
            source.gop(4);
            assertEquals(4, fast.poll());
        }
        slow.drain();
        assertEquals(0, fast.seen().gaps());
        assertEquals(RecordingHandler.range(0, 399), fast.sequences());
        assertEquals(1, slow.seen().gaps());
    }

    /** Case 30: overtaken again between the report of a gap and the next read. */
    @Test
    void shouldTellASecondGapWhenOvertakenAgain() {
        Source source = source(8);
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        List<String> events = new ArrayList<>();
        FrameHandler handler = new FrameHandler() {
            @Override
            public void onFrame(DeliveredFrame frame) {
                assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
                events.add("frame " + frame.sequence());
            }

            @Override
            public void onGap(Gap gap) {
                events.add("gap " + gap.firstSequence() + ".." + gap.lastSequence());
                if (events.size() == 1) {
                    source.audios(10);
                }
            }
        };
        source.audios(20);
        while (subscription.lag() > 0) {
            subscription.poll(handler, 3);
            BooksCheck.check(subscription);
        }
        assertEquals(List.of("gap 0..11", "gap 12..21", "frame 22"), events.subList(0, 3));
        assertEquals(10, events.size());
        assertEquals(22, subscription.dropped());
        assertEquals(2, subscription.stats().gaps());
        assertEquals(2, subscription.stats().overruns());
    }

    @Test
    void shouldGiveCopiesOfGapsThatMayBeKept() {
        Source source = source(4);
        Reader reader = reader(source, resync(Resync.OLDEST));
        source.audios(6);
        reader.drain();
        source.audios(9);
        reader.drain();
        List<Gap> told = reader.seen().gapsTold();
        assertEquals(0, told.get(0).firstSequence());
        assertEquals(1, told.get(0).lastSequence());
        assertEquals(2, told.get(0).frames());
        assertEquals(6, told.get(1).firstSequence());
        assertEquals(10, told.get(1).lastSequence());
        assertEquals(told.get(0).frames(), told.get(0).copy().frames());
    }

    /** Without video there is no better place than one with headroom: half a ring ahead of the tail. */
    @Test
    void shouldLandHalfARingAheadWithoutVideo() {
        Source source = source(8);
        Reader reader = reader(source);
        source.audios(20);
        assertEquals(4, reader.poll());
        assertEquals("gap 0..15", reader.events().get(0));
        Gap gap = reader.seen().gapsTold().get(0);
        assertEquals(12, gap.overwritten());
        assertEquals(4, gap.skipped());
        assertEquals(16, gap.syncPoints());
    }

    /** Headroom pays: a reader of half the publisher's speed is overtaken about once per half a ring, not at every frame. */
    @Test
    void shouldNotRideTheTailWithoutVideo() {
        Source source = source(64);
        Reader reader = reader(source);
        for (int i = 0; i < 3200; i++) {
            source.audios(2);
            reader.poll(1);
        }
        assertTrue(reader.seen().gaps() <= 150, () -> reader.seen().gaps() + " gaps");
        assertTrue(reader.seen().frames() >= 3000, () -> reader.seen().frames() + " frames");
    }

    @Test
    void shouldKeepASlowReaderOfVideoGoing() {
        Source source = source(64);
        Reader reader = reader(source);
        for (int i = 0; i < 4000; i++) {
            if (i % 30 == 0) {
                source.key().delta();
            } else {
                source.deltas(2);
            }
            reader.poll(1);
        }
        assertTrue(reader.seen().frames() >= 2000, () -> reader.seen().frames() + " frames");
        assertTrue(reader.seen().gaps() <= 400, () -> reader.seen().gaps() + " gaps");
    }

    @Test
    void shouldCountOverruns() {
        Source source = source(8);
        Reader reader = reader(source, resync(Resync.OLDEST));
        for (int i = 1; i <= 5; i++) {
            source.audios(9);
            reader.drain();
            assertEquals(i, reader.subscription().stats().overruns());
            assertEquals(i, reader.subscription().stats().gaps());
        }
        assertEquals(5, reader.subscription().dropped());
    }

    @Test
    void shouldTellLagHeadroomAndAge() {
        Source source = source(8).length(10);
        Reader reader = reader(source);
        source.audio();
        clock.advanceMs(40);
        source.audio();
        clock.advanceMs(2);
        assertEquals(2, reader.subscription().stats().lagFrames());
        assertEquals(20, reader.subscription().stats().lagBytes());
        assertEquals(42_000_000, reader.subscription().stats().lagNs());
        assertEquals(42.0, reader.subscription().stats().lagMs(), 1e-9);
        assertEquals(6, reader.subscription().stats().headroomFrames());
        assertEquals(0.75, reader.subscription().stats().headroomShare(), 1e-9);
        reader.drain();
        assertEquals(0, reader.subscription().stats().lagNs());
        assertEquals(1.0, reader.subscription().stats().headroomShare(), 1e-9);
        source.audios(8);
        assertEquals(0, reader.subscription().stats().headroomFrames());
        assertEquals(0.0, reader.subscription().stats().headroomShare(), 1e-9);
    }

    /** Seed 1.5: a lagged subscriber of a closed stream still gets the gap, then the tail, then the end. */
    @Test
    void shouldTellTheGapOfAClosedStream() {
        Source source = source(8);
        Reader reader = reader(source, resync(Resync.OLDEST));
        source.audios(11);
        source.handle().close();
        assertEquals(Subscription.ENDED, reader.drain());
        assertEquals("gap 0..2", reader.events().get(0));
        assertEquals(RecordingHandler.range(3, 10), reader.sequences());
    }
}
