package io.framebus.bench.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.LatencySeries;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SloTest {
    private record Figures(Histogram times, Histogram delays, double lost, double published, double gaps) {}

    private static final Metrics<Figures> METRICS = new Metrics<Figures>("healthy", "slow", "total")
            .quantiles("", "healthy", Figures::times)
            .quantiles("publish", "total", Figures::delays)
            .share("loss", "total", Figures::lost, Figures::published)
            .count("late", "", Figures::gaps)
            .count("gaps", "total", Figures::gaps);

    /** A thousand times, of 1 to 1000 us; 5 of 1000 frames lost in 2 gaps. */
    private static final Figures HEALTHY = new Figures(times(1000), times(10), 5, 1000, 2);

    private static final Figures SLOW = new Figures(times(0), times(10), 0, 0, 0);

    private static Histogram times(int count) {
        Histogram times = LatencySeries.newHistogram();
        for (int i = 1; i <= count; i++) {
            times.recordValue(i * 1000L);
        }
        return times;
    }

    private static List<Judgement> judge(String text) {
        return Slo.parse(text)
                .of(METRICS)
                .judge(scope -> scope.equals("slow") ? SLOW : HEALTHY)
                .each();
    }

    private static String refusal(String text) {
        return assertThrows(RuntimeException.class, () -> judge(text)).getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99<2ms             | healthy:p99 < 2 ms: met, 991 us",
                "p99.9<=998us        | healthy:p99.9 <= 998 us: missed, 999 us",
                "p50>600us           | healthy:p50 > 600 us: missed, 502 us",
                "max < 1.5 ms        | healthy:max < 1.5 ms: met, 1 ms",
                "publish-p99<1s      | total:publish-p99 < 1 s: met, 10 us",
                "loss<0.5%           | total:loss < 0.5 %: missed, 0.5 % (5 of 1,000)",
                "loss<=0.5%          | total:loss <= 0.5 %: met, 0.5 % (5 of 1,000)",
                "loss<6              | total:loss < 6: met, 5",
                "loss=0              | total:loss = 0: missed, 5",
                "gaps=2              | total:gaps = 2: met, 2",
                "gaps>=3             | total:gaps >= 3: missed, 2",
                "total : gaps <= 2   | total:gaps <= 2: met, 2",
            })
    void shouldJudge(String objective, String judgement) {
        assertEquals(
                List.of(judgement),
                judge(objective).stream().map(Judgement::toString).toList());
    }

    @Test
    void shouldRefuseAMetricOfBlanks() {
        assertTrue(refusal(" =5").contains("'=5' is not METRIC<LIMIT"), refusal(" =5"));
    }

    @Test
    void shouldJudgeEachObjectiveInItsOrder() {
        assertEquals(
                List.of("healthy:p99.9", "total:loss", "slow:gaps"),
                judge("p99.9<2ms, loss<0.1% ,slow:gaps=0").stream()
                        .map(judgement -> judgement.objective().subject())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow:p99<1h", "slow:p99>0s", "slow:loss<100%", "slow:loss=0", "slow:loss>=0"})
    void shouldNotCallAnythingMetWhereNothingWasMeasured(String objective) {
        Judgement judgement = judge(objective).get(0);
        assertFalse(judgement.met());
        assertTrue(judgement.toString().endsWith(": missed, nothing measured"), judgement.toString());
        assertTrue(judgement.describe().values().contains(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "p99            | 'p99' is not METRIC<LIMIT, as p99.9<2ms, loss<0.1% or undecodable=0",
                "p99<           | 'p99<' is not METRIC<LIMIT",
                "<2ms           | '<2ms' is not METRIC<LIMIT",
                "p99=<2ms       | 'p99=<2ms' is not METRIC<LIMIT",
                "p99==2ms       | 'p99==2ms' is not METRIC<LIMIT",
                "p99<2ms,       | '' is not METRIC<LIMIT",
                "a:b:gaps=0     | 'a:b:gaps=0' is not METRIC<LIMIT",
                "p99<2          | 'p99<2': p99 is a time, so its limit has a unit (ns, us, ms, s), as p99<2ms",
                "p99<1%         | 'p99<1%': p99 is a time",
                "p99<-2ms       | 'p99<-2ms': p99 is a time",
                "loss<2ms       | 'loss<2ms': loss is a share, so its limit is a percentage, or a whole number of them, as loss<0.1%",
                "loss<0.001     | 'loss<0.001': loss is a share",
                "loss<101%      | 'loss<101%': loss is a share",
                "loss<NaN%      | 'loss<NaN%': loss is a share",
                "gaps<1%        | 'gaps<1%': gaps is a count, so its limit is a whole number, as gaps=0",
                "gaps<1e3       | 'gaps<1e3': gaps is a count",
                "loses=0        | 'loses=0': there is no metric loses here, but p50, p99.9 and the like, max, publish-p99, publish-max, loss, late, gaps",
                "p100<1s        | there is no metric p100 here",
                "send-p99<1s    | there is no metric send-p99 here",
                "slow:late=0    | 'slow:late=0': late is of the whole run, so it has no prefix",
                "quick:p99<1s   | 'quick:p99<1s': there is no quick here, but healthy, slow, total",
            })
    void shouldSayWhatIsRight(String objective, String message) {
        assertTrue(refusal(objective).contains(message), refusal(objective));
    }

    @Test
    void shouldKnowNoPrefixWhereThereAreNoScopes() {
        Metrics<Figures> metrics = new Metrics<Figures>().time("freeze", "", figures -> 5e6);
        assertEquals(
                "freeze < 6 ms: met, 5 ms",
                Slo.parse("freeze<6ms")
                        .of(metrics)
                        .judge(scope -> HEALTHY)
                        .each()
                        .get(0)
                        .toString());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Slo.parse("slow:freeze<6ms").of(metrics))
                .getMessage();
        assertEquals("'slow:freeze<6ms': metrics have no prefix here", message);
    }

    @ParameterizedTest
    @CsvSource({
        "5,1000000,'0.0005 % (5 of 1,000,000)'",
        "999999,1000000,'99.99 % (999,999 of 1,000,000)'",
        "1,3,33.33 % (1 of 3)",
        "0,7,0 % (0 of 7)",
        "7,7,100 % (7 of 7)"
    })
    void shouldShowSharesWithAsManyDigitsAsTheyNeed(double part, double whole, String shown) {
        assertEquals(shown, MetricValue.share(part, whole).toString(Limit.Unit.SHARE));
    }

    @Test
    void shouldJoinWhatIsGivenMoreThanOnce() {
        Slo both = Slo.all(List.of(Slo.parse("p99<2ms,gaps=0"), Slo.parse("loss=0")));
        assertEquals("p99<2ms,gaps=0,loss=0", both.toString());
        assertEquals(Judgements.NONE, Slo.all(List.of()).of(METRICS).judge(scope -> HEALTHY));
        assertTrue(Slo.all(List.of()).isEmpty());
    }

    @Test
    void shouldDescribeForProgramsWithUnits() {
        Map<String, Object> time = judge("p99<2ms").get(0).describe();
        assertEquals("healthy:p99 < 2 ms", time.get("objective"));
        assertEquals("<", time.get("comparison"));
        assertEquals(2_000_000L, time.get("limitNs"));
        assertEquals(991_231L, time.get("actualNs"));
        assertEquals(true, time.get("met"));
        Map<String, Object> share = judge("loss<0.1%").get(0).describe();
        assertEquals(0.001, share.get("limitShare"));
        assertEquals(0.005, share.get("actualShare"));
        Map<String, Object> count = judge("gaps=0").get(0).describe();
        assertEquals(2L, count.get("actualCount"));
        assertNull(count.get("actualNs"));
    }

    @Test
    void shouldDemandOfEachMemberWhatIsDemandedOfAGroup() {
        Metrics<Figures> grouped = new Metrics<Figures>("a-1", "a-2", "b-1")
                .group("a", List.of("a-1", "a-2"))
                .quantiles("", "a", Figures::times);
        Judgements judgements = Slo.parse("p99<2ms,b-1:p50<1ms,a:max<1us")
                .of(grouped)
                .judge(scope -> scope.equals("a-2") ? SLOW : HEALTHY);
        assertEquals(
                List.of(
                        "a-1:p99 < 2 ms: met, 991 us",
                        "a-2:p99 < 2 ms: missed, nothing measured",
                        "b-1:p50 < 1 ms: met, 502 us",
                        "a-1:max < 1 us: missed, 1 ms",
                        "a-2:max < 1 us: missed, nothing measured"),
                judgements.each().stream().map(Judgement::toString).toList());
        assertEquals(
                "'c:p99<2ms': there is no c here, but a, a-1, a-2, b-1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Slo.parse("c:p99<2ms").of(grouped))
                        .getMessage());
    }
}
