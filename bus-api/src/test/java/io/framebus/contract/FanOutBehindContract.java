package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FanOut;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions that are served together and have more to read than one turn allows: they catch up in step. */
public abstract class FanOutBehindContract extends FanOutCases {
    private static final long SEED = 0x1130_2026L;

    protected FanOutBehindContract(BusFactory factory) {
        super(factory);
    }

    /** Members for these readers, who are in step and have read everything. */
    private static List<ServedMember> inStep(Source source, FanOut fanOut, List<Reader> readers, ReadingWay way) {
        List<ServedMember> members = new ArrayList<>();
        readers.forEach(reader -> members.add(add(fanOut, reader, way)));
        comeIntoStep(source, fanOut);
        members.forEach(ServedMember::takeAlone);
        return members;
    }

    /** What is left is handed over in step the next time. */
    @ParameterizedTest
    @EnumSource
    void shouldHandOverInStepNoMoreThanAllowed(ReadingWay way) {
        Source source = source(64).length(100);
        FanOut fanOut = fanOut(source, way);
        Reader reader = reader(source);
        List<ServedMember> members = inStep(source, fanOut, List.of(reader, reader(source)), way);

        source.audios(7);
        checkServed(fanOut, 3, MANY_BYTES, 3, false);
        checkServed(fanOut, 3, 299, 2, false);
        checkServed(fanOut, 3, 200, 2, true);
        source.audios(2);
        checkServed(fanOut, 1, 100, 1, false);
        checkServed(fanOut, MANY, MANY_BYTES, 1, true);
        members.forEach(member -> assertEquals(0, member.takeAlone()));
        assertEquals(RecordingHandler.range(0, 10), reader.sequences());

        source.audio();
        assertEquals(0, fanOut.serve(MANY, 99), "not even one");
        members.forEach(member -> assertEquals(1, member.takeAlone()));
        comeIntoStep(source, fanOut);
        source.audio();
        assertEquals(0, fanOut.serve(0, MANY_BYTES));
        members.forEach(member -> assertEquals(1, member.takeAlone()));
        members.forEach(member -> assertEquals(Integer.MAX_VALUE, member.mostAlone()));
    }

    /** Each of two is handed so many frames of 100 bytes. */
    private static void checkServed(FanOut fanOut, int maxFrames, long maxBytes, int frames, boolean drained) {
        assertEquals(2, fanOut.serve(maxFrames, maxBytes));
        assertEquals(2 * frames, fanOut.frames());
        assertEquals(2 * frames * 100, fanOut.bytes());
        assertEquals(drained, fanOut.isDrained());
    }

    @ParameterizedTest
    @EnumSource
    void shouldHandOverAllOrNone(ReadingWay way) {
        Source source = source(256).length(100);
        FanOut fanOut = fanOut(source, way);
        List<ServedMember> members = inStep(source, fanOut, List.of(reader(source), reader(source)), way);

        source.audios(3);
        assertEquals(2, fanOut.serveAllOrNone(3, 300));
        source.audios(4);
        assertEquals(0, fanOut.serveAllOrNone(3, MANY_BYTES));
        members.forEach(member -> assertEquals(1, member.takeAlone()));
        comeIntoStep(source, fanOut);
        source.audios(3);
        assertEquals(0, fanOut.serveAllOrNone(3, 299));
        members.forEach(member -> assertEquals(1, member.takeAlone()));
        comeIntoStep(source, fanOut);
        source.audios(200);
        assertEquals(0, fanOut.serveAllOrNone(MANY, MANY_BYTES), "more than are read at once");
        members.forEach(member -> assertEquals(1, member.takeAlone()));
        assertThrows(IllegalArgumentException.class, () -> fanOut.serveAllOrNone(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> fanOut.serveAllOrNone(0, -1));
    }

    /** However much it is: by copy it does not all find room at once. */
    @ParameterizedTest
    @EnumSource
    void shouldHandOverInStepAllThatIsAllowed(ReadingWay way) {
        Source source = source(StreamConfig.builder()
                .capacityFrames(256)
                .capacityBytes(4 << 20)
                .build());
        FanOut fanOut = fanOut(source, way);
        List<Reader> readers = List.of(reader(source), reader(source), reader(source));
        List<ServedMember> members = inStep(source, fanOut, readers, way);

        source.length(9_000).audios(201);
        assertEquals(3, fanOut.serve(200, MANY_BYTES));
        assertEquals(3 * 200, fanOut.frames());
        assertEquals(3L * 200 * 9_000, fanOut.bytes());
        assertFalse(fanOut.isDrained());
        assertEquals(3, fanOut.serve(200, MANY_BYTES));
        assertTrue(fanOut.isDrained());
        members.forEach(member -> assertEquals(0, member.takeAlone()));
        readers.forEach(reader -> assertEquals(RecordingHandler.range(0, 202), reader.sequences()));
    }

    /** Before another configuration they are in step, and behind it. */
    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheStepWhereConfigurationsChange(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<Reader> readers = List.of(reader(source), reader(source));
        List<ServedMember> members = inStep(source, fanOut, readers, way);
        members.forEach(member -> member.framesAlone(2));

        source.audios(3).videoConfig().key().audios(4);
        assertEquals(2, fanOut.serve(MANY, MANY_BYTES));
        assertEquals(2 * 3, fanOut.frames());
        assertFalse(fanOut.isDrained());
        assertEquals(0, fanOut.serve(MANY, MANY_BYTES));
        members.forEach(member -> assertEquals(1, member.takeAlone()));
        for (int i = 0; i < 2; i++) {
            fanOut.serve(MANY, MANY_BYTES);
        }
        source.audio();
        assertEquals(2, fanOut.serve(MANY, MANY_BYTES));
        assertTrue(fanOut.isDrained());
        readers.forEach(reader -> assertEquals(RecordingHandler.range(0, 11), reader.sequences()));
    }

    /** They land where they meet again, and go on in step from there. */
    @ParameterizedTest
    @EnumSource
    void shouldMeetAgainAfterAnOverrun(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        List<Reader> readers = List.of(reader(source), reader(source), reader(source));
        List<ServedMember> members = inStep(source, fanOut, readers, way);
        members.forEach(member -> member.framesAlone(MANY - 1));

        source.gop(100).gop(20);
        assertEquals(0, fanOut.serve(MANY, MANY_BYTES));
        for (ServedMember member : members) {
            assertEquals(1, member.takeAlone());
            assertEquals(1, member.mostAlone());
        }
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        assertTrue(fanOut.isDrained());
        for (int i = 0; i < 3; i++) {
            assertEquals(0, members.get(i).takeAlone());
            assertEquals(1, readers.get(i).seen().gapsTold().size());
            BooksCheck.check(readers.get(i).subscription(), readers.get(i).seen());
        }
    }

    /** Who is a little further is not polled any further: those in step are about to come there. */
    @ParameterizedTest
    @EnumSource
    void shouldWaitForThoseInStepWhoAreAboutToCome(ReadingWay way) {
        Source source = source(256);
        FanOut fanOut = fanOut(source, way);
        add(fanOut, reader(source), way);
        add(fanOut, reader(source), way);
        comeIntoStep(source, fanOut);
        ServedMember further = add(fanOut, reader(source), way);
        ServedMember closed = add(fanOut, reader(source), way);
        source.audios(10);
        assertEquals(2, fanOut.serve(1, MANY_BYTES));
        assertEquals(1, further.takeAlone(), "knows of no configuration yet");
        assertEquals(1, closed.takeAlone());
        source.audios(3);
        closed.subscription().close();
        for (int i = 0; i < 9; i++) {
            assertEquals(2, fanOut.serve(1, MANY_BYTES));
            assertFalse(fanOut.isDrained());
            assertEquals(0, further.takeAlone());
            assertTrue(closed.isEnded(), "waits for nobody");
        }
        assertEquals(3, fanOut.serve(1, MANY_BYTES));
        assertEquals(3, fanOut.frames());
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        assertTrue(fanOut.isDrained());
        assertEquals(0, further.takeAlone());
    }

    /** They are closed while somebody waits for them: that is not all that there was to do. */
    @ParameterizedTest
    @EnumSource
    void shouldNotForgetWhoWaitsWhenThoseInStepAreGone(ReadingWay way) {
        Source source = source(64);
        FanOut fanOut = fanOut(source, way);
        Reader waiting = reader(source);
        ServedMember further = add(fanOut, waiting, way).framesAlone(5);
        Subscription closing = source.handle().subscribe();
        int closesAt = source.count() + 2 + 2; // the third of ten, behind those with which it comes into step
        ServedMember closed = new ServedMember(
                closing,
                frame -> {
                    if (frame.sequence() == closesAt) {
                        closing.close();
                    }
                },
                way);
        fanOut.add(closed.framesAlone(2));
        comeIntoStep(source, fanOut);
        source.audios(10);
        assertEquals(0, fanOut.serve(0, MANY_BYTES), "polls 5 and 2");
        further.takeAlone();
        assertEquals(1, fanOut.serve(1, MANY_BYTES));
        assertTrue(closed.isEnded());
        assertEquals(0, further.takeAlone());
        assertFalse(fanOut.isDrained());
        fanOut.serve(MANY, MANY_BYTES);
        assertTrue(fanOut.isDrained());
        assertEquals(RecordingHandler.range(0, 11), waiting.sequences());
    }

    /** One that is far behind leads nobody, and is polled by itself. */
    @ParameterizedTest
    @EnumSource
    void shouldBeginWhereMostAre(ReadingWay way) {
        Source source = source(256);
        FanOut fanOut = fanOut(source, way);
        ServedMember slow = add(fanOut, reader(source), way).framesAlone(1);
        comeIntoStep(source, fanOut);
        source.audios(200);
        assertEquals(1, fanOut.serve(1, MANY_BYTES), "is in step by itself");
        List<ServedMember> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(add(fanOut, reader(source), way));
        }
        source.audio();
        fanOut.serve(1, MANY_BYTES);
        source.audio();
        slow.takeAlone();
        others.forEach(ServedMember::takeAlone);
        assertEquals(3, fanOut.serve(1, MANY_BYTES));
        assertEquals(1, slow.takeAlone());
        others.forEach(other -> assertEquals(0, other.takeAlone()));
    }

    /** One that is a little behind: the others come in where it meets them. */
    @ParameterizedTest
    @EnumSource
    void shouldBeginWithWhoIsALittleBehindTheOthers(ReadingWay way) {
        Source source = source(256);
        FanOut fanOut = fanOut(source, way);
        List<ServedMember> members = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            members.add(add(fanOut, reader(source), way).framesAlone(2 + i));
        }
        comeIntoStep(source, fanOut);
        source.audios(10);
        assertEquals(0, fanOut.serve(0, MANY_BYTES), "polls 2, 3 and 4");
        members.forEach(ServedMember::takeAlone);
        assertEquals(3, fanOut.serve(MANY, MANY_BYTES));
        assertEquals(8 + 7 + 6, fanOut.frames());
        assertTrue(fanOut.isDrained());
        members.forEach(member -> assertEquals(0, member.takeAlone()));
    }

    /** Everybody is handed every frame, or told what it lost; they are in step though all are behind. */
    @ParameterizedTest
    @ValueSource(ints = {32, 256, 1024})
    void shouldBalanceTheBooksBesideAFasterPublisher(int capacityFrames) throws Exception {
        for (ReadingWay way : ReadingWay.values()) {
            Source source = source(capacityFrames);
            FanOut fanOut = fanOut(source, way);
            List<Reader> readers = readers(source);
            for (int i = 0; i < readers.size(); i++) {
                add(fanOut, readers.get(i), way).framesAlone(i % 3 == 0 ? 7 : MANY);
            }
            Random random = new Random(SEED);
            long inStep = serveBeside(
                    fanOut,
                    () -> 1 + random.nextInt(8),
                    readers,
                    passes -> publishFaster(passes, capacityFrames, source));
            long overruns = checkBooks(readers);
            assertTrue(inStep > 500, "hardly ever was anyone in step: " + inStep);
            assertTrue(overruns > 20, "hardly ever was anyone overrun: " + overruns);
        }
    }

    private static void publishFaster(Semaphore passes, int capacityFrames, Source source) throws InterruptedException {
        System.out.println("FanOutBehindContract seed " + SEED);
        Random random = new Random(SEED);
        for (int burst = 0; burst < 300; burst++) {
            source.length(random.nextInt(400)).key();
            if (random.nextInt(30) == 0) {
                source.videoConfig();
            }
            for (int frames = random.nextInt(capacityFrames); frames > 0; frames--) {
                source.length(random.nextInt(400))
                        .send(Source.video(0, FrameKind.DELTA).temporalLayer(random.nextInt(2)));
            }
            passes.drainPermits();
            passes.acquire(1 + random.nextInt(3));
        }
    }
}
