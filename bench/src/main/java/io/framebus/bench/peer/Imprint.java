package io.framebus.bench.peer;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Payloads that can be told apart. Each begins and ends with eight bytes that follow from its sequence and its length, which no
 * other frame of a run shares; what lies between is a piece of a random block, another for each of {@value #VARIANTS} successive
 * frames. So a frame that is torn, cut, or mixed up with another differs, and a reader needs nothing but the seed to see it.
 * Payloads of less than sixteen bytes carry the end only, those of less than eight a piece of it.
 *
 * <p>Immutable, and shared by any number of threads; a {@link Writer} is for one. Nothing allocates per frame.
 */
public final class Imprint {
    /** Bytes before a payload's position that whoever publishes it may overwrite, for a header. */
    public static final int HEADROOM = 64;

    static final int VARIANTS = 16;

    private static final int WORD = Long.BYTES;
    /** Odd, so that multiplying with it is a bijection: no two sequences share a head. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final int maxBytes;
    private final ByteBuffer block;
    /** At i: the sum of the block's words before word i. */
    private final long[] sums;

    /** Payloads of 1 to {@code maxBytes} bytes. */
    public Imprint(int maxBytes, long seed) {
        this.seed = seed;
        this.maxBytes = maxBytes;
        int words = maxBytes / WORD + 1 + VARIANTS;
        block = ByteBuffer.allocate(words * WORD);
        sums = new long[words + 1];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < words; i++) {
            block.putLong(i * WORD, random.nextLong());
            sums[i + 1] = sums[i] + block.getLong(i * WORD);
        }
    }

    private long head(long sequence) {
        return (seed + sequence) * GOLDEN;
    }

    private static long tail(long head, int size) {
        return ~head + size;
    }

    /** Where in the block the inner bytes of a variant begin, in words. */
    private static int variant(long sequence) {
        return (int) sequence & (VARIANTS - 1);
    }

    /** Whether the payload, from position to limit, begins and ends as that of {@code sequence} does. Reads two words. */
    public boolean endsMatch(long sequence, ByteBuffer payload) {
        int position = payload.position();
        int size = payload.limit() - position;
        long head = head(sequence);
        if (size < 2 * WORD) {
            return shortMatches(tail(head, size), payload, position, size);
        }
        return payload.getLong(position) == head && payload.getLong(position + size - WORD) == tail(head, size);
    }

    private static boolean shortMatches(long tail, ByteBuffer payload, int position, int size) {
        if (size >= WORD) {
            return payload.getLong(position + size - WORD) == tail;
        }
        for (int i = 0; i < size; i++) {
            if (payload.get(position + i) != (byte) (tail >>> (i * Byte.SIZE))) {
                return false;
            }
        }
        return size > 0;
    }

    /** Whether the payload, from position to limit, is that of {@code sequence}. Reads every byte; sums words, as that is quick. */
    public boolean allMatches(long sequence, ByteBuffer payload) {
        int position = payload.position();
        int size = payload.limit() - position;
        if (!endsMatch(sequence, payload) || size > maxBytes) {
            return false;
        }
        int innerFrom = size < 2 * WORD ? 0 : WORD;
        int words = Math.max(0, (size - WORD - innerFrom) / WORD);
        long sum = 0;
        for (int i = 0; i < words; i++) {
            sum += payload.getLong(position + innerFrom + i * WORD);
        }
        int first = variant(sequence) + innerFrom / WORD;
        return sum == sums[first + words] - sums[first]
                && bytesMatch(sequence, payload, innerFrom + words * WORD, size - WORD);
    }

    /** What is left between the last whole word and the end. */
    private boolean bytesMatch(long sequence, ByteBuffer payload, int from, int to) {
        int shift = variant(sequence) * WORD;
        for (int i = from; i < to; i++) {
            if (payload.get(payload.position() + i) != block.get(shift + i)) {
                return false;
            }
        }
        return true;
    }

    /** Makes payloads for one thread. */
    public Writer writer() {
        return new Writer();
    }

    /**
     * Makes one payload after the other, in one piece of memory outside the heap, with {@value #HEADROOM} bytes of room before
     * each, as an ingest keeps its packets.
     */
    public final class Writer {
        private final int capacity = Math.max(WORD, maxBytes);
        private final int stride = (HEADROOM + capacity + HEADROOM - 1) / HEADROOM * HEADROOM;
        private final ByteBuffer packets = ByteBuffer.allocateDirect(VARIANTS * stride);
        private final int[] lastSizes = new int[VARIANTS];

        private Writer() {
            for (int i = 0; i < VARIANTS; i++) {
                packets.put(i * stride + HEADROOM, block, i * WORD, capacity);
            }
        }

        /** The payload of that sequence, between position and limit. Always the same object: valid until the next call. */
        public ByteBuffer payload(long sequence, int size) {
            int variant = variant(sequence);
            int at = variant * stride + HEADROOM;
            packets.clear();
            // This variant's last frame may have ended in the midst of this one.
            int lastEnd = Math.max(0, lastSizes[variant] - WORD);
            packets.putLong(at + lastEnd, block.getLong(variant * WORD + lastEnd));
            lastSizes[variant] = size;
            long head = head(sequence);
            if (size >= 2 * WORD) {
                packets.putLong(at, head).putLong(at + size - WORD, tail(head, size));
            } else {
                packets.putLong(at, block.getLong(variant * WORD));
                putShort(at, tail(head, size), size);
            }
            return packets.limit(at + size).position(at);
        }

        private void putShort(int at, long tail, int size) {
            if (size >= WORD) {
                packets.putLong(at + size - WORD, tail);
                return;
            }
            for (int i = 0; i < size; i++) {
                packets.put(at + i, (byte) (tail >>> (i * Byte.SIZE)));
            }
        }
    }
}
