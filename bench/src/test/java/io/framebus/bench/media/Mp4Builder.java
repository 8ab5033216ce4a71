package io.framebus.bench.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds MP4 boxes byte by byte, right or wrong. */
final class Mp4Builder {
    private Mp4Builder() {}

    static byte[] box(String type, byte[]... contents) {
        byte[] content = join(contents);
        return claiming(type, content.length + 8, content);
    }

    /** A box whose size field says {@code size}, whatever its content. */
    static byte[] claiming(String type, long size, byte[]... contents) {
        return join(ints((int) size), type.getBytes(StandardCharsets.US_ASCII), join(contents));
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    static byte[] ftyp() {
        return box("ftyp", ints(0x69736F6D, 0));
    }

    static byte[] movie(byte[]... boxes) {
        return box("moov", box("mvhd", ints(0, 0, 0, 1000), new byte[84]), join(boxes));
    }

    /** A video track of one kilohertz with these sample tables (and what else belongs into stbl). */
    static byte[] track(int id, byte[]... tables) {
        return box("trak", tkhd(id), media("vide", tables));
    }

    static byte[] tkhd(int id) {
        return box("tkhd", ints(0, 0, 0, id), new byte[68]);
    }

    static byte[] media(String handler, byte[]... tables) {
        byte[] mdhd = box("mdhd", ints(0, 0, 0, 1000, 0, 0));
        byte[] hdlr = box("hdlr", ints(0, 0), handler.getBytes(StandardCharsets.US_ASCII), new byte[13]);
        return box("mdia", mdhd, hdlr, box("minf", box("stbl", tables)));
    }

    /** One VP8 sample entry: a coding whose samples are not looked into. */
    static byte[] vp8() {
        return box("stsd", ints(0, 1), box("vp08", new byte[78]));
    }

    /** {@code samples} samples of {@code size} bytes, one after the other from the beginning of the file, 1 ms each. */
    static byte[] tables(int samples, int size) {
        return join(
                vp8(),
                box("stts", ints(0, 1, samples, 1)),
                box("stsc", ints(0, 1, 1, samples, 1)),
                box("stsz", ints(0, size, samples)),
                box("stco", ints(0, 1, 0)));
    }
}
