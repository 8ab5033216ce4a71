package io.framebus.bench.media;

import java.nio.ByteBuffer;

/** Tells key frames of VP8 (RFC 6386, 9.1) and VP9 (bitstream specification, 6.2) by the start of their data. */
final class VpxFrames {
    /** How much of a frame is looked at. */
    static final int HEAD_BYTES = 16;

    private VpxFrames() {}

    /** Bit 0 of the frame tag is clear, and the start code follows the tag. */
    static boolean isVp8Key(ByteBuffer head) {
        return head.limit() >= 10
                && (head.get(0) & 1) == 0
                && head.get(3) == (byte) 0x9D
                && head.get(4) == 0x01
                && head.get(5) == 0x2A;
    }

    /**
     * In a superframe the first frame decides: a key frame makes the whole decodable, whatever follows. A frame that only
     * shows an earlier one is no key frame, even if that one was.
     */
    static boolean isVp9Key(ByteBuffer head) {
        if (head.limit() < 4) {
            return false;
        }
        BitReader bits = new BitReader(head.duplicate());
        boolean marked = bits.bits(2) == 2;
        int profile = bits.bit() | bits.bit() << 1;
        if (!marked || (profile == 3 && bits.bit() != 0)) {
            return false;
        }
        boolean showsExisting = bits.bit() != 0;
        if (showsExisting || bits.bit() != 0) {
            return false;
        }
        bits.bits(2); // show_frame, error_resilient_mode
        return bits.bits(24) == 0x498342;
    }
}
