package io.framebus.bench.peer;

import java.nio.ByteBuffer;

/** The header of a frame as bytes, for peers that carry nothing but bytes. */
final class Preamble {
    static final int BYTES = 24;

    private static final int SENT = 8;
    private static final int KEY = 16;

    private Preamble() {}

    /** Writes it into the room before the payload; it ends where that begins. */
    static void put(ByteBuffer payload, long sequence, long sentNs, boolean key) {
        put(payload, payload.position() - BYTES, sequence, sentNs, key);
    }

    static void put(ByteBuffer target, int at, long sequence, long sentNs, boolean key) {
        target.putLong(at, sequence).putLong(at + SENT, sentNs).putLong(at + KEY, key ? 1 : 0);
    }

    static long sequence(ByteBuffer source, int at) {
        return source.getLong(at);
    }

    static long sentNs(ByteBuffer source, int at) {
        return source.getLong(at + SENT);
    }

    static boolean key(ByteBuffer source, int at) {
        return source.getLong(at + KEY) != 0;
    }
}
