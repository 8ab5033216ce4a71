package io.framebus.bench.media;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/**
 * What an H.264 sequence parameter set (ITU-T H.264, 7.3.2.1.1 and annex E) says of the pictures.
 *
 * @param framesPerSecond present if the set has timing that makes sense (1 to 1000)
 */
record H264ParameterSet(int width, int height, OptionalDouble framesPerSecond) {
    private static final int EXTENDED_SAR = 255;

    /** Reads the parameter set at the beginning of {@code byteStream}, start code first. */
    static H264ParameterSet read(ByteBuffer byteStream) {
        BitReader bits = new BitReader(payload(byteStream));
        int profile = bits.bits(8);
        bits.bits(16); // constraints, level
        bits.ue(); // the set's id
        int chroma = 1;
        boolean separatePlanes = false;
        if (hasChromaFormat(profile)) {
            chroma = bits.ue();
            separatePlanes = chroma == 3 && bits.bit() != 0;
            bits.ue(); // luma depth
            bits.ue(); // chroma depth
            bits.bit();
            if (bits.bit() != 0) {
                skipScalingLists(bits, chroma == 3 ? 12 : 8);
            }
        }
        bits.ue(); // log2_max_frame_num_minus4
        skipPictureOrder(bits);
        bits.ue(); // max_num_ref_frames
        bits.bit();
        int widthInBlocks = inRange(bits.ue() + 1);
        int heightInMapUnits = inRange(bits.ue() + 1);
        int fields = bits.bit() != 0 ? 1 : 2;
        if (fields == 2) {
            bits.bit();
        }
        bits.bit();
        int width = 16 * widthInBlocks;
        int height = 16 * heightInMapUnits * fields;
        if (bits.bit() != 0) {
            boolean subsampled = !separatePlanes && (chroma == 1 || chroma == 2);
            int unitX = subsampled ? 2 : 1;
            int unitY = (!separatePlanes && chroma == 1 ? 2 : 1) * fields;
            width -= unitX * (inRange(bits.ue()) + inRange(bits.ue()));
            height -= unitY * (inRange(bits.ue()) + inRange(bits.ue()));
        }
        OptionalDouble framesPerSecond = bits.bit() != 0 ? timing(bits) : OptionalDouble.empty();
        return new H264ParameterSet(Math.max(0, width), Math.max(0, height), framesPerSecond);
    }

    /** The NAL unit's bytes behind its header, without emulation prevention. */
    private static ByteBuffer payload(ByteBuffer byteStream) {
        while (byteStream.get() == 0) {
            // up to and with the 1 that ends the start code
        }
        byteStream.get(); // the header
        ByteBuffer payload = ByteBuffer.allocate(byteStream.remaining());
        int zeros = 0;
        while (byteStream.hasRemaining()) {
            byte b = byteStream.get();
            if (zeros >= 2 && b == 3) {
                zeros = 0;
                continue;
            }
            if (zeros >= 2 && b == 1) {
                break;
            }
            payload.put(b);
            zeros = b == 0 ? zeros + 1 : 0;
        }
        return payload.flip();
    }

    private static boolean hasChromaFormat(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static void skipScalingLists(BitReader bits, int lists) {
        for (int list = 0; list < lists; list++) {
            if (bits.bit() == 0) {
                continue;
            }
            int last = 8;
            int next = 8;
            for (int i = 0; i < (list < 6 ? 16 : 64); i++) {
                if (next != 0) {
                    next = last + bits.se() & 0xFF;
                }
                last = next == 0 ? last : next;
            }
        }
    }

    private static void skipPictureOrder(BitReader bits) {
        int type = bits.ue();
        if (type == 0) {
            bits.ue();
        } else if (type == 1) {
            bits.bit();
            bits.se();
            bits.se();
            int cycle = inRange(bits.ue());
            for (int i = 0; i < cycle; i++) {
                bits.se();
            }
        }
    }

    private static OptionalDouble timing(BitReader bits) {
        if (bits.bit() != 0 && bits.bits(8) == EXTENDED_SAR) {
            bits.bits(32);
        }
        if (bits.bit() != 0) {
            bits.bit(); // overscan
        }
        if (bits.bit() != 0) {
            bits.bits(4); // video format and range
            if (bits.bit() != 0) {
                bits.bits(24); // colours
            }
        }
        if (bits.bit() != 0) {
            bits.ue(); // chroma location
            bits.ue();
        }
        if (bits.bit() == 0) {
            return OptionalDouble.empty();
        }
        long unitsInTick = bits.bits(32) & 0xFFFF_FFFFL;
        long timeScale = bits.bits(32) & 0xFFFF_FFFFL;
        double framesPerSecond = timeScale / (2.0 * unitsInTick); // a tick is a field
        boolean sensible = framesPerSecond >= 1 && framesPerSecond <= 1000;
        return sensible ? OptionalDouble.of(framesPerSecond) : OptionalDouble.empty();
    }

    private static int inRange(int value) {
        if (value < 0 || value > 16_384) {
            throw new MalformedMedia("a sequence parameter set has a number out of range: " + value);
        }
        return value;
    }
}
