package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.Qos;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.StreamMetadata;
import io.framebus.StreamState;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is known and measured of a stream. */
public abstract class MetadataContract extends BusContract {
    protected MetadataContract(BusFactory factory) {
        super(factory);
    }

    @Test
    void shouldGoThroughItsStates() {
        StreamHandle handle = source(8).handle();
        assertEquals(StreamState.PUBLISHING, handle.state());
        handle.setState(StreamState.RECORDING);
        assertEquals(StreamState.RECORDING, handle.state());
        handle.setState(StreamState.TRANSCODING);
        handle.close();
        assertEquals(StreamState.ENDED, handle.state());
        handle.setState(StreamState.PUBLISHING);
        assertEquals(StreamState.ENDED, handle.state(), "no stream leaves this state");
    }

    /** Case 24. */
    @Test
    void shouldShowWhatWasWritten() {
        StreamHandle handle = source(8).handle();
        StreamMetadata unknown = handle.metadata();
        assertEquals(KEY, unknown.key());
        assertEquals(Optional.empty(), unknown.publisher());
        assertEquals(0, unknown.width() + unknown.height());
        assertEquals("", unknown.ingestProtocol());
        assertTrue(Math.abs(System.currentTimeMillis() - unknown.startedAtMs()) < 60_000, "wall clock");
        InetSocketAddress peer = InetSocketAddress.createUnresolved("peer", 5004);
        handle.updateMetadata(was -> was.withSize(1920, 1080)
                .withIngestProtocol("whip")
                .withPublisher(peer)
                .withFps(25));
        StreamMetadata known = handle.metadata();
        assertEquals(1920, known.width());
        assertEquals(1080, known.height());
        assertEquals("whip", known.ingestProtocol());
        assertEquals(Optional.of(peer), known.publisher());
        assertEquals(25, known.fps(), "nothing is measured yet");
    }

    @Test
    void shouldRefuseMetadataOfAnotherStream() {
        StreamHandle handle = source(8).handle();
        StreamMetadata before = handle.metadata();
        StreamMetadata foreign = StreamMetadata.unknown(StreamKey.of(APP, "other"), 0);
        assertThrows(IllegalArgumentException.class, () -> handle.updateMetadata(was -> foreign));
        assertThrows(IllegalArgumentException.class, () -> handle.updateMetadata(was -> null));
        RuntimeException thrown = new IllegalStateException("from the change");
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> handle.updateMetadata(was -> {
                            throw thrown;
                        })));
        assertEquals(before, handle.metadata());
    }

    @Test
    void shouldCallEveryChangeOnceAndOneAtATime() throws InterruptedException {
        StreamHandle handle = source(8).handle();
        AtomicInteger calls = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            threads.start("changer-" + i, () -> {
                for (int n = 0; n < 1000; n++) {
                    handle.updateMetadata(was -> {
                        calls.incrementAndGet();
                        return was.withWidth(was.width() + 1);
                    });
                }
            });
        }
        threads.awaitAll();
        assertEquals(4000, handle.metadata().width());
        assertEquals(4000, calls.get());
    }

    /** Case 23: totals count everything; the last second is measured and falls back. */
    @Test
    void shouldMeasureTheLastSecond() {
        Source source = source(64);
        assertEquals(new Qos(0, 0, 0, 0, 0), source.handle().qos());
        publishSeconds(source, 4);
        Qos qos = source.handle().qos();
        assertEquals(200, qos.totalFrames());
        assertEquals(100 * 1000 + 100 * 200, qos.totalBytes());
        assertEquals(25, qos.fps(), 2.5);
        assertAbout(200_000, qos.videoBitrateBps());
        assertAbout(40_000, qos.audioBitrateBps());
        clock.advanceMs(2500);
        Qos silent = source.handle().qos();
        assertEquals(new Qos(0, 0, 0, 200, 120_000), silent);
        publishSeconds(source, 3);
        assertEquals(25, source.handle().qos().fps(), 2.5);
        assertEquals(350, source.handle().qos().totalFrames());
    }

    private static void assertAbout(long expected, long actual) {
        assertTrue(Math.abs(actual - expected) <= expected / 10, () -> actual + " is not about " + expected);
    }

    /** 25 video frames of 1000 bytes and 25 audio frames of 200 bytes a second. */
    private void publishSeconds(Source source, int seconds) {
        for (int i = 0; i < 25 * seconds; i++) {
            source.length(1000).send(Source.video(0, i % 25 == 0 ? FrameKind.KEY : FrameKind.DELTA));
            source.length(200).audio();
            clock.advanceMs(40);
        }
    }

    /** Case 23: only video frames count for the frame rate; packets that continue one, and configurations, do not. */
    @Test
    void shouldCountFramesNotPackets() {
        Source source = source(64).length(100);
        for (int i = 0; i < 100; i++) {
            source.delta();
            source.send(Source.video(0, FrameKind.DELTA).flags(FrameFlags.CONTINUATION));
            source.send(Source.video(0, FrameKind.DELTA).flags(FrameFlags.CONTINUATION));
            source.videoConfig().audio().send(Source.data(5));
            clock.advanceMs(40);
        }
        assertEquals(25, source.handle().qos().fps(), 2.5);
        assertEquals(600, source.handle().qos().totalFrames());
    }

    /** Case 24: measured values lie over the written ones. */
    @Test
    void shouldLayMeasurementsOverMetadata() {
        Source source = source(64);
        source.handle()
                .updateMetadata(was -> was.withFps(50).withVideoBitrateBps(1).withAudioBitrateBps(2));
        publishSeconds(source, 3);
        StreamMetadata measured = source.handle().metadata();
        assertEquals(25, measured.fps(), 2.5);
        assertAbout(200_000, measured.videoBitrateBps());
        assertAbout(40_000, measured.audioBitrateBps());
        clock.advanceMs(5000);
        StreamMetadata written = source.handle().metadata();
        assertEquals(50, written.fps());
        assertEquals(1, written.videoBitrateBps());
        assertEquals(2, written.audioBitrateBps());
    }

    @Test
    void shouldTellWhenTheLastFrameCame() {
        long startMs = clock.nanoTime() / 1_000_000;
        StreamHandle handle = source(8).handle();
        clock.advanceMs(5000);
        assertTrue(Math.abs(handle.lastFrameMs() - startMs) <= 1, "creation, before the first frame");
        handle.publish(Source.audioFrame(1).build());
        assertTrue(Math.abs(handle.lastFrameMs() - (startMs + 5000)) <= 1);
        clock.advanceMs(7000);
        assertTrue(Math.abs(handle.lastFrameMs() - (startMs + 5000)) <= 1);
        handle.publish(Source.audioFrame(1).build());
        assertTrue(Math.abs(handle.lastFrameMs() - (startMs + 12_000)) <= 1);
    }
}
