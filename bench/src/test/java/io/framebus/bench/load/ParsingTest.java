package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.bench.measure.Idling;
import io.framebus.bench.text.Values;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ParsingTest {
    @ParameterizedTest
    @CsvSource({
        "10s,10000000000",
        "50ms,50000000",
        "1.5s,1500000000",
        "3us,3000",
        "7ns,7",
        "2m,120000000000",
        "1h,3600000000000",
        "0s,0"
    })
    void shouldReadTimes(String text, long ns) {
        assertEquals(Duration.ofNanos(ns), Values.duration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1 week", "1,5s", "0x10s", "1e3s", "99999999999999999999s"})
    void shouldRefuseOtherTimes(String text) {
        TypeConversionException e = assertThrows(TypeConversionException.class, () -> Values.duration(text));
        assertTrue(e.getMessage().startsWith("'" + text + "' is not a time with its unit"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "512KiB,524288", "512k,524288", "4MiB,4194304", "1.5m,1572864", "1G,1073741824", "10b,10"})
    void shouldReadBytes(String text, long bytes) {
        assertEquals(bytes, Values.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1 TB", "4 MB/s"})
    void shouldRefuseOtherBytes(String text) {
        assertThrows(TypeConversionException.class, () -> Values.bytes(text));
    }

    @Test
    void shouldReadSlowSubscribers() {
        SubscriberClass slow = new Parsing.SlowConverter().convert("3@20ms");
        assertEquals(3, slow.count());
        assertEquals(Duration.ofMillis(20), slow.hold());
        assertEquals("slow 20 ms", slow.label());
        assertEquals(0, new Parsing.SlowConverter().convert("none").count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "@20ms", "3@", "3@20", "x@20ms", "-3@20ms", "3@0s", "1@2@3"})
    void shouldRefuseOtherSlowSubscribers(String text) {
        assertThrows(TypeConversionException.class, () -> new Parsing.SlowConverter().convert(text));
    }

    @Test
    void shouldReadStalledSubscribers() {
        SubscriberClass stalled = new Parsing.StallConverter().convert("2@5s/1s");
        assertEquals(2, stalled.count());
        assertEquals(Duration.ofSeconds(5), stalled.every());
        assertEquals(Duration.ofSeconds(1), stalled.length());
        assertEquals("stall 5 s/1 s", stalled.label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2@5s", "2@1s/1s", "2@1s/2s", "2@1s/0s", "2/1s@5s", "x@5s/1s"})
    void shouldRefuseOtherStalledSubscribers(String text) {
        assertThrows(TypeConversionException.class, () -> new Parsing.StallConverter().convert(text));
    }

    @Test
    void shouldReadMaxLagPolicies() {
        Parsing.MaxLagConverter converter = new Parsing.MaxLagConverter();
        assertEquals(MaxLagPolicy.none(), converter.convert("none"));
        assertEquals(MaxLagPolicy.cumulative(500), converter.convert("cumulative=500"));
        assertEquals(MaxLagPolicy.within(20, Duration.ofSeconds(5)), converter.convert("within=20/5s"));
        assertEquals(MaxLagPolicy.behindLive(Duration.ofSeconds(2)), converter.convert("behind-live=2s"));
        assertEquals(MaxLagPolicy.stalledFor(Duration.ofMillis(700)), converter.convert("stalled-for=700ms"));
        assertEquals(
                MaxLagPolicy.cumulative(500)
                        .or(MaxLagPolicy.behindLive(Duration.ofSeconds(2)))
                        .toString(),
                converter.convert("cumulative=500,behind-live=2s").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "500",
                "cumulative",
                "cumulative=",
                "cumulative=-1",
                "within=5",
                "within=5/0s",
                "behind-live=3",
                "stalled-for=0s",
                "dropped=5",
                "cumulative=5,"
            })
    void shouldRefuseOtherMaxLagPolicies(String text) {
        assertThrows(TypeConversionException.class, () -> new Parsing.MaxLagConverter().convert(text));
    }

    @Test
    void shouldReadConstantsInAnyCaseAndWithHyphens() {
        assertEquals(Resync.SYNC_POINT, new Values.ResyncConverter().convert("sync-point"));
        assertEquals(Resync.SYNC_POINT, new Values.ResyncConverter().convert("SYNC_POINT"));
        assertEquals(ReadMode.IN_PLACE, new Parsing.ReadModeConverter().convert("In-Place"));
        assertEquals(Idling.SPIN, new Idling.Converter().convert("spin"));
        assertEquals(EgressIdling.TOLD, new EgressIdling.Converter().convert("told"));
        TypeConversionException e =
                assertThrows(TypeConversionException.class, () -> new Values.ResyncConverter().convert("newest"));
        assertEquals("'newest' is not one of sync-point, oldest, live", e.getMessage());
    }
}
