package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.EndReason;
import io.framebus.FanOut;
import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.LatencyRecording;
import io.framebus.LatencySampling;
import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions that are served together: each is handed, and has counted for it, what it would be if it were polled by itself. */
public abstract class FanOutContract extends FanOutCases {
    private static final long SEED = 0x1129_2026L;

    protected FanOutContract(BusFactory factory) {
        super(factory);
    }

    /** Two subscriptions that are treated alike: one is served with others, the other is polled by itself. */
    private final class Twins {
        private final Reader together;
        private final Reader byItself;
        private final ServedMember served;
        private final ServedMember polled;
        private boolean isServed;

        Twins(Source source, SubscribeOptions options, long failsEvery, ReadingWay way) {
            together = reader(source, options);
            byItself = reader(source, options);
            served = new ServedMember(together.subscription(), new FailingHandler(together.seen(), failsEvery), way);
            polled = new ServedMember(byItself.subscription(), new FailingHandler(byItself.seen(), failsEvery), way);
        }

        void change(FanOut fanOut) {
            if (isServed) {
                assertTrue(fanOut.remove(served));
                assertFalse(fanOut.remove(served));
            } else {
                fanOut.add(served);
            }
            isServed = !isServed;
        }

        boolean hasToBeServed() {
            return isServed && together.subscription().lag() > 0;
        }

        void drain() {
            if (!isServed) {
                served.drain();
            }
            polled.drain();
        }

        void check() {
            drain();
            assertEquals(byItself.events(), together.events());
            assertEquals(byItself.seen().received(), together.seen().received());
            assertEquals(byItself.seen().gapsTold(), together.seen().gapsTold());
            assertEquals(
                    byItself.subscription().delivered(), together.subscription().delivered());
            assertEquals(
                    byItself.subscription().filtered(), together.subscription().filtered());
            assertEquals(0, together.subscription().lag());
            BooksCheck.check(together.subscription(), together.seen());
        }
    }

    private static SubscribeOptions options(int number) {
        SubscribeOptions.Builder options = SubscribeOptions.builder();
        return switch (number) {
            case 0, 1, 2 -> options.build();
            case 3 -> options.resync(Resync.OLDEST).startAt(StartAt.OLDEST).build();
            case 4 -> options.resync(Resync.LIVE).recordLatency().build();
            case 5 -> options.tracks(0).dropDiscardable().build();
            case 6 -> options.maxTemporalLayer(0).build();
            case 7 ->
                options.maxLag(MaxLagPolicy.behindLive(Duration.ofHours(1))).build();
            default -> options.tracks(1).build();
        };
    }

    /** They come and go, fall behind, filter, throw; configurations change; there is little, and too much, to read. */
    @ParameterizedTest
    @EnumSource
    void shouldBeHandedTheSameAsByItself(ReadingWay way) {
        System.out.println("FanOutContract seed " + SEED);
        Random random = new Random(SEED);
        int inStep = 0;
        for (int run = 0; run < 30; run++) {
            Source source = source(StreamConfig.builder()
                    .capacityFrames(8L << random.nextInt(6))
                    .capacityBytes(1 << (12 + random.nextInt(8)))
                    .build());
            FanOut fanOut = fanOut(source, way);
            List<Twins> all = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                all.add(new Twins(source, options(i), random.nextInt(4) == 0 ? 7 : 0, way));
                if (random.nextInt(3) == 0) {
                    all.get(i).served.framesAlone(1 + random.nextInt(5));
                }
                all.get(i).change(fanOut);
            }
            int most = random.nextInt(3) > 0 ? 3 : 100;
            for (int step = 0; step < 150; step++) {
                publishSome(random, most, source);
                if (random.nextInt(20) == 0) {
                    all.get(random.nextInt(all.size())).change(fanOut);
                }
                inStep += serve(random, fanOut, all);
                all.forEach(Twins::drain);
                if (step % 10 == 0) {
                    all.forEach(Twins::check);
                }
            }
            source.handle().close();
            fanOut.serve(MANY, MANY_BYTES);
            for (Twins twins : all) {
                twins.check();
                assertTrue(twins.served.isEnded(), "was told of its end");
            }
        }
        System.out.println("in step " + inStep);
        assertTrue(inStep > 5_000, "hardly ever was anyone in step");
    }

    /** As often as it takes: one whose handler threw has not been handed all, for one. Returns how many were in step. */
    private static int serve(Random random, FanOut fanOut, List<Twins> all) {
        int maxFrames = random.nextInt(10) == 0 ? random.nextInt(3) : MANY;
        long maxBytes = random.nextInt(10) == 0 ? random.nextInt(500) : MANY_BYTES;
        int inStep = fanOut.serve(maxFrames, maxBytes);
        for (int times = 0; !fanOut.isDrained() || all.stream().anyMatch(Twins::hasToBeServed); times++) {
            assertTrue(times < 1000, "is never drained");
            inStep += fanOut.serve(maxFrames, maxBytes);
        }
        return inStep;
    }

    private static void publishSome(Random random, int frames, Source source) {
        int longest = source.handle().config().effectiveCapacityBytes();
        for (int left = random.nextInt(frames); left > 0; left--) {
            source.length(Math.min(longest, Payloads.someLength(random, 100)));
            switch (random.nextInt(30)) {
                case 0 -> source.key();
                case 1 -> source.videoConfig();
                case 2, 3, 4, 5 -> source.audio();
                case 6, 7, 8 -> source.send(Source.video(0, FrameKind.DELTA).flags(FrameFlags.DISCARDABLE));
                case 9, 10 -> source.send(Source.video(0, FrameKind.DELTA).temporalLayer(1));
                case 11 -> source.send(Source.video(0, FrameKind.DELTA).flags(FrameFlags.DISCONTINUITY));
                case 12 -> source.delta(2);
                default -> source.delta();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountWhatItHandsOverInStep(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<ServedMember> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(add(fanOut, reader(source), way));
        }
        members.add(add(fanOut, reader(source, SubscribeOptions.builder().tracks(0)), way));
        source.key();
        comeIntoStep(source, fanOut);
        members.forEach(ServedMember::takeAlone);

        source.length(100).audios(2).length(50).key();
        assertEquals(4, fanOut.serve(MANY, MANY_BYTES));
        assertEquals(3 * 3 + 1, fanOut.frames());
        assertEquals(3 * 250 + 50, fanOut.bytes());
        assertTrue(fanOut.isDrained());

        assertEquals(0, fanOut.serve(MANY, MANY_BYTES));
        assertEquals(0, fanOut.frames());
        assertEquals(0, fanOut.bytes());
        assertTrue(fanOut.isDrained());
        members.forEach(member -> assertEquals(0, member.takeAlone()));
    }

    /** Who comes in later meets the others where they are, and who is behind is served alone until then. */
    @ParameterizedTest
    @EnumSource
    void shouldTakeInWhoMeetsTheOthers(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        ServedMember first = add(fanOut, reader(source), way);
        ServedMember second = add(fanOut, reader(source), way);
        comeIntoStep(source, fanOut);
        Reader late = reader(source, startAt(StartAt.OLDEST));
        ServedMember third = add(fanOut, late, way);
        fanOut.serve(MANY, MANY_BYTES);
        assertEquals(1, third.takeAlone());
        assertTrue(late.seen().received().get(0).replayed());

        source.audio();
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        source.audios(2);
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        assertEquals(0, third.takeAlone());
        assertEquals(RecordingHandler.range(0, 4), late.sequences());
        assertFalse(late.seen().received().get(4).replayed());
        first.takeAlone();
        second.takeAlone();

        // Polled further than the others, by whoever it is for.
        assertTrue(fanOut.remove(third));
        source.audios(3);
        assertEquals(1, way.poll(late.subscription(), late.seen(), 1));
        fanOut.add(third);
        assertEquals(2, fanOut.serve(MANY, MANY_BYTES), "what was published before it came is not handed over in step");
        source.audios(3);
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        assertEquals(RecordingHandler.range(0, 10), late.sequences());
    }

    /** Begins one further each time. */
    @ParameterizedTest
    @EnumSource
    void shouldBeginWithAnotherOneEachTime(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            fanOut.add(new ServedMember(source.handle().subscribe(), frame -> order.add(number), way));
        }
        comeIntoStep(source, fanOut);
        order.clear();
        for (int i = 0; i < 3; i++) {
            source.audio();
            fanOut.serve(MANY, MANY_BYTES);
        }
        assertEquals(List.of(2, 0, 1, 0, 1, 2, 1, 2, 0), order);
    }

    /** Also where there is nothing to read. */
    @ParameterizedTest
    @EnumSource
    void shouldHaveAnEndToldOnAnIdleStream(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        Reader closing = reader(source);
        ServedMember closed = add(fanOut, closing, way);
        ServedMember other = add(fanOut, reader(source), way);
        comeIntoStep(source, fanOut);
        closing.subscription().close();
        fanOut.serve(MANY, MANY_BYTES);
        assertTrue(closed.isEnded());
        assertFalse(other.isEnded());
        assertTrue(fanOut.remove(closed));
        source.handle().close();
        fanOut.serve(MANY, MANY_BYTES);
        assertTrue(other.isEnded());
        assertEquals(
                new EndReason.StreamEnded(), other.subscription().endReason().orElseThrow());
    }

    /** By a policy that goes by time, before what it is too late for. */
    @ParameterizedTest
    @EnumSource
    void shouldEvictOneThatIsInStep(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        Reader patient = reader(source);
        Reader judged =
                reader(source, SubscribeOptions.builder().maxLag(MaxLagPolicy.behindLive(Duration.ofSeconds(1))));
        add(fanOut, patient, way);
        ServedMember evicted = add(fanOut, judged, way);
        comeIntoStep(source, fanOut);
        evicted.takeAlone();
        source.audio();
        clock.advanceMs(900);
        assertEquals(2, fanOut.serve(MANY, MANY_BYTES));
        source.audio();
        clock.advanceMs(1100);
        assertEquals(1, fanOut.serve(MANY, MANY_BYTES));
        assertTrue(evicted.isEnded());
        assertInstanceOf(
                EndReason.Evicted.class, judged.subscription().endReason().orElseThrow());
        assertEquals(RecordingHandler.range(0, 2), judged.sequences());
        assertEquals(RecordingHandler.range(0, 3), patient.sequences());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRecordLatencyInStep(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        Reader each = reader(source, SubscribeOptions.builder().recordLatency());
        Reader some = reader(source, SubscribeOptions.builder().recordLatency(LatencySampling.FIRST_OF_POLL));
        add(fanOut, each, way);
        add(fanOut, some, way);
        for (int i = 0; i < 10; i++) {
            source.audios(3);
            clock.advanceMs(5);
            fanOut.serve(MANY, MANY_BYTES);
        }
        LatencyRecording ofEach = each.subscription().latency().orElseThrow();
        assertEquals(30, ofEach.queueTimeNs(null).getTotalCount());
        assertEquals(30, ofEach.handlerTimeNs(null).getTotalCount());
        Histogram ofSome = some.subscription().latency().orElseThrow().queueTimeNs(null);
        assertEquals(10, ofSome.getTotalCount());
        assertEquals(5e6, ofSome.getMean(), 1e5);
    }

    /** From the frame at which it fell behind, whoever counted until there. */
    @ParameterizedTest
    @EnumSource
    void shouldMeasureAGapFromWhereOneLeftTheStep(ReadingWay way) {
        Source source = source(8).length(10);
        FanOut fanOut = fanOut(source, way);
        Reader slow = reader(source, resync(Resync.OLDEST));
        ServedMember served = add(fanOut, slow, way);
        add(fanOut, reader(source, resync(Resync.OLDEST)), way);
        add(fanOut, reader(source, resync(Resync.OLDEST)), way);
        for (int round = 0; round < 5; round++) {
            source.gop(2);
            fanOut.serve(MANY, MANY_BYTES);
            source.length(50).deltas(2);
            assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
            assertTrue(fanOut.remove(served));
            for (int i = 0; i < 10; i++) {
                source.length(100 + i).delta();
                fanOut.serve(MANY, MANY_BYTES);
            }
            source.length(10).gop(6);
            fanOut.serve(MANY, MANY_BYTES);
            fanOut.add(served);
            fanOut.serve(MANY, MANY_BYTES);
            Gap gap = slow.seen().gapsTold().get(round);
            assertEquals(8, gap.frames());
            assertEquals(8 * 100 + 28, gap.bytes());
            assertEquals(8 * Source.STEP_US, gap.mediaTimeUs());
            assertEquals(0, gap.syncPoints());
        }
    }

    /** Nobody else polls it, until it is removed. */
    @ParameterizedTest
    @EnumSource
    void shouldRefusePollsOfWhatIsInStep(ReadingWay way) throws Exception {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        Reader reader = reader(source);
        ServedMember member = add(fanOut, reader, way);
        add(fanOut, reader(source), way);
        comeIntoStep(source, fanOut);
        Subscription subscription = reader.subscription();
        assertThrows(IllegalStateException.class, () -> way.poll(subscription, reader.seen(), 1));
        assertTrue(fanOut.remove(member));
        source.audio();
        threads.start("fan-out", () -> assertEquals(1, way.poll(subscription, reader.seen(), 10)));
        threads.awaitAll();
        fanOut.add(member);
        source.audios(3);
        fanOut.serve(MANY, MANY_BYTES);
        assertEquals(RecordingHandler.range(0, 5), reader.sequences());
    }

    /** As the reading of a subscription may. */
    @ParameterizedTest
    @EnumSource
    void shouldGoOnAfterItMovedToAnotherThread(ReadingWay way) throws Exception {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<Reader> readers = List.of(reader(source), reader(source), reader(source));
        List<ServedMember> members = new ArrayList<>();
        for (Reader reader : readers) {
            members.add(add(fanOut, reader, way));
        }
        comeIntoStep(source, fanOut);
        members.forEach(ServedMember::takeAlone);
        threads.start("fan-out", () -> {
            source.audios(2);
            fanOut.serve(MANY, MANY_BYTES);
            members.forEach(member -> assertTrue(member.takeAlone() > 0));
            source.audio();
            assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        });
        threads.awaitAll();
        source.audio();
        fanOut.serve(MANY, MANY_BYTES);
        source.audio();
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        for (Reader reader : readers) {
            assertEquals(RecordingHandler.range(0, 6), reader.sequences());
        }
    }

    /**
     * Everybody gets every frame, or is told what it lost, while a publisher on another thread never waits for long: mostly for the end
     * of a pass, so that members come into step, and now and then not at all.
     */
    @ParameterizedTest
    @ValueSource(ints = {8, 64, 1024})
    void shouldBalanceTheBooksBesideAPublisher(int capacityFrames) throws Exception {
        for (ReadingWay way : ReadingWay.values()) {
            Source source = source(capacityFrames);
            FanOut fanOut = fanOut(source, way);
            List<Reader> readers = readers(source);
            readers.forEach(reader -> add(fanOut, reader, way));
            long inStep =
                    serveBeside(fanOut, () -> MANY, readers, passes -> publishBeside(passes, capacityFrames, source));
            long overruns = checkBooks(readers);
            assertTrue(inStep > 1000, "hardly ever was anyone in step: " + inStep);
            assertTrue(overruns > 20, "hardly ever was anyone overrun: " + overruns);
        }
    }

    /** Each burst begins with a key frame, or else nobody would come into step again behind what is lost. */
    private static void publishBeside(Semaphore passes, int capacityFrames, Source source) throws InterruptedException {
        Random random = new Random(SEED);
        for (int burst = 0; burst < 2000; burst++) {
            source.length(random.nextInt(400)).key();
            if (random.nextInt(20) == 0) {
                source.videoConfig();
            }
            boolean overruns = random.nextInt(20 + capacityFrames / 8) == 0;
            int frames = overruns ? capacityFrames + random.nextInt(capacityFrames) : random.nextInt(6);
            for (int i = 0; i < frames; i++) {
                source.length(random.nextInt(400))
                        .send(Source.video(0, FrameKind.DELTA).temporalLayer(random.nextInt(2)));
            }
            if (!overruns) {
                passes.drainPermits();
                passes.acquire(1 + random.nextInt(2));
            }
        }
    }

    @Test
    void shouldRefuseWhatItCannotServe() {
        EngineUnderTest engine = engine(frames(64));
        Source source = new Source(engine.bus().startPublish(KEY));
        StreamHandle other = engine.bus().startPublish(StreamKey.of(APP, "other"));
        FanOut fanOut = source.handle().fanOut(false);
        ServedMember member = new ServedMember(source.handle().subscribe(), frame -> {}, ReadingWay.BY_COPY);
        fanOut.add(member);
        assertRefused("member must not be null", () -> fanOut.add(nothing()));
        assertRefused("member must not be served already, is " + member, () -> fanOut.add(member));
        assertRefused(
                "subscription must be of live/cam as it is now, is of live/other",
                () -> fanOut.add(new ServedMember(other.subscribe(), frame -> {}, ReadingWay.BY_COPY)));
        assertRefused(
                "handler must not be null",
                () -> fanOut.add(new ServedMember(source.handle().subscribe(), nothing(), ReadingWay.BY_COPY)));
        assertRefused("maxFrames and maxBytes must be 0 or more, are -1 and 0", () -> fanOut.serve(-1, 0));
        assertRefused("maxFrames and maxBytes must be 0 or more, are 0 and -1", () -> fanOut.serve(0, -1));
        assertTrue(fanOut.remove(member));
        assertFalse(fanOut.remove(member));
    }

    /** What a caller without null checks passes. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // that is the point
    private static <T> T nothing() {
        return (@Nullable T) null;
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
