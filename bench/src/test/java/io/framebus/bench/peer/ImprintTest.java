package io.framebus.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ImprintTest {
    private static final int MAX_BYTES = 200;

    private final Imprint imprint = new Imprint(MAX_BYTES, 5);
    private final Imprint.Writer writer = imprint.writer();

    private ByteBuffer copy(long sequence, int size) {
        ByteBuffer payload = writer.payload(sequence, size);
        ByteBuffer copy = ByteBuffer.allocate(MAX_BYTES + 16);
        copy.put(3, payload, payload.position(), size);
        return copy.position(3).limit(3 + size);
    }

    @Test
    void shouldKnowItsOwnWhateverTheSizesBefore() {
        SplittableRandom random = new SplittableRandom(1);
        for (long sequence = 0; sequence < 20_000; sequence++) {
            int size = 1 + random.nextInt(MAX_BYTES);
            ByteBuffer payload = copy(sequence, size);
            assertTrue(imprint.allMatches(sequence, payload), sequence + " of " + size);
            assertTrue(imprint.endsMatch(sequence, payload));
            assertEquals(3, payload.position());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 24, 100, 199, 200})
    void shouldSeeEveryChangedByte(int size) {
        for (int sequence = 0; sequence < 2 * Imprint.VARIANTS; sequence++) {
            ByteBuffer payload = copy(sequence, size);
            for (int i = 3; i < 3 + size; i++) {
                byte was = payload.get(i);
                payload.put(i, (byte) (was ^ 0x40));
                assertFalse(imprint.allMatches(sequence, payload), "byte " + (i - 3) + " of " + size);
                payload.put(i, was);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 16, 100, 200})
    void shouldTellFramesApart(int size) {
        ByteBuffer payload = copy(40, size);
        for (long other = 0; other < 200; other++) {
            assertEquals(other == 40, imprint.endsMatch(other, payload), "as " + other);
        }
        assertFalse(imprint.endsMatch(40 + (1L << 40), payload));
        payload.limit(payload.limit() - 1);
        assertFalse(imprint.endsMatch(40, payload), "cut");
        assertFalse(new Imprint(MAX_BYTES, 6).endsMatch(40, copy(40, size)), "of another run");
    }

    @Test
    void shouldSeeAFrameOfTwoHalves() {
        ByteBuffer first = copy(1, 100);
        ByteBuffer second = copy(17, 100);
        first.put(53, second, 53, 50);
        assertFalse(imprint.endsMatch(1, first));
        assertFalse(imprint.endsMatch(17, first));
    }

    @Test
    void shouldSeeAnotherFramesMiddle() {
        ByteBuffer payload = copy(1, 100);
        ByteBuffer other = copy(2, 100);
        payload.put(20, other, 20, 40);
        assertTrue(imprint.endsMatch(1, payload));
        assertFalse(imprint.allMatches(1, payload));
    }

    @Test
    void shouldLeaveRoomForAHeader() {
        for (int sequence = 0; sequence < 100; sequence++) {
            ByteBuffer payload = writer.payload(sequence, MAX_BYTES);
            for (int i = 1; i <= Imprint.HEADROOM; i++) {
                payload.put(payload.position() - i, (byte) 0xff);
            }
            assertTrue(imprint.allMatches(sequence, payload));
        }
    }

    @Test
    void shouldMatchNothingThatIsEmptyOrTooLong() {
        assertFalse(imprint.allMatches(0, ByteBuffer.allocate(0)));
        assertFalse(imprint.endsMatch(0, ByteBuffer.allocate(0)));
        assertFalse(imprint.allMatches(0, ByteBuffer.allocate(MAX_BYTES + 1)));
    }
}
