package io.framebus.bench.tune;

import io.framebus.bench.fuzz.FuzzBound;
import io.framebus.bench.slo.Slo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Target of the fuzzer: what is demanded of a run, and ranges of capacities. */
public final class TargetFuzz {
    private TargetFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<Class<? extends RuntimeException>> refusals =
                List.of(TypeConversionException.class, IllegalArgumentException.class);
        FuzzBound.check(content.length, () -> new Target(Slo.parse(text)), refusals);
        FuzzBound.check(
                content.length, () -> requireRising(new CapacityRange.FramesConverter().convert(text)), refusals);
        FuzzBound.check(
                content.length, () -> requireRising(new CapacityRange.BytesConverter().convert(text)), refusals);
    }

    private static void requireRising(CapacityRange range) {
        int before = 0;
        for (int value : range.values()) {
            if (value <= before || Integer.bitCount(value) != 1) {
                throw new AssertionError("not powers of two in rising order: " + range);
            }
            before = value;
        }
        if (before == 0) {
            throw new AssertionError("a range of nothing");
        }
    }
}
