package io.framebus.bench.media;

import io.framebus.Codec;
import java.nio.ByteBuffer;

/**
 * What an esds box says of a decoder: MPEG-4 descriptors, one within the other (ISO/IEC 14496-1, 7.2.6).
 *
 * <p>mp4parser 1.9.56 has descriptors, too, but does not serve: it refuses AAC configurations with a program config element,
 * of low-delay and of lossless profiles, and of others (HE-AAC) it gives back other bytes than it read.
 */
record Esds(Codec codec, ByteBuffer configuration) {
    private static final int ES_DESCRIPTOR = 3;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC_INFO = 5;

    static Esds read(ByteBuffer esds) {
        ByteBuffer stream = descriptor(esds.slice(4, esds.limit() - 4), ES_DESCRIPTOR);
        stream.getShort(); // the stream's id
        int flags = stream.get();
        if ((flags & 0x80) != 0) {
            stream.getShort(); // another stream that this one depends on
        }
        if ((flags & 0x40) != 0) {
            int urlBytes = stream.get() & 0xFF;
            stream = stream.slice(stream.position() + urlBytes, stream.remaining() - urlBytes);
        }
        if ((flags & 0x20) != 0) {
            stream.getShort(); // the clock's stream
        }
        ByteBuffer decoder = descriptor(stream, DECODER_CONFIG);
        int objectType = decoder.get() & 0xFF;
        Codec codec = codec(objectType);
        ByteBuffer rest = decoder.slice(13, decoder.limit() - 13);
        boolean hasInfo = rest.hasRemaining() && rest.get(0) == DECODER_SPECIFIC_INFO;
        return new Esds(codec, hasInfo ? descriptor(rest, DECODER_SPECIFIC_INFO) : ByteBuffer.allocate(0));
    }

    /** The number of channels that an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1) gives; 0 if it leaves that open. */
    int channels() {
        if (codec != Codec.AAC || configuration.limit() < 2) {
            return 0;
        }
        BitReader bits = new BitReader(configuration.duplicate());
        boolean isPlain = bits.bits(5) != 31 && bits.bits(4) != 15;
        int arrangement = isPlain ? bits.bits(4) : 0;
        return arrangement == 7 ? 8 : arrangement < 7 ? arrangement : 0;
    }

    private static Codec codec(int objectType) {
        return switch (objectType) {
            case 0x40, 0x66, 0x67, 0x68 -> Codec.AAC;
            case 0x69, 0x6B -> Codec.MP3;
            default -> Codec.UNKNOWN;
        };
    }

    /** The content of the descriptor at the buffer's position, which must have that tag. */
    private static ByteBuffer descriptor(ByteBuffer bytes, int tag) {
        int found = bytes.get();
        if (found != tag) {
            throw new MalformedMedia("box 'esds' has descriptor " + found + " where " + tag + " belongs");
        }
        int size = 0;
        int more = 0x80;
        for (int i = 0; i < 4 && (more & 0x80) != 0; i++) {
            more = bytes.get();
            size = size << 7 | (more & 0x7F);
        }
        if (size > bytes.remaining()) {
            throw new MalformedMedia("box 'esds' has a descriptor that claims " + size + " bytes where "
                    + bytes.remaining() + " are left");
        }
        return bytes.slice(bytes.position(), size);
    }
}
