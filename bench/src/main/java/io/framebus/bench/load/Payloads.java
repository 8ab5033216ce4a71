package io.framebus.bench.load;

import io.framebus.bench.media.MediaClip;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * The bytes of the frames, and the means to tell whether a delivered frame has its own: the first and the last eight bytes,
 * which no other frame shares. A frame that is torn, or mixed up with another, differs in one of them.
 *
 * <p>A clip with payload is played as it is. For a trace, random bytes are made up, with words derived from stream and
 * sequence at both ends. Frames of fewer than eight bytes are known by their headers only.
 */
final class Payloads {
    private static final int WORD = Long.BYTES;
    /** A made-up payload begins at one of this many places of the random block, so that a copy is not always the same. */
    private static final int SHIFTS = 64;

    private static final int SHIFT_BYTES = 64;

    private final MediaClip clip;
    private final long seed;
    /** Of a clip with payload, the words at both ends of each unit. */
    private final long[] heads;

    private final long[] tails;

    Payloads(MediaClip clip, long seed) {
        this.clip = clip;
        this.seed = seed;
        int count = clip.hasPayload() ? clip.unitCount() : 0;
        heads = new long[count];
        tails = new long[count];
        ByteBuffer unit = ByteBuffer.allocate(clip.largestUnitBytes());
        for (int i = 0; i < count; i++) {
            clip.copyPayload(i, unit.clear());
            int size = clip.size(i);
            if (size >= WORD) {
                heads[i] = unit.getLong(0);
                tails[i] = unit.getLong(size - WORD);
            }
        }
    }

    /** Makes payloads for one generator thread. */
    Writer writer() {
        return new Writer();
    }

    /** Whether {@code payload}, between its position and limit, is that of the frame at {@code place} of that stream. */
    boolean matches(ByteBuffer payload, int stream, Playhead place) {
        int size = place.size();
        if (payload.remaining() != size) {
            return false;
        }
        return size < WORD
                || (payload.getLong(payload.limit() - WORD) == tail(stream, place)
                        && (size < 2 * WORD || payload.getLong(payload.position()) == head(stream, place)));
    }

    private long head(int stream, Playhead place) {
        return clip.hasPayload() ? heads[place.unit()] : mixed(stream, 2 * place.sequence());
    }

    private long tail(int stream, Playhead place) {
        return clip.hasPayload() ? tails[place.unit()] : mixed(stream, 2 * place.sequence() + 1);
    }

    /** The finalizer of SplitMix64 over stream and number: a bijection of the number, so that no two frames share a word. */
    private long mixed(int stream, long number) {
        long z = seed + (((long) stream << 44) + number) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A block of memory in which one payload after the other is made ready. Not thread-safe; allocates nothing per frame. */
    final class Writer {
        private final ByteBuffer block;

        private Writer() {
            int shifts = clip.hasPayload() ? 0 : SHIFTS * SHIFT_BYTES;
            block = ByteBuffer.allocateDirect(clip.largestUnitBytes() + shifts);
            if (!clip.hasPayload()) {
                SplittableRandom random = new SplittableRandom(seed);
                while (block.remaining() >= WORD) {
                    block.putLong(random.nextLong());
                }
            }
        }

        /** The payload of the frame at {@code place}, between position and limit; valid until the next call. */
        ByteBuffer payload(int stream, Playhead place) {
            if (clip.hasPayload()) {
                clip.copyPayload(place.unit(), block.clear());
                return block.flip();
            }
            int size = place.size();
            int from = (int) (place.sequence() % SHIFTS) * SHIFT_BYTES;
            block.limit(from + size).position(from);
            if (size >= WORD) {
                if (size >= 2 * WORD) {
                    block.putLong(from, head(stream, place));
                }
                block.putLong(from + size - WORD, tail(stream, place));
            }
            return block;
        }
    }
}
