package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Nothing is handed over that a decoder cannot use. Every reader here is watched by a {@link DecodabilityTracker}; the tests
 * say what it must get nonetheless.
 */
public abstract class SyncPointContract extends BusContract {
    private static final int CAMERA = 0;
    private static final int SCREEN = 2;

    protected SyncPointContract(BusFactory factory) {
        super(factory);
    }

    @Test
    void shouldWaitForTheNextSyncPointWhenNoneIsRetained() {
        Source source = source(8);
        Reader reader = reader(source);
        source.gop(30);
        assertEquals(0, reader.poll());
        assertEquals(0, reader.subscription().lag());
        assertEquals(30, reader.subscription().dropped());
        assertTrue(reader.subscription().stats().waitingForSyncPoint());
        source.deltas(2).key().delta();
        reader.drain();
        assertEquals(List.of(32L, 33L), reader.sequences());
        assertFalse(reader.subscription().stats().waitingForSyncPoint());
    }

    /** Only the video waits; audio and data go on, half a ring ahead of the tail. */
    @Test
    void shouldLetOtherTracksFlowWhileVideoWaits() {
        Source source = source(8);
        Reader reader = reader(source);
        source.key();
        for (int i = 0; i < 15; i++) {
            source.delta().audio();
        }
        reader.drain();
        assertEquals(List.of(28L, 30L), reader.sequences());
        source.send(Source.data(5))
                .videoConfig()
                .delta()
                .send(Source.data(CAMERA))
                .key();
        reader.drain();
        assertEquals(List.of(28L, 30L, 31L, 32L, 34L, 35L), reader.sequences());
    }

    /** Landing where the older of the tracks' newest sync points is; the other track begins at its own. */
    @Test
    void shouldResyncEachVideoTrackAtItsOwnSyncPoint() {
        Source source = source(16);
        Reader reader = reader(source);
        source.key(CAMERA).key(SCREEN).deltas(20); // 0..21
        source.key(CAMERA).delta(SCREEN).delta(CAMERA).audio(); // 22..25
        source.key(SCREEN).delta(CAMERA).delta(SCREEN); // 26..28
        reader.drain();
        assertEquals(List.of(22L, 24L, 25L, 26L, 27L, 28L), reader.sequences());
    }

    @Test
    void shouldReplayFromWhereEachVideoTrackCanGoOn() {
        Source source = source(32);
        source.key(SCREEN).key(CAMERA).deltas(3); // 0..4
        source.key(CAMERA).delta(SCREEN).delta(CAMERA); // 5..7
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        reader.drain();
        assertEquals(0, reader.subscription().stats().startSequence());
        assertEquals(RecordingHandler.range(0, 7), reader.sequences());
    }

    @Test
    void shouldNotLetOneTracksKeyFrameStandForAnother() {
        Source source = source(8);
        Reader reader = reader(source);
        source.key(CAMERA)
                .key(SCREEN)
                .deltas(10)
                .delta(SCREEN)
                .key(CAMERA)
                .delta(SCREEN)
                .delta(CAMERA);
        reader.drain();
        assertEquals(List.of(13L, 15L), reader.sequences());
        source.delta(SCREEN).key(SCREEN).delta(SCREEN);
        reader.drain();
        assertEquals(List.of(13L, 15L, 17L, 18L), reader.sequences());
    }

    /** A key frame in several packets: a decoder starts at the first, and needs the others. */
    @Test
    void shouldStartAtTheFirstPacketOfAKeyFrame() {
        Source source = source(8);
        Reader reader = reader(source);
        source.key().deltas(20); // 0..20
        source.key().send(continued(FrameKind.KEY)).send(continued(FrameKind.KEY)); // 21..23
        source.delta().send(continued(FrameKind.DELTA)); // 24, 25
        reader.drain();
        assertEquals(RecordingHandler.range(21, 25), reader.sequences());
    }

    @Test
    void shouldPassOverTheRestOfAKeyFrameWhoseStartIsLost() {
        Source source = source(4);
        Reader reader = reader(source);
        source.key();
        for (int i = 0; i < 8; i++) {
            source.send(continued(FrameKind.KEY));
        }
        source.delta();
        reader.drain();
        assertEquals(List.of(), reader.sequences());
        source.send(continued(FrameKind.KEY)).key().send(continued(FrameKind.KEY));
        reader.drain();
        assertEquals(List.of(11L, 12L), reader.sequences());
    }

    @Test
    void shouldNotJoinInTheMiddleOfAKeyFrame() {
        Source source = source(4).key();
        for (int i = 0; i < 8; i++) {
            source.send(continued(FrameKind.KEY));
        }
        assertEquals(List.of(), source.handle().replayBuffer());
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        source.send(continued(FrameKind.KEY)).delta().key().delta();
        reader.drain();
        assertEquals(List.of(11L, 12L), reader.sequences());
    }

    private static MediaFrame.Builder continued(FrameKind kind) {
        return Source.video(CAMERA, kind).flags(FrameFlags.CONTINUATION);
    }

    /** A configuration alone is no place to start. */
    @Test
    void shouldNotTakeAConfigurationForASyncPoint() {
        Source source = source(8);
        Reader reader = reader(source);
        source.key().deltas(10).videoConfig().deltas(2);
        reader.drain();
        assertEquals(
                List.of(),
                reader.sequences().stream()
                        .filter(sequence -> !source.isConfig(sequence))
                        .toList());
        source.key();
        reader.drain();
        assertEquals(14, reader.sequences().get(reader.sequences().size() - 1));
    }

    /** Nothing tells whether what its first frames depend on was lost: they wait as if it had been. */
    @Test
    void shouldWaitForTheSyncPointOfVideoThatBeginsAfterALoss() {
        Source source = source(8);
        Reader reader = reader(source);
        source.audios(20).send(Source.data(CAMERA)); // 0..20
        reader.drain();
        source.audio(); // 21
        reader.drain();
        source.delta(CAMERA).delta(SCREEN).audio(); // 22..24
        source.key(SCREEN).delta(CAMERA).delta(SCREEN).key(CAMERA).delta(CAMERA); // 25..29
        reader.drain();
        assertEquals(
                List.of(21L, 24L, 25L, 27L, 28L, 29L),
                reader.sequences().stream().filter(sequence -> sequence > 20).toList());
    }

    /** The source restarted: what came before is of no use, and a dependent frame neither. */
    @Test
    void shouldWaitForASyncPointAfterADiscontinuity() {
        Source source = source(16);
        Reader reader = reader(source);
        source.gop(3); // 0..2
        source.send(Source.video(CAMERA, FrameKind.DELTA).flags(FrameFlags.DISCONTINUITY)); // 3
        source.delta().audio().key().delta(); // 4..7
        source.send(Source.video(CAMERA, FrameKind.KEY).flags(FrameFlags.DISCONTINUITY))
                .delta(); // 8, 9
        reader.drain();
        assertEquals(List.of(0L, 1L, 2L, 5L, 6L, 7L, 8L, 9L), reader.sequences());
        assertEquals(
                List.of("gap 3..4"),
                reader.events().stream()
                        .filter(event -> event.startsWith("gap"))
                        .toList());
        assertEquals(2, reader.subscription().stats().skipped());
    }

    @Test
    void shouldLeaveADiscontinuityToADecoderThatAskedForEverything() {
        Source source = source(16);
        Reader reader = reader(source, resync(Resync.OLDEST));
        source.gop(2)
                .send(Source.video(CAMERA, FrameKind.DELTA).flags(FrameFlags.DISCONTINUITY))
                .delta();
        reader.drain();
        assertEquals(RecordingHandler.range(0, 3), reader.sequences());
    }

    /** A key frame longer than half of the arena throws nearly everything else out, itself included before long. */
    @Test
    void shouldGoOnWithKeyFramesLongerThanHalfOfTheArena() {
        StreamConfig config = StreamConfig.builder()
                .capacityFrames(64)
                .capacityBytes(16 << 10)
                .build();
        Source source = source(config);
        Reader slow = reader(source);
        Reader fast = reader(source);
        for (int gop = 0; gop < 60; gop++) {
            source.length(9000 + 100 * gop).key();
            fast.drain();
            for (int i = 0; i < 12; i++) {
                source.length(700).delta();
                fast.drain();
            }
            if (gop % 3 == 2) {
                slow.drain();
                Reader late = reader(source, startAt(StartAt.SYNC_POINT));
                late.drain();
                late.subscription().close();
            }
        }
        assertEquals(60 * 13, fast.seen().frames());
        source.length(16 << 10).key();
        slow.drain();
        fast.drain();
        assertEquals(60 * 13, slow.sequences().get(slow.sequences().size() - 1));
        assertEquals(List.of(source.at(60 * 13)), source.handle().replayBuffer());
    }

    /** Several tracks, packets, audio, configurations and discontinuities, at random, read too slowly. */
    @Test
    void shouldHandOverNothingUndecodableHoweverMixed() {
        long seed = 20_261_122L;
        System.out.println("SyncPointContract seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 30; run++) {
            Source source = source(StreamConfig.builder()
                    .capacityFrames(4 << random.nextInt(5))
                    .capacityBytes(4096)
                    .build());
            Reader live = reader(source);
            Reader late = reader(source, startAt(StartAt.SYNC_POINT));
            for (int step = 0; step < 400; step++) {
                publishSomething(source, random);
                if (random.nextInt(20) == 0) {
                    live.poll(1 + random.nextInt(30));
                }
                if (random.nextInt(40) == 0) {
                    late.pollInPlace(1 + random.nextInt(30));
                }
            }
            live.drain();
            late.drain();
            assertTrue(live.seen().frames() > 0 && late.seen().frames() > 0);
        }
    }

    private static void publishSomething(Source source, Random random) {
        int track = random.nextBoolean() ? CAMERA : SCREEN;
        source.length(random.nextInt(8) == 0 ? random.nextInt(3000) : random.nextInt(150));
        switch (random.nextInt(12)) {
            case 0 -> source.key(track).send(Source.video(track, FrameKind.KEY).flags(FrameFlags.CONTINUATION));
            case 1 -> source.length(16).send(Source.video(track, FrameKind.KEY).flags(FrameFlags.CONFIG));
            case 2 -> source.send(Source.video(track, FrameKind.DELTA).flags(FrameFlags.DISCARDABLE));
            case 3 -> source.send(Source.video(track, FrameKind.DELTA).flags(FrameFlags.DISCONTINUITY));
            case 4 -> source.length(16).audioConfig();
            case 5, 6 -> source.audio();
            default -> source.delta(track);
        }
    }
}
