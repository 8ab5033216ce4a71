package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters look at the header only; what they pass over is counted apart from what is lost, and is no gap. */
public abstract class FilterContract extends BusContract {
    protected FilterContract(BusFactory factory) {
        super(factory);
    }

    private static SubscribeOptions.Builder tracks(int... tracks) {
        return SubscribeOptions.builder().tracks(tracks);
    }

    @Test
    void shouldReadTheChosenTracksOnly() {
        Source source = source(16);
        Reader audio = reader(source, tracks(1));
        Reader video = reader(source, tracks(0, 9));
        Reader all = reader(source);
        source.key().audio().delta().audio().send(Source.data(2)).delta();
        audio.drain();
        video.drain();
        all.drain();
        assertEquals(List.of(1L, 3L), audio.sequences());
        assertEquals(4, audio.subscription().filtered());
        assertEquals(List.of(0L, 2L, 5L), video.sequences());
        assertEquals(3, video.subscription().filtered());
        assertEquals(0, all.subscription().filtered());
        assertEquals(0, audio.seen().gaps() + video.seen().gaps());
    }

    @Test
    void shouldPassOverAnyNumberOfFramesForTheNextWantedOne() {
        Source source = source(1024);
        Reader reader = reader(source, tracks(1));
        source.gop(900).audio().deltas(100);
        assertEquals(1, reader.poll(1));
        reader.drain();
        assertEquals(0, reader.poll());
        assertEquals(0, reader.subscription().lag());
        assertEquals(1000, reader.subscription().filtered());
    }

    @Test
    void shouldReadUpToTheChosenLayers() {
        Source source = source(32);
        Reader temporal = reader(source, SubscribeOptions.builder().maxTemporalLayer(1));
        Reader spatial = reader(source, SubscribeOptions.builder().maxSpatialLayer(0));
        Reader both =
                reader(source, SubscribeOptions.builder().maxTemporalLayer(0).maxSpatialLayer(1));
        source.key();
        for (int layer = 0; layer < 4; layer++) {
            source.send(Source.video(0, FrameKind.DELTA).temporalLayer(layer));
            source.send(Source.video(0, FrameKind.DELTA).spatialLayer(layer));
        }
        temporal.drain();
        spatial.drain();
        both.pollInPlace();
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 6L, 8L), temporal.sequences());
        assertEquals(List.of(0L, 1L, 2L, 3L, 5L, 7L), spatial.sequences());
        assertEquals(List.of(0L, 1L, 2L, 4L), both.sequences());
        assertEquals(2, temporal.subscription().filtered());
    }

    @Test
    void shouldPassOverDiscardableFrames() {
        Source source = source(16);
        Reader reader = reader(source, SubscribeOptions.builder().dropDiscardable());
        Reader all = reader(source);
        source.key()
                .send(Source.video(0, FrameKind.DELTA).flags(FrameFlags.DISCARDABLE))
                .delta()
                .send(Source.audioFrame(1).flags(FrameFlags.DISCARDABLE));
        reader.drain();
        all.drain();
        assertEquals(List.of(0L, 2L), reader.sequences());
        assertEquals(2, reader.subscription().filtered());
        assertEquals(4, all.seen().frames());
    }

    @Test
    void shouldHandOverTheConfigurationsOfTheChosenTracksOnly() {
        Source source = source(16).videoConfig().audioConfig().gop(20).audio();
        Reader audio = reader(source, tracks(1));
        source.delta().audio().videoConfig().audioConfig().audio();
        audio.drain();
        assertEquals(List.of("config 1", "frame 24", "frame 26", "frame 27"), audio.events());
        assertEquals(2, audio.subscription().filtered());
    }

    /** Once frames are lost nobody can say which of them the filter would have passed: all count as dropped. */
    @Test
    void shouldCountEveryFrameOfAGapAsDropped() {
        Source source = source(8);
        Reader reader = reader(source, tracks(1));
        source.key();
        for (int i = 0; i < 10; i++) {
            source.delta().audio();
        }
        reader.drain();
        // 21 published, tail 13; the only chosen track has no video: half a ring ahead.
        assertEquals("gap 0..16", reader.events().get(0));
        assertEquals(List.of(18L, 20L), reader.sequences());
        assertEquals(17, reader.subscription().dropped());
        assertEquals(2, reader.subscription().filtered());
    }

    @Test
    void shouldResyncAtASyncPointOfTheChosenTracks() {
        Source source = source(16);
        Reader reader = reader(source, tracks(0));
        source.gop(20).key(0).delta(0).key(2).delta(2).delta(0);
        reader.drain();
        assertEquals(List.of(20L, 21L, 24L), reader.sequences());
        assertEquals(20, reader.subscription().dropped());
        assertEquals(2, reader.subscription().filtered());
    }

    @Test
    void shouldJoinAtASyncPointOfTheChosenTracks() {
        Source source = source(32).key(0).delta(0).key(2).delta(2).delta(0).key(2);
        Reader camera = reader(source, startAt(StartAt.SYNC_POINT).tracks(0));
        Reader screen = reader(source, startAt(StartAt.SYNC_POINT).tracks(2));
        camera.drain();
        screen.drain();
        assertEquals(List.of(0L, 1L, 4L), camera.sequences());
        assertEquals(List.of(5L), screen.sequences());
    }

    @Test
    void shouldTakeWhatIsFilteredWhileWaitingForNoLoss() {
        Source source = source(32).deltas(2);
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT).tracks(0));
        source.delta().audio().delta().audio().key();
        reader.drain();
        assertEquals(List.of(6L), reader.sequences());
        assertEquals(2, reader.subscription().filtered());
        assertEquals(2, reader.subscription().dropped());
    }

    @Test
    void shouldWaitForATrackThatIsNotThereYet() {
        Source source = source(16).videoConfig();
        Reader reader = reader(source, tracks(40));
        source.gop(3);
        assertEquals(0, reader.poll());
        source.send(Source.audioFrame(40));
        assertEquals(1, reader.poll());
        assertEquals(List.of("frame 4"), reader.events());
    }
}
