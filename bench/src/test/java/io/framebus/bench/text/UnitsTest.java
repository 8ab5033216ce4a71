package io.framebus.bench.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0 ns",
        "64,64 ns",
        "999,999 ns",
        "1000,1 us",
        "8150,8.15 us",
        "94700,94.7 us",
        "999499,999 us",
        "999500,1 ms",
        "1250000,1.25 ms",
        "10000000,10 ms",
        "999499999,999 ms",
        "999500000,1 s",
        "1820000000,1.82 s",
        "3600000000000,'3,600 s'"
    })
    void shouldShowTimesInTheUnitThatSuitsThem(long ns, String text) {
        assertEquals(text, Units.time(ns));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "0.53,0.53 B",
        "512,512 B",
        "15360,15 KiB",
        "4194304,4 MiB",
        "4209664,4.01 MiB",
        "1073741824,1 GiB"
    })
    void shouldShowBytesInBinaryUnits(double bytes, String text) {
        assertEquals(text, Units.bytes(bytes));
    }

    @Test
    void shouldShowRates() {
        assertEquals("6.04 Mbit/s", Units.bitrate(755_000));
        assertEquals("24 kbit/s", Units.bitrate(3_000));
        assertEquals("5.28 MB/s", Units.byteRate(5_280_000));
        assertEquals("8,497", Units.rate(8_496.7));
    }

    @Test
    void shouldSayAllOrNothingOnlyWhereThatIsExact() {
        assertEquals("100 %", Units.percent(5, 5));
        assertEquals("99.99 %", Units.percent(999_999, 1_000_000));
        assertEquals("0.01 %", Units.percent(1, 1_000_000));
        assertEquals("0 %", Units.percent(0, 5));
        assertEquals("98.69 %", Units.percent(9869, 10_000));
        assertEquals("-", Units.percent(0, 0));
    }

    @Test
    void shouldCountThings() {
        assertEquals("0 streams", Units.count(0, "stream"));
        assertEquals("1 stream", Units.count(1, "stream"));
        assertEquals("1,000 streams", Units.count(1000, "stream"));
    }
}
