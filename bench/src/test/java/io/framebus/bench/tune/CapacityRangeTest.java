package io.framebus.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class CapacityRangeTest {
    private static List<Integer> frames(String text) {
        return new CapacityRange.FramesConverter().convert(text).values();
    }

    private static List<Integer> bytes(String text) {
        return new CapacityRange.BytesConverter().convert(text).values();
    }

    @Test
    void shouldBePowersOfTwoInOrderAndOnce() {
        assertEquals(List.of(64, 128, 256), frames("64..256"));
        assertEquals(List.of(64, 256, 1024), frames("64..4095:x4"));
        assertEquals(List.of(32, 128, 1024), frames("1000,100,20,128"));
        assertEquals(List.of(1 << 20, 1 << 21, 1 << 22), bytes("1MiB..4MiB:x2"));
        assertEquals(List.of(1 << 19, 1 << 30), bytes("1GiB,500KiB"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64..                  | is not FROM..TO:xN",
                "64..32                | is not FROM..TO:xN",
                "64..256:x3            | is not FROM..TO:xN",
                "64..256:2             | is not FROM..TO:xN",
                "many                  | is not FROM..TO:xN",
                "0..4                  | is not FROM..TO:xN",
                "0                     | a capacity must be between 1 and 16777216, is 0",
                "99999999              | a capacity must be between 1 and 16777216, is 99999999",
                "1..2000000000         | a capacity must be between 1 and 16777216",
                "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33 | are more than 32",
            })
    void shouldRefuseWhatIsNoRange(String text, String message) {
        String told = String.valueOf(
                assertThrows(TypeConversionException.class, () -> frames(text)).getMessage());
        assertTrue(told.contains(message), told);
        assertEquals(1, told.lines().count());
    }
}
