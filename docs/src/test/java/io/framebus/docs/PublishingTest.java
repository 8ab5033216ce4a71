package io.framebus.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameBatch;
import io.framebus.FrameBus;
import io.framebus.FrameClaim;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.Publishers;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.CachedNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishing in three ways, packets, configurations, and several publishers. */
final class PublishingTest {
    private static final int CAMERA = 0;
    private static final int MICROPHONE = 1;

    private final FrameBus bus =
            DisruptorFrameBus.builder().app("live", StreamConfig.defaults()).build();
    private final StreamHandle stream = bus.startPublish(StreamKey.of("live", "a"));

    @AfterEach
    void closeBus() {
        bus.close();
    }

    @Test
    void shouldPublishAFrame() {
        byte[] accessUnit = new byte[4000];
        // tag::frame
        MediaFrame frame = MediaFrame.video(40_000, 40_000, accessUnit, Codec.H264, true);
        int subscribers = stream.publish(frame);
        assertEquals(0, subscribers); // nobody is there yet: a success
        // end::frame
        assertEquals(0, stream.cursor());
    }

    @Test
    void shouldPublishABuffer() {
        ByteBuffer received = ByteBuffer.allocateDirect(2048).limit(1500).position(12);
        // tag::buffer
        FrameHeader header = new FrameHeader(); // one per publisher, reused for every frame
        header.reset()
                .trackId(CAMERA)
                .kind(FrameKind.DELTA)
                .codec(Codec.VP9)
                .temporalLayer(2)
                .flags(FrameFlags.DISCARDABLE)
                .ptsUs(40_000);
        stream.publish(header, received); // the bytes from position to limit; both stay as they are
        // end::buffer
        assertEquals(12, received.position());
        assertEquals(1500, received.limit());
        assertEquals(1488, stream.retention().bytes());
    }

    @Test
    void shouldPublishABatch() {
        ByteBuffer received = ByteBuffer.allocateDirect(1200);
        List<ByteBuffer> packets = List.of(received, received, received);
        FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.VP8);
        Subscription subscription = stream.subscribe();
        // tag::batch
        FrameBatch batch = stream.batch(); // one per publisher, reused
        for (ByteBuffer packet : packets) {
            batch.add(header.ptsUs(40_000), packet); // copied now
        }
        batch.publish(); // seen now: one reading of the clock, one wake-up
        // end::batch
        assertEquals(3, subscription.lag());
    }

    @Test
    void shouldReadTheClockOncePerBatch() {
        ByteBuffer packet = ByteBuffer.allocateDirect(1200);
        List<ByteBuffer> batch = List.of(packet, packet, packet);
        FrameHeader header = new FrameHeader().kind(FrameKind.DELTA).codec(Codec.VP8);
        List<Long> times = new ArrayList<>();
        // tag::batch-clock
        CachedNanoClock clock = new CachedNanoClock();
        clock.update(System.nanoTime());
        try (FrameBus ingest = DisruptorFrameBus.builder()
                .app("live", StreamConfig.defaults())
                .clock(clock)
                .build()) {
            StreamHandle camera = ingest.startPublish(StreamKey.of("live", "b"));
            Subscription subscription = camera.subscribe();
            clock.update(
                    System.nanoTime()); // once for all that a receive call gave, and at least each time it gave nothing
            for (ByteBuffer received : batch) {
                camera.publish(header, received);
            }
            subscription.poll(frame -> times.add(frame.publishTimeNs()), 64);
        }
        assertEquals(1, times.stream().distinct().count());
        // end::batch-clock
        assertEquals(3, times.size());
    }

    @Test
    void shouldPublishAClaim() {
        byte[] encoded = "encoded".getBytes(StandardCharsets.US_ASCII);
        FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.AV1);
        // tag::claim
        try (FrameClaim claim = stream.claim(header, 64 << 10)) { // the most that it may become
            ByteBuffer target = claim.buffer(); // the ring's own memory
            int start = target.position();
            target.put(encoded); // an encoder or a decryptor writes here
            claim.commit(target.position() - start); // without commit, closing aborts
        }
        // end::claim
        assertEquals(encoded.length, stream.retention().bytes());

        FrameClaim given = stream.claim(header, 10);
        assertThrows(IllegalStateException.class, () -> stream.publish(header, ByteBuffer.allocate(1)));
        given.abort();
        assertEquals(0, stream.cursor(), "nothing was published");
    }

    @Test
    void shouldPublishPackets() {
        List<ByteBuffer> packets =
                List.of(ByteBuffer.allocate(1200), ByteBuffer.allocate(1200), ByteBuffer.allocate(300));
        List<Boolean> starts = new ArrayList<>();
        Subscription subscription = stream.subscribe();
        // tag::packets
        FrameHeader header = new FrameHeader()
                .trackId(CAMERA)
                .kind(FrameKind.KEY) // every packet of a key frame is of kind KEY
                .codec(Codec.VP8)
                .ptsUs(40_000);
        int flags = 0;
        for (ByteBuffer packet : packets) {
            stream.publish(header.flags(flags), packet);
            flags = FrameFlags.CONTINUATION; // all but the first
        }
        subscription.poll(frame -> starts.add(frame.isSyncPoint()), 64);
        assertEquals(List.of(true, false, false), starts);
        // end::packets
    }

    @Test
    void shouldKeepConfigurationsInForce() {
        byte[] parameterSets = {1, 2, 3};
        byte[] audioConfig = {4, 5};
        byte[] payload = new byte[100];
        // tag::configs
        stream.publish(MediaFrame.config(CAMERA, FrameKind.KEY, Codec.H264, parameterSets));
        stream.publish(MediaFrame.config(MICROPHONE, FrameKind.AUDIO, Codec.AAC, audioConfig));
        stream.publish(MediaFrame.video(0, 0, payload, Codec.H264, true));
        stream.publish(MediaFrame.audio(0, payload, Codec.AAC));

        List<String> seen = new ArrayList<>();
        Subscription late = stream.subscribe(
                SubscribeOptions.builder().startAt(StartAt.SYNC_POINT).build());
        int frames = late.poll(frame -> seen.add(frame.sequence() + (frame.isConfig() ? " config" : "")), 64);

        assertEquals(List.of("0 config", "1 config", "2", "3"), seen);
        assertEquals(2, frames); // configurations in force count in none of the books
        // end::configs
        assertEquals(2, late.delivered());
        assertEquals(2, stream.cachedConfigs().size());
        assertTrue(stream.cachedConfigs().get(0).isConfig());
        assertEquals(4, stream.replayBuffer().size());
    }

    @Test
    void shouldPublishFromSeveralThreads() throws InterruptedException {
        // tag::shared
        StreamConfig shared =
                StreamConfig.builder().publishers(Publishers.SHARED).build();
        StreamHandle mixed = bus.startPublish(StreamKey.of("live", "mixed"), shared);
        Thread video = new Thread(() -> mixed.publish(MediaFrame.video(0, 0, new byte[900], Codec.VP8, true)));
        Thread audio = new Thread(() -> mixed.publish(MediaFrame.audio(0, new byte[100], Codec.OPUS)));
        video.start();
        audio.start();
        // end::shared
        video.join();
        audio.join();
        assertEquals(1, mixed.cursor());
        assertEquals(1000, mixed.retention().bytes());
        assertFalse(mixed.isClosed());
    }
}
