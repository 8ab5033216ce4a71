package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameFlags;
import io.framebus.FrameHandler;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamHandle;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** The configuration in force, if it differs from the one last handed over, then the frame: without exception. */
public abstract class ConfigurationContract extends BusContract {
    protected ConfigurationContract(BusFactory factory) {
        super(factory);
    }

    /** Case 17. */
    @Test
    void shouldCacheTheConfigurationsInForce() {
        Source source = source(4);
        assertEquals(List.of(), source.handle().cachedConfigs());
        source.audioConfig();
        assertEquals(List.of(source.at(0)), source.handle().cachedConfigs());
        source.videoConfig();
        assertEquals(List.of(source.at(1), source.at(0)), source.handle().cachedConfigs(), "video first");
        source.audios(20).audioConfig();
        assertEquals(List.of(source.at(1), source.at(22)), source.handle().cachedConfigs(), "newer replaces older");
    }

    /** Case 38: configurations survive whatever is overwritten. Case 32: set late, visible to newcomers at once. */
    @Test
    void shouldHandConfigurationsOverBeforeTheFirstFrame() {
        Source source = source(8).videoConfig().audioConfig().gop(100);
        Reader reader = reader(source);
        assertEquals(0, reader.poll(), "nothing to configure yet");
        source.delta();
        assertEquals(1, reader.poll(1), "configurations count in no limit");
        assertEquals(List.of("config 0", "config 1", "frame 102"), reader.events());
        assertEquals(1, reader.subscription().delivered());
        source.delta();
        reader.drain();
        assertEquals(2, reader.seen().configsInForce(), "once");
    }

    @Test
    void shouldDeliverAConfigurationOnceAtItsOwnPlace() {
        Source source = source(16);
        Reader reader = reader(source);
        source.videoConfig().gop(2).videoConfig().gop(2);
        assertEquals(6, reader.poll());
        assertEquals(RecordingHandler.range(0, 5), reader.sequences());
        assertEquals(0, reader.seen().configsInForce());
    }

    @Test
    void shouldReplaceALostConfigurationBeforeTheNextFrame() {
        Source source = source(8);
        Reader reader = reader(source);
        source.videoConfig().gop(2);
        reader.drain();
        source.audioConfig().videoConfig().gop(20).videoConfig().deltas(3).gop(2);
        reader.drain();
        assertEquals(
                List.of("frame 0", "frame 1", "frame 2", "gap 3..28", "config 25", "config 3", "frame 29", "frame 30"),
                reader.events());
    }

    @Test
    void shouldNotRepeatAConfigurationThatIsStillInForce() {
        Source source = source(8);
        Reader reader = reader(source);
        source.videoConfig().gop(2);
        reader.drain();
        source.deltas(20).gop(2);
        reader.drain();
        assertEquals(0, reader.seen().configsInForce());
        assertEquals(1, reader.seen().gaps());
    }

    /** However long it is that they changed, and whatever the ring held before. */
    @Test
    void shouldHandConfigurationsOverBeforeWhateverFrameIsTheFirst() {
        int capacityFrames = 8;
        Source source = source(capacityFrames).audios(capacityFrames + 3);
        for (int change = 0; change < 3; change++) {
            source.videoConfig();
            String config = "config " + (source.count() - 1);
            for (int i = 0; i < 3 * capacityFrames; i++) {
                Reader newcomer = reader(source);
                source.audio();
                newcomer.drain();
                assertEquals(List.of(config, "frame " + (source.count() - 1)), newcomer.events());
                newcomer.subscription().close();
            }
        }
    }

    /** An old key frame is decoded with the configuration of its time, not with today's. */
    @Test
    void shouldHandOverTheConfigurationOfTheReplayedFrame() {
        Source source = source(16).videoConfig().gop(3).videoConfig().delta();
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT));
        reader.drain();
        assertEquals(List.of("config 0", "frame 1", "frame 2", "frame 3", "frame 4", "frame 5"), reader.events());
    }

    /** Republished before every key frame, as many sources do, and lost: it is in force already. */
    @Test
    void shouldNotRepeatAConfigurationThatSaysTheSame() {
        StreamHandle handle = source(8).handle();
        MediaFrame config = MediaFrame.config(0, FrameKind.KEY, Codec.H264, Payloads.of(77, 30));
        MediaFrame key = MediaFrame.video(0, 0, Payloads.of(78, 50), Codec.H264, true);
        MediaFrame delta = MediaFrame.video(0, 0, Payloads.of(79, 50), Codec.H264, false);
        Subscription subscription = handle.subscribe();
        Told told = new Told(frame -> {});
        handle.publish(config);
        handle.publish(key);
        told.drain(subscription);
        for (int i = 0; i < 4; i++) {
            handle.publish(config);
            handle.publish(key);
            handle.publish(delta);
            handle.publish(delta);
        }
        told.drain(subscription);
        assertEquals(List.of("config 0", "frame 1", "gap 2..14", "frame 15", "frame 16", "frame 17"), told.events);
    }

    /** Two that are published apart, of no bytes at all: who has the one lacks nothing when the other is lost. */
    @Test
    void shouldNotHandOverAnotherConfigurationOfTheSameBytes() {
        Source source = source(8);
        Reader reader = reader(source);
        source.length(0).videoConfig().length(64).gop(2).videoConfig();
        reader.poll(3);
        source.gop(20).length(0).videoConfig().length(64).gop(3);
        reader.drain();
        assertEquals(
                List.of("frame 0", "frame 1", "frame 2", "gap 3..24", "frame 25"),
                reader.events().subList(0, 5));
        BooksCheck.check(reader.subscription(), reader.seen());
    }

    /** What is told, in words; calls back with each frame's sequence. A configuration is one wherever it is handed over. */
    private static final class Told implements FrameHandler {
        private final LongConsumer onEach;
        private final List<String> events = new ArrayList<>();

        Told(LongConsumer onEach) {
            this.onEach = onEach;
        }

        @Override
        public void onFrame(DeliveredFrame frame) {
            onEach.accept(frame.sequence());
            if (frame.isIntact()) {
                events.add((frame.isConfig() ? "config " : "frame ") + frame.sequence());
            }
        }

        @Override
        public void onGap(Gap gap) {
            events.add("gap " + gap.firstSequence() + ".." + gap.lastSequence());
        }

        void drain(Subscription subscription) {
            while (subscription.lag() > 0) {
                subscription.pollInPlace(this, 10);
                BooksCheck.check(subscription);
            }
        }
    }

    /** Torn at its own place, a configuration is lost like any other frame: it is still in force for the next. */
    @Test
    void shouldHandOverAConfigurationThatWasTornInPlace() {
        Source source = source(4);
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        Told told = new Told(sequence -> {
            if (source.count() == 1) {
                source.gop(4);
            }
        });
        source.videoConfig();
        told.drain(subscription);
        assertEquals(List.of("gap 0..0", "config 0", "frame 1", "frame 2", "frame 3", "frame 4"), told.events);
    }

    /** Overwritten after the configurations before it were handed over, and before it was copied out. */
    @Test
    void shouldHandOverAConfigurationThatWasOverwrittenBeforeItWasCopied() {
        Source source = source(4).audioConfig();
        Subscription subscription =
                source.handle().subscribe(resync(Resync.OLDEST).build());
        Told told = new Told(sequence -> {
            if (source.count() == 2) {
                source.gop(4);
            }
        });
        source.videoConfig();
        while (subscription.lag() > 0) {
            subscription.poll(told, 10);
            BooksCheck.check(subscription);
        }
        assertEquals(
                List.of("config 0", "gap 1..1", "config 1", "frame 2", "frame 3", "frame 4", "frame 5"), told.events);
    }

    /** Only the configuration that the handler failed on counts as handed over; the next one is not passed over for it. */
    @Test
    void shouldHandOverTheNextConfigurationAfterTheHandlerFailed() {
        Source source = source(8).videoConfig().audioConfig();
        Subscription subscription = source.handle().subscribe();
        RuntimeException thrown = new IllegalStateException("from the handler");
        List<Long> calls = new ArrayList<>();
        Told told = new Told(sequence -> {
            calls.add(sequence);
            if (sequence == 0) {
                throw thrown;
            }
        });
        source.key();
        assertSame(thrown, assertThrows(RuntimeException.class, () -> subscription.poll(told, 10)));
        BooksCheck.check(subscription);
        assertEquals(1, subscription.poll(told, 10));
        assertEquals(List.of(0L, 1L, 2L), calls);
        BooksCheck.check(subscription);
    }

    @Test
    void shouldHandOverConfigurationsInAKnownOrder() {
        Source source = source(16);
        source.send(Source.audioFrame(9).flags(FrameFlags.CONFIG))
                .send(Source.video(7, FrameKind.KEY).flags(FrameFlags.CONFIG))
                .send(Source.data(3).flags(FrameFlags.CONFIG))
                .send(Source.video(2, FrameKind.KEY).flags(FrameFlags.CONFIG))
                .audioConfig();
        Reader reader = reader(source);
        source.audio();
        reader.drain();
        assertEquals(List.of("config 3", "config 1", "config 4", "config 2", "config 0", "frame 5"), reader.events());
    }

    /** The first track first: what is kept of each grows with the tracks that have configurations. */
    @Test
    void shouldKeepApartTheConfigurationsOfAsManyTracksAsThereMayBe() {
        int tracks = StreamHandle.MAX_TRACKS;
        Source source = source(4 * tracks);
        for (int track = 0; track < tracks; track++) {
            source.send(Source.audioFrame(track));
        }
        Reader reader = reader(source);
        List<String> all = new ArrayList<>();
        for (int track = 0; track < tracks; track++) {
            source.send(Source.audioFrame(track).flags(FrameFlags.CONFIG));
            all.add("frame " + (tracks + track));
        }
        reader.drain();
        List<String> events = reader.events();
        assertEquals(all, events.subList(events.size() - tracks, events.size()), "each at its own place");
        Reader late = reader(source, SubscribeOptions.builder().startAt(StartAt.LIVE));
        source.audio();
        late.drain();
        reader.drain();
        assertEquals(tracks, late.seen().configsInForce(), "of each track one");
        assertEquals(0, reader.seen().configsInForce(), "had them all");
        source.audio();
        late.drain();
        assertEquals(tracks, late.seen().configsInForce(), "once");
    }
}
