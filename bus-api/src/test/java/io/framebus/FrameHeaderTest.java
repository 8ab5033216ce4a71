package io.framebus;

import static io.framebus.Refusals.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class FrameHeaderTest {
    private final FrameHeader header = new FrameHeader();

    private void assertNew() {
        assertEquals(0, header.trackId());
        assertNull(header.kind());
        assertNull(header.codec());
        assertEquals(0, header.flags());
        assertEquals(0, header.temporalLayer());
        assertEquals(0, header.spatialLayer());
        assertEquals(0, header.ptsUs());
        assertEquals(0, header.dtsUs());
        assertEquals(-1, header.durationUs());
    }

    private FrameHeader filled() {
        return header.trackId(3)
                .kind(FrameKind.DELTA)
                .codec(Codec.AV1)
                .flags(FrameFlags.DISCARDABLE | 0x8000)
                .temporalLayer(7)
                .spatialLayer(1)
                .ptsUs(-5)
                .dtsUs(-9)
                .durationUs(40);
    }

    @Test
    void shouldBeginEmptyAndBeEmptyAfterReset() {
        assertNew();
        assertSame(header, filled());
        assertSame(header, header.reset());
        assertNew();
    }

    @Test
    void shouldKeepWhatIsSet() {
        filled();
        assertFilled();
    }

    private void assertFilled() {
        assertEquals(3, header.trackId());
        assertEquals(FrameKind.DELTA, header.kind());
        assertEquals(Codec.AV1, header.codec());
        assertEquals(0x8004, header.flags());
        assertEquals(7, header.temporalLayer());
        assertEquals(1, header.spatialLayer());
        assertEquals(-5, header.ptsUs());
        assertEquals(-9, header.dtsUs());
        assertEquals(40, header.durationUs());
    }

    @Test
    void shouldDecodeWhenPresentedUnlessToldOtherwise() {
        header.ptsUs(70);
        assertEquals(70, header.dtsUs());
        header.dtsUs(0);
        assertEquals(0, header.dtsUs());
        header.ptsUs(90);
        assertEquals(0, header.dtsUs());
        header.reset().ptsUs(91);
        assertEquals(91, header.dtsUs());
    }

    @Test
    void shouldRefuseBadValuesAndKeepTheOldOnes() {
        filled();
        refuses(() -> header.trackId(-1), "trackId", "-1", "0");
        refuses(() -> header.kind(null), "kind");
        refuses(() -> header.codec(null), "codec");
        refuses(() -> header.flags(32), "flags", "20", "ff1f");
        refuses(() -> header.flags(1 << 16), "flags", "10000");
        refuses(() -> header.flags(-1), "flags");
        refuses(() -> header.temporalLayer(8), "temporalLayer", "8", "7");
        refuses(() -> header.temporalLayer(-1), "temporalLayer", "-1");
        refuses(() -> header.spatialLayer(8), "spatialLayer", "8", "7");
        refuses(() -> header.spatialLayer(-1), "spatialLayer", "-1");
        refuses(() -> header.durationUs(-2), "durationUs", "-2", "-1");
        assertFilled();
    }

    @Test
    void shouldTakeTheLimitsThemselves() {
        header.trackId(Integer.MAX_VALUE)
                .flags(FrameFlags.ALLOWED)
                .temporalLayer(Frame.MAX_LAYER)
                .spatialLayer(0)
                .durationUs(-1);
        assertEquals(Integer.MAX_VALUE, header.trackId());
        assertEquals(FrameFlags.ALLOWED, header.flags());
    }

    @Test
    void shouldCopyEveryFieldOfAFrame() {
        MediaFrame frame = MediaFrame.builder()
                .trackId(9)
                .kind(FrameKind.AUDIO)
                .codec(Codec.OPUS)
                .flags(FrameFlags.FIRST)
                .temporalLayer(1)
                .spatialLayer(2)
                .ptsUs(100)
                .dtsUs(90)
                .durationUs(20)
                .build();
        filled().copyFrom(frame);
        assertEquals(9, header.trackId());
        assertEquals(FrameKind.AUDIO, header.kind());
        assertEquals(Codec.OPUS, header.codec());
        assertEquals(FrameFlags.FIRST, header.flags());
        assertEquals(1, header.temporalLayer());
        assertEquals(2, header.spatialLayer());
        assertEquals(100, header.ptsUs());
        assertEquals(90, header.dtsUs());
        assertEquals(20, header.durationUs());
        refuses(() -> header.copyFrom((Frame) null), "frame");
    }

    @Test
    void shouldCopyAnotherHeader() {
        FrameHeader copy = new FrameHeader().dtsUs(7).copyFrom(filled());
        assertEquals(FrameKind.DELTA, copy.kind());
        assertEquals(-9, copy.dtsUs());
        assertEquals(40, copy.durationUs());
        assertNull(copy.copyFrom(header.reset()).kind());
        assertEquals(55, copy.ptsUs(55).dtsUs(), "decoded when presented, as with the other");
        refuses(() -> copy.copyFrom((FrameHeader) null), "other");
    }

    @Test
    void shouldPackItsSmallFieldsEachInItsPlace() {
        assertEquals(0, header.packed());
        filled();
        assertEquals((0x8004 << 16) + (Codec.AV1.id() << 8) + (1 << 6) + (7 << 3) + 1, header.packed());
        assertEquals(header.packed(), new FrameHeader().copyFrom(header).packed());
        assertEquals(0, header.reset().packed());
    }

    /** From all bits set to none and back: what one field leaves behind would be another's. */
    @Test
    @SuppressWarnings("EnumOrdinal") // as packed() says
    void shouldChangeNoFieldButTheOneThatIsSet() {
        for (FrameKind kind : FrameKind.values()) {
            for (Codec codec : Codec.values()) {
                for (int layer = 0; layer <= Frame.MAX_LAYER; layer++) {
                    int flags = layer % 2 == 0 ? FrameFlags.ALLOWED : 0;
                    header.spatialLayer(layer)
                            .flags(flags)
                            .temporalLayer(Frame.MAX_LAYER - layer)
                            .codec(codec)
                            .kind(kind);
                    assertEquals(kind, header.kind());
                    assertEquals(codec, header.codec());
                    assertEquals(flags, header.flags());
                    assertEquals(layer, header.spatialLayer());
                    assertEquals(Frame.MAX_LAYER - layer, header.temporalLayer());
                    assertEquals(
                            (flags << 16)
                                    + (codec.id() << 8)
                                    + (kind.ordinal() << 6)
                                    + (header.temporalLayer() << 3)
                                    + layer,
                            header.packed());
                }
            }
        }
    }
}
