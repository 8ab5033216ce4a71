package io.framebus.bench.media;

import java.nio.ByteBuffer;

/** Reads a buffer bit by bit, the highest of each byte first. Reading behind the end is a BufferUnderflowException. */
final class BitReader {
    private final ByteBuffer bytes;
    private int current;
    private int left;

    BitReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    int bit() {
        if (left == 0) {
            current = bytes.get();
            left = 8;
        }
        return current >> --left & 1;
    }

    /** An unsigned number of up to 32 bits; with all 32, the sign bit is the highest. */
    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** An unsigned Exp-Golomb number, of which H.264 has none above 2^31 - 2 where this is used. */
    int ue() {
        int zeros = 0;
        while (bit() == 0) {
            if (++zeros > 30) {
                throw new MalformedMedia("a parameter set has a number that is too large");
            }
        }
        return (1 << zeros) - 1 + bits(zeros);
    }

    /** A signed Exp-Golomb number. */
    int se() {
        int code = ue();
        return (code & 1) == 1 ? code / 2 + 1 : -(code / 2);
    }
}
