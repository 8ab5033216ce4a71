package io.framebus.bench.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks the MP4 boxes that lie side by side in a buffer. It checks each box's size against what is there and never looks
 * inside one: how deep a reader goes is decided by the reader, not by the file.
 */
final class BoxCursor {
    private static final int HEADER_BYTES = 8;
    private static final int LARGE_HEADER_BYTES = 16;

    private final ByteBuffer boxes;
    private int type;
    private int start;

    BoxCursor(ByteBuffer boxes) {
        this.boxes = boxes.slice();
        this.boxes.limit(0);
    }

    /** Moves to the next box. False behind the last; fewer bytes than a header's are padding. */
    boolean next() {
        int at = boxes.limit();
        int left = boxes.capacity() - at;
        if (left < HEADER_BYTES) {
            return false;
        }
        boxes.limit(boxes.capacity());
        long size = boxes.getInt(at) & 0xFFFF_FFFFL;
        type = boxes.getInt(at + 4);
        int header = HEADER_BYTES;
        if (size == 1 && left >= LARGE_HEADER_BYTES) {
            size = boxes.getLong(at + HEADER_BYTES);
            header = LARGE_HEADER_BYTES;
        }
        checkSize(type, size, header, left);
        start = at + header;
        boxes.limit(at + (int) size);
        return true;
    }

    static void checkSize(int type, long size, int headerBytes, long left) {
        if (size < headerBytes || size > left) {
            throw new MalformedMedia("box '" + name(type) + "' claims " + Long.toUnsignedString(size) + " bytes where "
                    + left + " are left");
        }
    }

    int type() {
        return type;
    }

    /** What is in the box behind its header. */
    ByteBuffer content() {
        return boxes.slice(start, boxes.limit() - start);
    }

    /** The number of a four-character type. */
    static int type(String name) {
        byte[] chars = name.getBytes(StandardCharsets.US_ASCII);
        return chars[0] << 24 | chars[1] << 16 | chars[2] << 8 | chars[3];
    }

    static String name(int type) {
        StringBuilder name = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            int c = type >> shift & 0xFF;
            name.append(c >= ' ' && c <= '~' ? (char) c : '?');
        }
        return name.toString();
    }
}
