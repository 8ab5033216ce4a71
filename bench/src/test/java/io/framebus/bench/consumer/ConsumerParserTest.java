package io.framebus.bench.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ConsumerParserTest {
    private static ConsumerModel parse(String text) {
        return new ConsumerParser().convert(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20ms                  | 20e6",
                "exp(3ms)              | 3e6",
                "lognormal(80ms,1.2)   | 164.35e6",
                "uniform(10ms,30ms)    | 20e6",
            })
    void shouldDrawTimesOfTheMeanThatTheyHave(String text, double meanNs) {
        Distribution times = ConsumerParser.distribution(text, text);
        assertEquals(meanNs, times.meanNs(), meanNs * 0.001);
        SplittableRandom random = new SplittableRandom(42);
        double sum = 0;
        int draws = 400_000;
        for (int i = 0; i < draws; i++) {
            long ns = times.drawNs(random);
            assertTrue(ns >= 0);
            sum += ns;
        }
        assertEquals(meanNs, sum / draws, meanNs * 0.02, text);
    }

    @Test
    void shouldDrawWhatWasCountedAsOftenAsItWas() {
        Distribution counted = new Distribution.Counted(new long[] {5, 10, 1000}, new long[] {1, 2, 1});
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[1001];
        for (int i = 0; i < 40_000; i++) {
            drawn[(int) counted.drawNs(random)]++;
        }
        assertEquals(40_000, drawn[5] + drawn[10] + drawn[1000]);
        assertEquals(10_000, drawn[5], 400);
        assertEquals(20_000, drawn[10], 400);
        assertEquals((5 + 20 + 1000) / 4.0, counted.meanNs());
    }

    @Test
    void shouldReadAHoldAndStallsInAnyOrder() {
        Profile profile = parse("stall=exp(5s)/lognormal(80ms,1.2), hold=2ms").profile(0);
        assertEquals(2e6, profile.hold().meanNs());
        assertEquals(164.35e6 / 5e9, profile.stalls().share(), 1e-4);
        assertTrue(parse("hold=2ms").holds());
        assertFalse(parse("stall=5s/1s").holds());
        assertTrue(parse("healthy").profile(0).stalls().isNone());
    }

    @Test
    void shouldSayHowMuchOfTheTimeIsNeeded() {
        assertEquals(0.5, parse("hold=5ms").utilisation(100), 1e-9);
        assertEquals(1.0, parse("hold=5ms,stall=2s/1s").utilisation(100), 1e-9);
        assertEquals(0, parse("healthy").utilisation(100));
    }

    @Test
    void shouldStallForTheShareOfTimeThatWasDescribed() {
        for (String text : new String[] {"stall=5s/1s", "stall=exp(5s)/exp(500ms)", "stall=uniform(1s,3s)/200ms"}) {
            ConsumerModel model = parse(text);
            double stalled = 0;
            long until = 1_000_000_000_000L;
            for (int consumer = 0; consumer < 50; consumer++) {
                StallSchedule schedule = model.stalls(7, consumer);
                long lastEnd = 0;
                while (schedule.startNs() < until) {
                    assertTrue(schedule.startNs() >= lastEnd, text);
                    lastEnd = schedule.endNs();
                    stalled += Math.min(until, schedule.endNs()) - schedule.startNs();
                    schedule.advance();
                }
            }
            double share = model.profile(0).stalls().share();
            // Where a stall may be longer than the distance to the next, a little less fits.
            assertEquals(share, stalled / 50 / until, share * 0.06, text);
        }
    }

    @Test
    void shouldStallEachConsumerAtOtherTimesButAlwaysAtTheSame() {
        ConsumerModel model = parse("stall=exp(5s)/exp(500ms)");
        assertEquals(model.stalls(1, 3).startNs(), model.stalls(1, 3).startNs());
        assertFalse(model.stalls(1, 3).startNs() == model.stalls(1, 4).startNs());
        assertFalse(model.stalls(1, 3).startNs() == model.stalls(2, 3).startNs());
    }

    @Test
    void shouldReadFirstWhenAStallIsOver() {
        StallSchedule schedule = parse("stall=10s/1s").stalls(1, 0);
        long start = schedule.startNs();
        assertEquals(start - 1, schedule.firstReadFrom(start - 1));
        assertEquals(start + 1_000_000_000L, schedule.firstReadFrom(start));
        assertEquals(start + 2_000_000_000L, schedule.firstReadFrom(start + 2_000_000_000L));
        assertEquals(start + 11_000_000_000L, schedule.firstReadFrom(start + 10_500_000_000L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                           | is not healthy, recorded=FILE",
                "slow                         | is not healthy, recorded=FILE",
                "hold=2ms,hold=3ms            | is not healthy, recorded=FILE",
                "hold=2                       | '2' is not a time (20ms), exp(MEAN)",
                "hold=-2ms                    | '-2ms' is not a time",
                "hold=exp(2ms                 | parentheses do not match",
                "hold=exp)2ms(                | parentheses do not match",
                "hold=exp(0ms)                | '0ms' must be more than 0",
                "hold=gauss(1ms,2)            | 'gauss(1ms,2)' is not a time",
                "hold=lognormal(1ms,9)        | sigma must be a number between 0 and 4",
                "hold=lognormal(1ms,NaN)      | sigma must be a number between 0 and 4",
                "hold=uniform(3ms,2ms)        | 'uniform(3ms,2ms)' is not a time",
                "hold=25h                     | a time must be at most 24h",
                "stall=5s                     | a stall is EVERY/LENGTH",
                "stall=1s/2s                  | is to be shorter than the time from one to the next",
                "stall=1s/0s                  | and more than 0",
                "stall=1us/1ns                | stalls must be 1ms apart or more",
                "recorded=/nowhere/x          | /nowhere/x: does not exist",
            })
    void shouldRefuseWhatIsNoBehaviour(String text, String message) {
        String told = String.valueOf(
                assertThrows(TypeConversionException.class, () -> parse(text)).getMessage());
        assertTrue(told.contains(message), told);
        assertEquals(1, told.lines().count());
    }
}
