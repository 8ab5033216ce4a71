package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.MediaFrame;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.SubscriptionStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Joining late: the ring is the replay, and goes over into the live frames without gap or duplicate. */
public abstract class ReplayContract extends BusContract {
    protected ReplayContract(BusFactory factory) {
        super(factory);
    }

    private static List<MediaFrame> frames(Source source, long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(source::at).toList();
    }

    /** Cases 26, 33 and 36: video configuration, audio configuration, the newest key frame and on from there. */
    @Test
    void shouldBeginAtTheNewestSyncPoint() {
        Source source =
                source(32).audioConfig().videoConfig().gop(4).gop(2).audio().delta();
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        assertEquals(4, reader.subscription().lag());
        assertEquals(4, reader.poll());
        assertEquals(List.of("config 1", "config 0", "frame 6", "frame 7", "frame 8", "frame 9"), reader.events());
        assertTrue(reader.seen().received().stream().allMatch(RecordingHandler.Received::replayed));
        source.delta();
        assertEquals(1, reader.poll());
        assertFalse(reader.seen().received().get(4).replayed());
        assertEquals(6, reader.subscription().stats().startSequence());
        assertEquals(0, reader.subscription().dropped());
    }

    @Test
    void shouldBeginAtTheTailWithOldest() {
        Source source = source(8).gop(12);
        Reader reader = reader(source, startAt(StartAt.OLDEST));
        assertEquals(4, reader.subscription().stats().startSequence());
        assertEquals(8, reader.poll());
        source.delta();
        reader.drain();
        assertEquals(RecordingHandler.range(4, 12), reader.sequences());
        assertTrue(reader.seen().received().get(7).replayed());
        assertFalse(reader.seen().received().get(8).replayed());
    }

    @Test
    void shouldDeliverWhatComesWithLive() {
        Source source = source(16).gop(3);
        Reader reader = reader(source, startAt(StartAt.LIVE));
        source.deltas(2).audio();
        reader.drain();
        assertEquals(RecordingHandler.range(3, 5), reader.sequences());
        assertEquals(0, reader.subscription().dropped());
    }

    /** Case 18. */
    @Test
    void shouldBufferConfigurationsThenTheKeyFrameThenTheRest() {
        Source source = source(32).videoConfig().audioConfig();
        assertEquals(frames(source, 0, 1), source.handle().replayBuffer());
        source.gop(3).audio();
        assertEquals(frames(source, 0, 5), source.handle().replayBuffer());
        source.gop(2);
        assertEquals(
                List.of(source.at(0), source.at(1), source.at(6), source.at(7)),
                source.handle().replayBuffer(),
                "a new key frame discards what was before");
    }

    /** Cases 18 and 19: a replay that would be longer than its limit is not cut, it does not happen. */
    @Test
    void shouldNotReplayMoreFramesThanAllowed() {
        for (int limit : new int[] {0, 3, 4, 5}) {
            StreamConfig config = StreamConfig.builder()
                    .capacityFrames(32)
                    .replayFrames(limit)
                    .build();
            Source source = source(config).videoConfig().gop(6).gop(4);
            boolean replays = limit >= 4;
            assertEquals(replays ? 5 : 1, source.handle().replayBuffer().size(), "limit " + limit);
            Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
            assertEquals(replays ? 4 : 0, reader.poll(), "limit " + limit);
            source.delta().gop(2);
            reader.drain();
            long first = replays ? 7 : 12;
            assertEquals(RecordingHandler.range(first, 13), reader.sequences());
            assertEquals(
                    "config 0",
                    reader.events().stream()
                            .filter(event -> !event.startsWith("gap"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    /** Case 19. */
    @Test
    void shouldNotReplayMoreBytesThanAllowed() {
        for (int limit : new int[] {399, 400}) {
            StreamConfig config =
                    StreamConfig.builder().capacityFrames(32).replayBytes(limit).build();
            Source source = source(config).length(100).gop(6).gop(4);
            assertEquals(limit == 400 ? 4 : 0, source.handle().replayBuffer().size());
            Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
            assertEquals(limit == 400 ? 4 : 0, reader.poll());
        }
    }

    @Test
    void shouldNotReplayWhatIsOlderThanAllowed() {
        StreamConfig config = StreamConfig.builder()
                .capacityFrames(32)
                .replayTime(Duration.ofMillis(100))
                .build();
        Source source = source(config).gop(2);
        clock.advanceMs(99);
        assertEquals(2, source.handle().replayBuffer().size());
        Reader young = reader(source, startAt(StartAt.SYNC_POINT));
        assertEquals(2, young.poll());
        clock.advanceMs(2);
        assertEquals(0, source.handle().replayBuffer().size());
        Reader late = reader(source, startAt(StartAt.SYNC_POINT));
        assertEquals(0, late.poll());
        source.delta().key();
        young.drain();
        late.drain();
        assertEquals(List.of(3L), late.sequences());
        assertEquals(1, late.subscription().dropped());
    }

    /** Cases 34 and 38: no key frame, no replay, however long the stream. */
    @Test
    void shouldReplayNothingWithoutAKeyFrame() {
        Source source = source(8).videoConfig().deltas(30);
        assertEquals(frames(source, 0, 0), source.handle().replayBuffer());
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        source.deltas(2).audio().key();
        reader.drain();
        assertEquals(List.of(33L, 34L), reader.sequences(), "other tracks do not wait");
        assertEquals(2, reader.subscription().dropped());
    }

    /** Case 38: a long run of audio after the last key frame. */
    @Test
    void shouldForgetAKeyFrameThatIsOverwritten() {
        Source source = source(8).gop(2).audios(20);
        assertEquals(List.of(), source.handle().replayBuffer());
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        source.audio().delta().key();
        reader.drain();
        assertEquals(List.of(22L, 24L), reader.sequences());
    }

    @Test
    void shouldReplayAtMostTheNewestFrameOfAnAudioStream() {
        Source source = source(8).audios(20);
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        long start = reader.subscription().stats().startSequence();
        assertTrue(start == 19 || start == 20, () -> "starts at " + start);
        source.audios(3);
        reader.drain();
        assertEquals(RecordingHandler.range(start, 22), reader.sequences());
    }

    /** Case 37: replay and live have no gap and no duplicate between them, whenever one joins. */
    @Test
    void shouldJoinALiveStreamWithoutGapOrDuplicate() throws InterruptedException {
        Source source = source(1 << 14);
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean joined = new AtomicBoolean();
        threads.start("publisher", () -> {
            while (!joined.get() && source.count() < 1 << 14) {
                source.gop(16);
                started.countDown();
            }
        });
        started.await();
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Reader reader = reader(source, startAt(i % 2 == 0 ? StartAt.SYNC_POINT : StartAt.OLDEST));
            readers.add(reader);
            reader.poll(100);
        }
        joined.set(true);
        threads.awaitAll();
        for (Reader reader : readers) {
            reader.drain();
            SubscriptionStats stats = reader.subscription().stats();
            assertEquals(0, stats.dropped(), () -> "from its sync point on, all is there: " + stats);
            assertEquals(RecordingHandler.range(stats.startSequence(), source.count() - 1), reader.sequences());
        }
    }
}
