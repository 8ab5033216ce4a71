package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FanOut;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.Resync;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What handlers do to whom they are served with: nothing. */
public abstract class FanOutHandlerContract extends FanOutCases {
    protected FanOutHandlerContract(BusFactory factory) {
        super(factory);
    }

    /** Its frame counts as delivered, the others are served on, and it is back in step once it has the rest. */
    @ParameterizedTest
    @EnumSource
    void shouldServeTheOthersWhenAHandlerThrows(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        Reader before = reader(source);
        Reader failing = reader(source);
        Reader after = reader(source);
        ServedMember failed = new ServedMember(failing.subscription(), new FailingHandler(failing.seen(), 10), way);
        add(fanOut, before, way);
        fanOut.add(failed);
        add(fanOut, after, way);
        comeIntoStep(source, fanOut);

        source.audios(7);
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        failed.takeAlone();
        for (int frames = 1; frames <= 3; frames++) {
            // The one at which it throws, with one before it and with two behind it.
            source.audios(1 + frames);
            int times = failed.failures().size();
            assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
            while (failed.failures().size() == times) {
                source.audio();
                assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
            }
            assertFalse(fanOut.isDrained());
            assertInstanceOf(IllegalStateException.class, failed.failures().get(times));
            long given = failing.sequences().get(failing.sequences().size() - 1);
            assertEquals(0, given % 10);
            fanOut.serve(MANY, MANY_BYTES);
            assertTrue(fanOut.isDrained());
        }
        assertEquals(before.sequences(), after.sequences());
        assertEquals(before.sequences(), failing.sequences());
    }

    /** What {@code failed} throws ends the pass; nobody loses anything by it. */
    @ParameterizedTest
    @EnumSource
    void shouldLoseNothingWhenAPassIsLeft(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<Reader> readers = List.of(reader(source), reader(source), reader(source));
        add(fanOut, readers.get(0), way);
        fanOut.add(
                new ServedMember(
                        readers.get(1).subscription(),
                        new FailingHandler(readers.get(1).seen(), 5),
                        way) {
                    @Override
                    public void failed(Throwable failure) {
                        throw new IllegalStateException("to be left", failure);
                    }
                });
        add(fanOut, readers.get(2), way);
        comeIntoStep(source, fanOut);
        int left = 0;
        for (int round = 0; round < 20; round++) {
            source.audios(1 + round % 3);
            for (boolean again = true; again; ) {
                try {
                    fanOut.serve(MANY, MANY_BYTES);
                    again = !fanOut.isDrained();
                } catch (IllegalStateException thrown) {
                    left++;
                }
            }
            readers.forEach(reader -> assertEquals(0, reader.subscription().lag()));
        }
        assertTrue(left >= 5, "passes that were left");
        for (Reader reader : readers) {
            assertEquals(RecordingHandler.range(0, source.count() - 1), reader.sequences());
        }
    }

    /** Nothing more is handed over to it, and its end is left to be told by a poll. */
    @ParameterizedTest
    @EnumSource
    void shouldStopWhereASubscriptionIsClosed(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        Reader first = reader(source);
        Subscription closing = source.handle().subscribe();
        List<Long> given = new ArrayList<>();
        ServedMember closed = new ServedMember(
                closing,
                frame -> {
                    given.add(frame.sequence());
                    if (frame.sequence() == 4) {
                        closing.close();
                    }
                },
                way);
        add(fanOut, first, way);
        fanOut.add(closed);
        comeIntoStep(source, fanOut);
        source.audios(5);
        fanOut.serve(MANY, MANY_BYTES);
        assertEquals(RecordingHandler.range(0, 4), given);
        fanOut.serve(MANY, MANY_BYTES);
        assertTrue(closed.isEnded());
        assertEquals(RecordingHandler.range(0, 6), first.sequences());
        BooksCheck.check(closing);
        assertInstanceOf(EndReason.ClosedBySubscriber.class, closing.endReason().orElseThrow());
    }

    /** By copy it was read before; in place it is torn for the one who was reading, and lost to those after it. */
    @ParameterizedTest
    @EnumSource
    void shouldHandOnlyWholeFramesOverWhereAHandlerHasThemOverwritten(ReadingWay way) {
        Source source = source(8);
        FanOut fanOut = fanOut(source, way);
        boolean[] overwrite = new boolean[1];
        List<Reader> readers = List.of(
                reader(source, resync(Resync.OLDEST)),
                reader(source, resync(Resync.OLDEST)),
                reader(source, resync(Resync.OLDEST)));
        Subscription writing = source.handle().subscribe(resync(Resync.OLDEST).build());
        List<Long> intact = new ArrayList<>();
        add(fanOut, readers.get(0), way);
        fanOut.add(new ServedMember(
                writing,
                frame -> {
                    if (overwrite[0]) {
                        overwrite[0] = false;
                        source.length(30).audios(8);
                    }
                    assertEquals(
                            way == ReadingWay.BY_COPY
                                    || frame.sequence() >= source.handle().tail(),
                            frame.isIntact());
                    if (frame.isIntact()) {
                        intact.add(frame.sequence());
                    }
                },
                way));
        add(fanOut, readers.get(1), way);
        add(fanOut, readers.get(2), way);
        for (int frames = 1; frames <= 3; frames++) {
            comeIntoStep(source, fanOut);
            long first = source.count();
            long torn = writing.stats().torn();
            source.length(200).audios(frames);
            overwrite[0] = true;
            fanOut.serve(MANY, MANY_BYTES);
            assertFalse(overwrite[0]);
            while (!fanOut.isDrained()) {
                fanOut.serve(MANY, MANY_BYTES);
            }
            fanOut.serve(MANY, MANY_BYTES);
            boolean byCopy = way == ReadingWay.BY_COPY;
            assertEquals(torn + (byCopy ? 0 : 1), writing.stats().torn());
            assertEquals(byCopy, intact.contains(first));
            for (Reader reader : readers) {
                assertTrue(reader.sequences().contains(first) || !byCopy);
                assertEquals(0, reader.subscription().stats().torn(), "is not shown what another was torn from");
                assertEquals(0, reader.subscription().lag());
            }
            BooksCheck.check(writing);
        }
    }

    /** ServedMember before the one that overwrote a frame, some have it; whether they asked and what they saw then is what counts. */
    @Test
    void shouldBelieveAHandlerThatFoundItsFrameIntact() {
        Source source = source(8);
        FanOut fanOut = fanOut(source, ReadingWay.IN_PLACE);
        List<Subscription> asking = new ArrayList<>();
        long[] overwrites = {-1};
        for (int i = 0; i < 2; i++) {
            asking.add(source.handle().subscribe(resync(Resync.OLDEST).build()));
            fanOut.add(new ServedMember(
                    asking.get(i),
                    frame -> {
                        boolean intact = frame.isIntact();
                        if (frame.sequence() == overwrites[0] && intact) {
                            source.audios(8);
                        }
                    },
                    ReadingWay.IN_PLACE));
        }
        comeIntoStep(source, fanOut);
        overwrites[0] = source.count();
        source.audio();
        fanOut.serve(MANY, MANY_BYTES);
        fanOut.serve(MANY, MANY_BYTES);
        assertEquals(0, asking.get(0).dropped());
        assertEquals(1, asking.get(1).stats().torn());
        assertEquals(1, asking.get(1).dropped());
        asking.forEach(BooksCheck::check);
    }

    /** The one before it had asked, and seen it intact: that is not to be taken for an answer now. */
    @Test
    void shouldLookAgainForAHandlerThatDoesNotAsk() {
        Source source = source(8);
        FanOut fanOut = fanOut(source, ReadingWay.IN_PLACE);
        Reader asking = reader(source, resync(Resync.OLDEST));
        Subscription trusting = source.handle().subscribe(resync(Resync.OLDEST).build());
        long[] overwrites = {-1};
        fanOut.add(new ServedMember(
                asking.subscription(),
                frame -> {
                    assertTrue(frame.isIntact());
                    asking.seen().onFrame(frame);
                },
                ReadingWay.IN_PLACE));
        fanOut.add(new ServedMember(
                trusting,
                frame -> {
                    if (frame.sequence() == overwrites[0]) {
                        source.audios(8);
                    }
                },
                ReadingWay.IN_PLACE));
        comeIntoStep(source, fanOut);
        overwrites[0] = source.count();
        source.audio();
        assertEquals(2, fanOut.serve(MANY, MANY_BYTES));
        assertEquals(1, trusting.stats().torn());
        fanOut.serve(MANY, MANY_BYTES);
        assertEquals(1, trusting.dropped());
        assertEquals(0, asking.subscription().dropped());
        BooksCheck.check(trusting);
    }

    /** It is lost to all of them, and none sees what is there instead. */
    @Test
    void shouldNotShowAFrameThatWentBeforeItsTurn() {
        Source source = source(8);
        FanOut fanOut = fanOut(source, ReadingWay.IN_PLACE);
        Reader first = reader(source, resync(Resync.OLDEST));
        Reader last = reader(source, resync(Resync.OLDEST));
        long[] overwrites = {-1};
        add(fanOut, first, ReadingWay.IN_PLACE);
        fanOut.add(new ServedMember(
                last.subscription(),
                new FrameHandler() {
                    @Override
                    public void onFrame(DeliveredFrame frame) {
                        last.seen().onFrame(frame);
                        if (frame.sequence() == overwrites[0]) {
                            assertTrue(frame.isIntact());
                            source.audios(8);
                        }
                    }

                    @Override
                    public void onGap(Gap gap) {
                        last.seen().onGap(gap);
                    }
                },
                ReadingWay.IN_PLACE));
        comeIntoStep(source, fanOut);
        overwrites[0] = source.count();
        source.audios(3);
        do {
            fanOut.serve(MANY, MANY_BYTES);
        } while (first.subscription().lag() + last.subscription().lag() > 0);
        for (Reader reader : List.of(first, last)) {
            assertEquals(0, reader.subscription().stats().torn());
            assertEquals(List.of(0L, 1L, 2L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L), reader.sequences());
        }
    }

    /** In none that it kept. */
    @ParameterizedTest
    @EnumSource
    void shouldShowNothingInFramesThatAreOver(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<DeliveredFrame> kept = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            fanOut.add(new ServedMember(source.handle().subscribe(), kept::add, way));
        }
        for (int round = 0; round < 4; round++) {
            source.audios(1 + round);
            fanOut.serve(MANY, MANY_BYTES);
            assertEquals(3 * (1 + round), kept.size());
            for (DeliveredFrame frame : kept) {
                assertEquals(0, frame.length());
                assertEquals(0, frame.payload().remaining());
            }
            kept.clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToBeUsedFromAHandler(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<String> refused = new ArrayList<>();
        ServedMember other = new ServedMember(source.handle().subscribe(), frame -> {}, way);
        ServedMember member = new ServedMember(
                source.handle().subscribe(),
                frame -> {
                    for (Runnable use : List.<Runnable>of(
                            () -> fanOut.serve(1, 1), () -> fanOut.add(other), () -> fanOut.remove(other))) {
                        refused.add(assertThrows(IllegalStateException.class, use::run)
                                .getMessage());
                    }
                },
                way);
        fanOut.add(member);
        fanOut.add(new ServedMember(source.handle().subscribe(), frame -> {}, way));
        comeIntoStep(source, fanOut);
        assertEquals(6, refused.size());
        assertEquals("a fan-out must not be used from within what it serves", refused.get(0));
        assertNull(member.failures().stream().findAny().orElse(null));
    }
}
