package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions that one thread polls: whom else it polls makes no difference to any of them. */
public abstract class OneThreadContract extends BusContract {
    private static final long SEED = 0x1128_2026L;
    private static final int PAIRS = 6;
    private static final FrameHeader AUDIO =
            new FrameHeader().trackId(1).kind(FrameKind.AUDIO).codec(Codec.OPUS);
    private static final int PATIENCE_S = 20;
    private static final int MANY = 1 << 20;

    protected OneThreadContract(BusFactory factory) {
        super(factory);
    }

    /** Two subscriptions that are treated alike: one is polled by the thread of all, the other by a thread of its own. */
    private final class Pair implements AutoCloseable {
        private final Reader amongOthers;
        private final Reader alone;
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        Pair(Source source, SubscribeOptions options) {
            amongOthers = reader(source, options);
            alone = reader(source, options);
        }

        void poll(ReadingWay way, int limit) throws InterruptedException, ExecutionException, TimeoutException {
            int result = amongOthers.poll(way, limit);
            int expected = thread.submit(() -> alone.poll(way, limit)).get(PATIENCE_S, TimeUnit.SECONDS);
            assertEquals(expected, result);
        }

        void check() {
            assertEquals(alone.events(), amongOthers.events());
            assertEquals(alone.seen().received(), amongOthers.seen().received());
            assertEquals(alone.seen().gapsTold(), amongOthers.seen().gapsTold());
            BooksCheck.check(amongOthers.subscription(), amongOthers.seen());
        }

        @Override
        public void close() {
            thread.shutdown();
        }
    }

    private static SubscribeOptions options(int pair) {
        SubscribeOptions.Builder options = SubscribeOptions.builder();
        return switch (pair) {
            case 0, 1 -> options.build();
            case 2 -> options.resync(Resync.OLDEST).startAt(StartAt.OLDEST).build();
            case 3 -> options.resync(Resync.LIVE).recordLatency().build();
            case 4 -> options.tracks(0).dropDiscardable().build();
            default -> options.tracks(1).build();
        };
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeToldTheSameAsOnAThreadOfItsOwn(ReadingWay way) throws Exception {
        beToldTheSame(SEED, 12, random -> way);
    }

    /** Nearly all polls find one frame, or none. */
    @ParameterizedTest
    @EnumSource
    void shouldBeToldTheSameAtTheLiveEdge(ReadingWay way) throws Exception {
        beToldTheSame(SEED + 2, 2, random -> way);
    }

    /** Some by copy, some in place, one and the same now this way and then that. */
    @Test
    void shouldBeToldTheSameWhicheverWayItIsRead() throws Exception {
        beToldTheSame(SEED + 1, 12, random -> random.nextBoolean() ? ReadingWay.BY_COPY : ReadingWay.IN_PLACE);
    }

    /** Fewer than {@code frames} are published between polls. */
    private void beToldTheSame(long seed, int frames, Function<Random, ReadingWay> ways) throws Exception {
        System.out.println("OneThreadContract seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 12; run++) {
            StreamConfig config = StreamConfig.builder()
                    .capacityFrames(8L << random.nextInt(5))
                    .capacityBytes(1 << (12 + random.nextInt(8)))
                    .build();
            Source source = source(config);
            List<Pair> pairs = new ArrayList<>();
            try {
                for (int i = 0; i < PAIRS; i++) {
                    pairs.add(new Pair(source, options(i)));
                }
                for (int step = 0; step < 120; step++) {
                    publishSome(random, frames, source);
                    pollSome(random, ways, pairs);
                }
                source.handle().close();
                for (Pair pair : pairs) {
                    pair.poll(ways.apply(random), Integer.MAX_VALUE);
                    pair.poll(ways.apply(random), Integer.MAX_VALUE);
                    pair.check();
                }
            } finally {
                pairs.forEach(Pair::close);
            }
        }
    }

    private static void publishSome(Random random, int frames, Source source) {
        int longest = source.handle().config().effectiveCapacityBytes();
        for (int left = random.nextInt(frames); left > 0; left--) {
            source.length(Math.min(longest, Payloads.someLength(random, 50)));
            switch (random.nextInt(12)) {
                case 0 -> source.key();
                case 1 -> source.videoConfig();
                case 2, 3 -> source.audio();
                case 4 -> source.handle().claim(AUDIO, random.nextInt(400)).abort();
                default -> source.delta();
            }
        }
    }

    /** Mostly all of them in turn, as an egress thread does; or some one, so that they come apart. */
    private static void pollSome(Random random, Function<Random, ReadingWay> ways, List<Pair> pairs) throws Exception {
        int limit = 1 + random.nextInt(random.nextBoolean() ? 16 : 100);
        if (random.nextInt(3) > 0) {
            for (Pair pair : pairs) {
                pair.poll(ways.apply(random), limit);
            }
        } else {
            pairs.get(random.nextInt(pairs.size())).poll(ways.apply(random), limit);
        }
    }

    /** Frames of the same numbers, read in turn. */
    @ParameterizedTest
    @EnumSource
    void shouldBeGivenItsOwnStreamsFrames(ReadingWay way) {
        EngineUnderTest engine = engine(frames(64));
        List<Source> sources = List.of(
                new Source(engine.bus().startPublish(KEY)),
                new Source(engine.bus().startPublish(StreamKey.of(APP, "another"))));
        List<Reader> readers = new ArrayList<>();
        for (Source source : sources) {
            readers.add(reader(source));
            readers.add(reader(source));
        }
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < sources.size(); i++) {
                sources.get(i).length(100 + 50 * i).gop(3);
            }
            for (Reader reader : readers) {
                assertEquals(3, reader.poll(way, MANY));
            }
        }
        for (Reader reader : readers) {
            assertEquals(RecordingHandler.range(0, 59), reader.sequences());
        }
    }

    /** What a handler was shown stays, while it has another subscription polled. */
    @ParameterizedTest
    @EnumSource
    void shouldBeShownTheSameFrameAfterAPollFromItsHandler(ReadingWay way) {
        Source source = source(64);
        Reader other = reader(source);
        RecordingHandler seen = new RecordingHandler(source, 0, null);
        Subscription subscription = source.handle().subscribe();
        FrameHandler handler = new FrameHandler() {
            @Override
            public void onFrame(DeliveredFrame frame) {
                other.poll(way, 1);
                seen.onFrame(frame);
                source.length(300).delta();
                other.poll(way, 2);
                assertEquals(source.at(frame.sequence()), frame.copy());
            }
        };
        for (int round = 0; round < 10; round++) {
            source.length(50 + round).gop(4);
            other.poll(way, 3);
            way.poll(subscription, handler, 4);
        }
        BooksCheck.check(subscription, seen);
        assertEquals(40, seen.frames());
    }

    /** Its frame counts as delivered, and the next poll goes on behind it. */
    @ParameterizedTest
    @EnumSource
    void shouldGoOnAfterAHandlerThatThrew(ReadingWay way) {
        Source source = source(64);
        Reader first = reader(source);
        Subscription failing = source.handle().subscribe();
        Reader last = reader(source);
        List<Long> given = new ArrayList<>();
        FrameHandler handler = new FrameHandler() {
            @Override
            public void onFrame(DeliveredFrame frame) {
                given.add(frame.sequence());
                if (frame.sequence() % 4 == 1) {
                    throw new IllegalStateException("frame " + frame.sequence());
                }
            }
        };
        for (int round = 0; round < 10; round++) {
            source.gop(4);
            assertEquals(4, first.poll(way, MANY));
            assertThrows(IllegalStateException.class, () -> way.poll(failing, handler, 10));
            assertEquals(2, way.poll(failing, handler, 10));
            assertEquals(4, last.poll(way, MANY));
            BooksCheck.check(failing);
        }
        assertEquals(RecordingHandler.range(0, 39), given);
    }

    /** Bytes, media time and sync points of a gap are counted from the frame at which the handler threw, which was handed over. */
    @ParameterizedTest
    @EnumSource
    void shouldMeasureAGapFromTheFrameAtWhichAHandlerThrew(ReadingWay way) {
        Source source = source(8);
        Reader first = reader(source, resync(Resync.OLDEST));
        Subscription failing = source.handle().subscribe(resync(Resync.OLDEST).build());
        List<Gap> told = new ArrayList<>();
        FrameHandler handler = new FrameHandler() {
            @Override
            public void onFrame(DeliveredFrame frame) {
                throw new IllegalStateException("frame " + frame.sequence());
            }

            @Override
            public void onGap(Gap gap) {
                told.add(gap.copy());
            }
        };
        for (int round = 0; round < 10; round++) {
            source.length(100).gop(3).length(1000).gop(3);
            assertEquals(6, first.poll(way, MANY));
            assertThrows(IllegalStateException.class, () -> way.poll(failing, handler, 10));
            assertThrows(IllegalStateException.class, () -> way.poll(failing, handler, 10));
            source.length(30).gop(8);
            first.poll(way, MANY);
            assertThrows(IllegalStateException.class, () -> way.poll(failing, handler, 10));
            way.poll(failing, frame -> {}, 10);
            BooksCheck.check(failing);
        }
        assertEquals(10, told.size());
        for (Gap gap : told) {
            assertEquals(4, gap.frames());
            assertEquals(100 + 3 * 1000, gap.bytes());
            assertEquals(4 * Source.STEP_US, gap.mediaTimeUs());
            assertEquals(1, gap.syncPoints());
        }
    }

    /** The same, where it is handed its frames one by one as they are published. */
    @ParameterizedTest
    @EnumSource
    void shouldMeasureAGapFromTheNewestFrameAtWhichAHandlerThrew(ReadingWay way) {
        Source source = source(8).length(30);
        Reader first = reader(source, resync(Resync.OLDEST));
        Subscription failing = source.handle().subscribe(resync(Resync.OLDEST).build());
        List<Gap> told = new ArrayList<>();
        FrameHandler handler = new FrameHandler() {
            @Override
            public void onFrame(DeliveredFrame frame) {
                if (frame.length() > 30) {
                    throw new IllegalStateException("frame " + frame.sequence());
                }
            }

            @Override
            public void onGap(Gap gap) {
                told.add(gap.copy());
            }
        };
        source.gop(3);
        first.poll(way, MANY);
        assertEquals(3, way.poll(failing, handler, 10));
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 3; i++) {
                source.length(100).delta();
                assertEquals(1, first.poll(way, MANY));
                assertThrows(IllegalStateException.class, () -> way.poll(failing, handler, 10));
            }
            source.length(1000).gop(3);
            first.poll(way, MANY);
            source.length(30).gop(8);
            first.poll(way, MANY);
            assertEquals(8, way.poll(failing, handler, 10));
            BooksCheck.check(failing);
        }
        assertEquals(10, told.size());
        for (Gap gap : told) {
            assertEquals(3, gap.frames());
            assertEquals(3 * 1000, gap.bytes());
            assertEquals(3 * Source.STEP_US, gap.mediaTimeUs());
            assertEquals(1, gap.syncPoints());
        }
    }

    /** A handler that kept a frame reads nothing in it, whoever is handed the frame now. */
    @ParameterizedTest
    @EnumSource
    void shouldShowNothingInFramesThatAreOver(ReadingWay way) {
        Source source = source(64).length(200);
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            subscriptions.add(source.handle().subscribe());
        }
        List<DeliveredFrame> over = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            source.audios(5);
            for (Subscription subscription : subscriptions) {
                List<DeliveredFrame> kept = new ArrayList<>();
                assertEquals(
                        5,
                        way.poll(
                                subscription,
                                frame -> {
                                    kept.add(frame);
                                    assertOver(over);
                                    assertTrue(Payloads.isOf(frame.payload(), frame.sequence()));
                                },
                                10));
                assertOver(kept);
                over.addAll(kept);
                BooksCheck.check(subscription);
            }
            over.clear(); // a subscription may show its next frames in the same object
        }
    }

    private static void assertOver(List<DeliveredFrame> frames) {
        for (DeliveredFrame frame : frames) {
            assertEquals(0, frame.length());
            assertEquals(0, frame.payload().remaining());
            assertThrows(IllegalArgumentException.class, () -> frame.copyPayload(0, ByteBuffer.allocate(1), 0, 1));
        }
    }

    /** Nothing more is handed over, and the others miss nothing. */
    @ParameterizedTest
    @EnumSource
    void shouldEndWhereItsHandlerClosesIt(ReadingWay way) {
        Source source = source(64);
        Reader first = reader(source);
        Subscription closing = source.handle().subscribe();
        Reader last = reader(source);
        source.gop(4);
        first.poll(way, MANY);
        assertEquals(4, last.poll(way, MANY));
        List<Long> given = new ArrayList<>();
        way.poll(closing, frame -> given.add(frame.sequence()), 4);
        source.deltas(6);
        first.poll(way, MANY);
        way.poll(
                closing,
                frame -> {
                    given.add(frame.sequence());
                    if (frame.sequence() == 6) {
                        closing.close();
                    }
                },
                10);
        assertEquals(6, last.poll(way, MANY));
        assertEquals(RecordingHandler.range(0, 6), given);
        BooksCheck.check(closing);
    }

    /** What the ring holds no more is lost to one that comes later, whoever was given it. */
    @ParameterizedTest
    @EnumSource
    void shouldLoseWhatTheRingHasRetired(ReadingWay way) {
        Source source = source(8);
        Reader first = reader(source, resync(Resync.OLDEST));
        Reader second = reader(source, resync(Resync.OLDEST));
        Reader late = reader(source, resync(Resync.OLDEST));
        for (int round = 0; round < 5; round++) {
            source.gop(8);
            first.poll(way, MANY);
            second.poll(way, MANY);
            source.deltas(3);
            assertEquals(8, late.poll(way, MANY));
            first.poll(way, MANY);
            second.poll(way, MANY);
        }
        assertEquals("gap 0..2", late.events().get(0));
        assertEquals(5, late.seen().gaps());
        assertEquals(15, late.subscription().dropped());
    }

    /** A configuration in the midst of what others have read is told at its place. */
    @ParameterizedTest
    @EnumSource
    void shouldBeGivenConfigurationsAtTheirPlace(ReadingWay way) {
        Source source = source(64);
        List<Reader> readers = List.of(reader(source), reader(source), reader(source));
        for (int round = 0; round < 10; round++) {
            source.length(20 + round).videoConfig().length(100).gop(3).audio().delta();
            for (Reader reader : readers) {
                assertEquals(6, reader.poll(way, MANY));
            }
            Reader joining = reader(source, startAt(StartAt.SYNC_POINT));
            joining.poll(way, MANY);
            assertEquals("config " + 6 * round, joining.events().get(0));
            assertEquals("frame " + (6 * round + 1), joining.events().get(1));
            assertEquals(FrameKind.KEY, joining.seen().received().get(0).frame().kind());
        }
        for (Reader reader : readers) {
            assertEquals(RecordingHandler.range(0, 59), reader.sequences());
            assertEquals(List.<Gap>of(), reader.seen().gapsTold());
        }
    }

    /** Overwrites, from within its handler, the frames of the sequences that it is told, and notes what it is given. */
    private static final class Overwriting implements FrameHandler {
        private final Source source;
        private final boolean asks;
        private final List<Long> intact = new ArrayList<>();
        private final List<Long> torn = new ArrayList<>();
        private final List<Gap> told = new ArrayList<>();
        private long overwrites = -1;

        Overwriting(Source source, boolean asks) {
            this.source = source;
            this.asks = asks;
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            if (frame.sequence() == overwrites) {
                assertEquals(source.at(overwrites), frame.copy());
                source.length(30).deltas(source.handle().config().effectiveCapacityFrames());
            }
            boolean overwritten = frame.sequence() == overwrites;
            if (asks) {
                assertEquals(!overwritten, frame.isIntact());
            }
            (overwritten ? torn : intact).add(frame.sequence());
        }

        @Override
        public void onGap(Gap gap) {
            told.add(gap.copy());
        }

        /** The only gap told since this was last asked, which begins with the only frame that was torn. */
        Gap takeTold() {
            assertEquals(List.of(overwrites), torn);
            assertEquals(1, told.size());
            Gap gap = told.get(0);
            assertEquals(overwrites, gap.firstSequence());
            torn.clear();
            told.clear();
            return gap;
        }
    }

    /** It is the first of the gap, and frames that went with it are not handed over. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeBackAFrameThatIsTornAmongOthers(boolean asks) {
        Source source = source(8);
        Reader first = reader(source, resync(Resync.OLDEST));
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        Overwriting handler = new Overwriting(source, asks);
        for (int round = 1; round <= 5; round++) {
            long begins = source.count();
            source.length(100).gop(3).length(1000).gop(3);
            assertEquals(6, first.pollInPlace(6));
            handler.overwrites = begins + 2;
            assertEquals(2, subscription.pollInPlace(handler, 6));
            assertEquals(round, subscription.stats().torn());
            assertEquals(8, subscription.pollInPlace(handler, 8));
            first.pollInPlace();
            BooksCheck.check(subscription);
            Gap gap = handler.takeTold();
            assertEquals(4, gap.frames());
            assertEquals(100 + 3 * 1000, gap.bytes());
            assertEquals(4 * Source.STEP_US, gap.mediaTimeUs());
            assertEquals(1, gap.syncPoints());
        }
        assertEquals(50, handler.intact.size());
    }

    /** It is the gap, which is told before the next frame. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTakeBackTheNewestFrameIfItIsTorn(boolean asks) {
        Source source = source(8);
        Reader first = reader(source, resync(Resync.OLDEST));
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        Overwriting handler = new Overwriting(source, asks);
        source.length(100).gop(3);
        first.pollInPlace();
        assertEquals(3, subscription.pollInPlace(handler, 6));
        for (int round = 1; round <= 5; round++) {
            source.length(100).delta();
            assertEquals(1, first.pollInPlace());
            assertEquals(1, subscription.pollInPlace(handler, 6));
            handler.overwrites = source.count();
            source.length(1000).delta();
            assertEquals(1, first.pollInPlace());
            assertEquals(0, subscription.pollInPlace(handler, 6));
            assertEquals(round, subscription.stats().torn());
            assertEquals(8, subscription.pollInPlace(handler, 8));
            first.pollInPlace();
            BooksCheck.check(subscription);
            Gap gap = handler.takeTold();
            assertEquals(1, gap.frames());
            assertEquals(1000, gap.bytes());
            assertEquals(Source.STEP_US, gap.mediaTimeUs());
        }
        assertEquals(3 + 5 * 9, handler.intact.size());
    }

    /** That the frame before was intact which was found at the same place of what is shared says nothing of this one. */
    @Test
    void shouldJudgeEachFrameAnew() {
        List<Source> sources = List.of(source(4), source(4));
        List<Reader> first = new ArrayList<>();
        List<Subscription> second = new ArrayList<>();
        for (Source source : sources) {
            first.add(reader(source, resync(Resync.OLDEST)));
            second.add(source.handle().subscribe(resync(Resync.OLDEST).build()));
        }
        for (int round = 0; round < 10; round++) {
            boolean overwrites = round % 2 == 1;
            for (int i = 0; i < sources.size(); i++) {
                Source source = sources.get(i).audio();
                assertEquals(1, first.get(i).pollInPlace());
                FrameHandler handler = frame -> {
                    assertTrue(overwrites || frame.isIntact());
                    source.audios(overwrites ? 4 : 0);
                };
                assertEquals(overwrites ? 0 : 1, second.get(i).pollInPlace(handler, 1));
                assertEquals((round + 1) / 2, second.get(i).stats().torn());
                first.get(i).pollInPlace();
                second.get(i).pollInPlace(frame -> {}, 10);
                BooksCheck.check(second.get(i));
            }
        }
    }

    /** What the handler found intact, it may have let out: it counts. What went meanwhile and had not had its turn is lost. */
    @Test
    void shouldNotBeGivenAmongOthersWhatWentBeforeItsTurn() {
        Source source = source(8);
        Reader first = reader(source, resync(Resync.OLDEST));
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        List<Long> given = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            long begins = source.count();
            source.gop(6);
            assertEquals(6, first.pollInPlace());
            FrameHandler handler = frame -> {
                given.add(frame.sequence());
                assertTrue(frame.isIntact());
                if (frame.sequence() == begins + 1) {
                    source.deltas(6); // four of its six are overwritten
                }
            };
            assertEquals(4, subscription.pollInPlace(handler, 6));
            assertEquals(6, subscription.pollInPlace(handler, 6));
            assertEquals(6, first.pollInPlace());
            assertEquals(
                    List.of(0L, 1L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L),
                    given.stream()
                            .map(sequence -> sequence - begins)
                            .filter(i -> i >= 0)
                            .toList());
            BooksCheck.check(subscription);
        }
        assertEquals(10, subscription.dropped());
        assertEquals(0, subscription.stats().torn());
    }
}
