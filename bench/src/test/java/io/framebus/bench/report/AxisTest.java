package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Tick::label).toList();
    }

    @Test
    void shouldMarkALinearAxisAtRoundValues() {
        Axis axis = Axis.of(Scale.LINEAR, Quantity.RATE, 7_000, 9_100);
        assertEquals(List.of("0", "2,000/s", "4,000/s", "6,000/s", "8,000/s", "10,000/s"), labels(axis));
        assertEquals(0, axis.position(0));
        assertEquals(0.91, axis.position(9_100), 1e-9);
    }

    @Test
    void shouldMarkBytesAtPowersOfTwo() {
        Axis axis = Axis.of(Scale.LINEAR, Quantity.BYTES, 0, 3 << 20);
        assertEquals(List.of("0", "1 MiB", "2 MiB", "3 MiB"), labels(axis));
    }

    @Test
    void shouldNotMarkHalfAThing() {
        assertEquals(List.of("0", "1", "2"), labels(Axis.of(Scale.LINEAR, Quantity.COUNT, 0, 2)));
    }

    @Test
    void shouldMarkALogAxisAtPowersOfTen() {
        assertEquals(
                List.of("10 us", "100 us", "1 ms", "10 ms", "100 ms"),
                labels(Axis.of(Scale.LOG, Quantity.TIME, 80e3, 40e6)));
        assertEquals(
                List.of("10 ns", "1 us", "100 us", "10 ms", "100 ms"),
                labels(Axis.of(Scale.LOG, Quantity.TIME, 80, 40e6)),
                "not all of many");
    }

    @Test
    void shouldMarkALogAxisOfFewDecadesMoreFinely() {
        assertEquals(
                List.of("20 ms", "50 ms", "100 ms", "200 ms"), labels(Axis.of(Scale.LOG, Quantity.TIME, 25e6, 190e6)));
    }

    @Test
    void shouldPlaceEqualRatiosAtEqualDistances() {
        Axis axis = Axis.of(Scale.LOG, Quantity.TIME, 1e3, 1e9);
        assertEquals(axis.position(1e6) - axis.position(1e5), axis.position(1e8) - axis.position(1e7), 1e-9);
        assertEquals(0.5, axis.position(1e6), 1e-9);
        assertEquals(0, axis.position(0), "what has no logarithm stands at the low end");
    }

    @Test
    void shouldMarkNothingAtTheLowEndOfALogAxis() {
        Axis axis = Axis.logFromZero(Quantity.SHARE, 0.0002, 0.08);
        assertEquals(List.of("0", "0.01 %", "0.1 %", "1 %", "10 %"), labels(axis));
        assertEquals(0, axis.position(0));
        assertEquals(0.25, axis.position(0.0001), 1e-9);
    }

    @Test
    void shouldMarkTime() {
        assertEquals(List.of("0", "2 s", "4 s", "6 s", "8 s", "10 s", "12 s"), labels(Axis.elapsed(12)));
        assertEquals(List.of("0", "15 s", "30 s", "45 s", "1:00", "1:15", "1:30"), labels(Axis.elapsed(100)));
        assertEquals("4:00:00", labels(Axis.elapsed(86_400)).get(1));
        assertEquals(List.of("0", "0.1 s"), labels(Axis.elapsed(0.5)).subList(0, 2));
    }

    @Test
    void shouldHoldAllValuesBetweenItsEnds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int n = 0; n < 2_000; n++) {
            double min = Math.pow(10, random.nextDouble() * 16 - 4);
            double max = min * Math.pow(10, random.nextDouble() * random.nextInt(10));
            for (Scale scale : Scale.values()) {
                for (Quantity quantity : Quantity.values()) {
                    Axis axis = Axis.of(scale, quantity, min, max);
                    String what = "seed " + seed + ": " + scale + " " + quantity + " " + min + " to " + max + " gave "
                            + axis.low() + " to " + axis.high() + " " + labels(axis);
                    assertTrue(axis.low() <= min * (1 + 1e-6) && axis.high() >= max * (1 - 1e-6), what);
                    assertTrue(axis.ticks().size() >= 2 && axis.ticks().size() <= 9, what);
                }
            }
        }
    }

    @Test
    void shouldStandForNothingToo() {
        assertEquals(0, Axis.of(Scale.LINEAR, Quantity.RATE, 0, 0).position(0));
        assertEquals(0, Axis.of(Scale.LOG, Quantity.TIME, 0, 0).position(0));
    }
}
