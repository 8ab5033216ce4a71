package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CodecTest {
    /** The numbers on the wire: seed 1.2. */
    @Test
    void shouldHaveTheAgreedIds() {
        List<Integer> ids = Arrays.stream(Codec.values()).map(Codec::id).toList();
        List<Integer> expected = IntStream.concat(IntStream.rangeClosed(0, 12), IntStream.of(255))
                .boxed()
                .toList();
        assertEquals(expected, ids);
        assertEquals(5, Codec.AAC.id());
        assertEquals(8, Codec.G711U.id());
        assertEquals(12, Codec.VVC.id());
    }

    @Test
    void shouldBeFoundByItsId() {
        for (Codec codec : Codec.values()) {
            assertSame(codec, Codec.fromId(codec.id()));
        }
    }

    @Test
    void shouldRefuseAnUnknownId() {
        for (int id : new int[] {-1, 13, 254, 256, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            Refusals.refuses(() -> Codec.fromId(id), String.valueOf(id), "12", "255");
        }
    }
}
