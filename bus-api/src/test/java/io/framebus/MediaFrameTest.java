package io.framebus;

import static io.framebus.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MediaFrameTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5};

    private static MediaFrame.Builder complete() {
        return MediaFrame.builder()
                .trackId(4)
                .kind(FrameKind.DELTA)
                .codec(Codec.VP9)
                .flags(FrameFlags.DISCARDABLE)
                .temporalLayer(2)
                .spatialLayer(1)
                .ptsUs(30)
                .dtsUs(20)
                .durationUs(10)
                .payload(BYTES);
    }

    @Test
    void shouldMakeVideoOfTrackZero() {
        MediaFrame key = MediaFrame.video(2, 1, BYTES, Codec.H264, true);
        assertEquals(0, key.trackId());
        assertEquals(FrameKind.KEY, key.kind());
        assertEquals(2, key.ptsUs());
        assertEquals(1, key.dtsUs());
        assertEquals(-1, key.durationUs());
        assertEquals(5, key.length());
        assertTrue(key.isKeyframe() && key.isSyncPoint() && !key.isAudio() && !key.isConfig());
        assertEquals(
                FrameKind.DELTA,
                MediaFrame.video(0, 0, BYTES, Codec.H264, false).kind());
        refuses(() -> MediaFrame.video(0, 0, null, Codec.H264, true), "payload");
        refuses(() -> MediaFrame.video(0, 0, BYTES, null, true), "codec");
    }

    @Test
    void shouldMakeAudioOfTrackOne() {
        MediaFrame audio = MediaFrame.audio(7, BYTES, Codec.OPUS);
        assertEquals(1, audio.trackId());
        assertEquals(7, audio.dtsUs(), "decoded when presented");
        assertTrue(audio.isAudio() && audio.isSyncPoint() && !audio.isKeyframe());
        refuses(() -> MediaFrame.audio(0, null, Codec.OPUS), "payload");
        refuses(() -> MediaFrame.audio(0, BYTES, null), "codec");
    }

    @Test
    void shouldMakeConfigurations() {
        MediaFrame config = MediaFrame.config(3, FrameKind.KEY, Codec.H265, BYTES);
        assertEquals(3, config.trackId());
        assertEquals(FrameFlags.CONFIG, config.flags());
        assertEquals(0, config.ptsUs());
        assertTrue(config.isConfig() && config.isKeyframe(), "the two are independent");
        assertFalse(config.isSyncPoint());
        refuses(() -> MediaFrame.config(-1, FrameKind.KEY, Codec.H265, BYTES), "-1");
        refuses(() -> MediaFrame.config(0, null, Codec.H265, BYTES), "kind");
        refuses(() -> MediaFrame.config(0, FrameKind.KEY, null, BYTES), "codec");
        refuses(() -> MediaFrame.config(0, FrameKind.KEY, Codec.H265, null), "payload");
    }

    @Test
    void shouldKnowSyncPointsByItself() {
        assertFalse(complete()
                .kind(FrameKind.KEY)
                .flags(FrameFlags.CONTINUATION)
                .build()
                .isSyncPoint());
        assertFalse(complete().kind(FrameKind.DELTA).build().isSyncPoint());
        assertTrue(complete().kind(FrameKind.DATA).build().isSyncPoint());
        assertFalse(complete()
                .kind(FrameKind.AUDIO)
                .flags(FrameFlags.CONFIG)
                .build()
                .isSyncPoint());
    }

    @Test
    void shouldOwnItsPayload() {
        byte[] mine = BYTES.clone();
        MediaFrame ofArray = MediaFrame.audio(0, mine, Codec.OPUS);
        ByteBuffer buffer = ByteBuffer.wrap(mine, 1, 3);
        MediaFrame ofBuffer = complete().payload(buffer).build();
        assertEquals(1, buffer.position());
        assertEquals(4, buffer.limit());
        mine[1] = 99;
        assertEquals(ByteBuffer.wrap(BYTES), ofArray.payload());
        assertEquals(ByteBuffer.wrap(new byte[] {2, 3, 4}), ofBuffer.payload());
    }

    @Test
    void shouldShowANewReadOnlyViewEachTime() {
        MediaFrame frame = complete().build();
        ByteBuffer view = frame.payload();
        assertThrows(ReadOnlyBufferException.class, () -> view.put(0, (byte) 9));
        view.position(3);
        assertNotSame(view, frame.payload());
        assertEquals(0, frame.payload().position());
        assertEquals(5, frame.payload().remaining());
    }

    @Test
    void shouldCopyRangesWithoutMovingPositions() {
        MediaFrame frame = complete().build();
        ByteBuffer target = ByteBuffer.allocateDirect(8).position(6);
        frame.copyPayload(1, target, 2, 3);
        assertEquals(6, target.position());
        assertEquals(2, target.get(2));
        assertEquals(4, target.get(4));
        assertEquals(0, target.get(5));
        frame.copyPayload(5, target, 8, 0);
        refuses(() -> frame.copyPayload(-1, target, 0, 1), "from", "-1");
        refuses(() -> frame.copyPayload(6, target, 0, 0), "from", "6", "5");
        refuses(() -> frame.copyPayload(3, target, 0, 3), "length", "3", "2");
        refuses(() -> frame.copyPayload(0, target, 0, -1), "length", "-1");
        refuses(() -> frame.copyPayload(0, target, 4, 5), "at", "4", "3");
        refuses(() -> frame.copyPayload(0, target, -1, 1), "at", "-1");
        refuses(() -> frame.copyPayload(0, null, 0, 1), "target");
        ByteBuffer readOnly = target.asReadOnlyBuffer();
        assertThrows(ReadOnlyBufferException.class, () -> frame.copyPayload(0, readOnly, 0, 1));
    }

    @Test
    void shouldCopyAnyFrame() {
        MediaFrame frame = complete().build();
        assertSame(frame, frame.copy());
        assertSame(frame, MediaFrame.copyOf(frame));
        refuses(() -> MediaFrame.copyOf(null), "frame");
    }

    @Test
    void shouldBeEqualWhenEveryFieldAndByteIs() {
        MediaFrame frame = complete().build();
        assertEquals(frame, complete().build());
        assertEquals(frame.hashCode(), complete().build().hashCode());
        List<UnaryOperator<MediaFrame.Builder>> changes = List.of(
                b -> b.trackId(5),
                b -> b.kind(FrameKind.KEY),
                b -> b.codec(Codec.VP8),
                b -> b.flags(0),
                b -> b.temporalLayer(3),
                b -> b.spatialLayer(0),
                b -> b.ptsUs(31),
                b -> b.dtsUs(21),
                b -> b.durationUs(-1),
                b -> b.payload(new byte[] {1, 2, 3, 4, 6}),
                b -> b.payload(new byte[4]));
        for (UnaryOperator<MediaFrame.Builder> change : changes) {
            assertNotEquals(frame, change.apply(complete()).build());
        }
        assertNotEquals(frame, null);
        assertNotEquals(frame, "frame");
    }

    @Test
    void shouldNeedAKindAndACodec() {
        refuses(() -> MediaFrame.builder().codec(Codec.RAW).build(), "kind");
        refuses(() -> MediaFrame.builder().kind(FrameKind.DATA).build(), "codec");
        assertEquals(
                0,
                MediaFrame.builder()
                        .kind(FrameKind.DATA)
                        .codec(Codec.RAW)
                        .build()
                        .length());
    }

    @Test
    void shouldRefuseBadValuesAndKeepTheOldOnes() {
        MediaFrame.Builder builder = complete();
        refuses(() -> builder.trackId(-1), "-1");
        refuses(() -> builder.kind(null), "kind");
        refuses(() -> builder.codec(null), "codec");
        refuses(() -> builder.flags(64), "40");
        refuses(() -> builder.temporalLayer(8), "8", "7");
        refuses(() -> builder.spatialLayer(-1), "-1");
        refuses(() -> builder.durationUs(-2), "-2");
        refuses(() -> builder.payload((byte[]) null), "payload");
        refuses(() -> builder.payload((ByteBuffer) null), "payload");
        assertEquals(complete().build(), builder.build());
    }

    @Test
    void shouldKeepBuiltFramesApart() {
        MediaFrame.Builder builder = complete();
        MediaFrame first = builder.build();
        MediaFrame second = builder.ptsUs(99).build();
        assertEquals(complete().build(), first);
        assertEquals(99, second.ptsUs());
    }

    @Test
    void shouldDescribeItself() {
        String text = complete().build().toString();
        assertTrue(text.contains("track 4") && text.contains("VP9") && text.contains("5 bytes"), text);
    }
}
