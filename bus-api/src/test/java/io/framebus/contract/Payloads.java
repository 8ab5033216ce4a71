package io.framebus.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * Payloads in which every byte follows from an id and the byte's place, so that bytes of another frame, a torn copy or a copy
 * moved by one are found out. With eight bytes or more the id can be read back.
 */
public final class Payloads {
    private Payloads() {}

    /**
     * Mostly small; some take as much as many others, and one in {@code oneIn} more than what an engine may want to keep of a frame for
     * several subscriptions.
     */
    static int someLength(Random random, int oneIn) {
        return switch (random.nextInt(oneIn)) {
            case 0 -> 150_000;
            case 1, 2, 3 -> random.nextInt(20_000);
            default -> random.nextInt(400);
        };
    }

    public static byte[] of(long id, int length) {
        byte[] payload = new byte[length];
        fill(ByteBuffer.wrap(payload), id);
        return payload;
    }

    /** Fills the buffer from its position to its limit, which stay as they are. */
    public static void fill(ByteBuffer target, long id) {
        int from = target.position();
        int length = target.remaining();
        ByteBuffer bigEndian = target.duplicate().order(ByteOrder.BIG_ENDIAN);
        long state = id;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            bigEndian.putLong(from + at, state);
            state = next(state + at + length);
        }
        for (; at < length; at++) {
            bigEndian.put(from + at, (byte) (state >>> 8));
            state = next(state + at + length);
        }
    }

    /** Whether the bytes between position and limit are those of {@code id}. */
    public static boolean isOf(ByteBuffer payload, long id) {
        int from = payload.position();
        int length = payload.remaining();
        ByteBuffer bigEndian = payload.duplicate().order(ByteOrder.BIG_ENDIAN);
        long state = id;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if (bigEndian.getLong(from + at) != state) {
                return false;
            }
            state = next(state + at + length);
        }
        for (; at < length; at++) {
            if (bigEndian.get(from + at) != (byte) (state >>> 8)) {
                return false;
            }
            state = next(state + at + length);
        }
        return true;
    }

    /** The id of a payload of at least eight bytes. */
    public static long idOf(ByteBuffer payload) {
        return payload.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(payload.position());
    }

    private static long next(long state) {
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        return (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL + 1;
    }
}
