package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.slo.Judgement;
import io.framebus.bench.slo.Slo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class LoadMetricsTest {
    private static final SubscriberClass HEALTHY = SubscriberClass.healthy(6);
    private static final SubscriberClass SLOW = SubscriberClass.slow(2, Duration.ofMillis(100));
    private static final RunFigures FIGURES = TestRuns.figures(5_010, 5_000, 20);

    private static List<String> judge(String slo, SubscriberClass... classes) {
        return new LoadMetrics(TestRuns.config(classes), Slo.parse(slo))
                .judge(FIGURES).each().stream().map(Judgement::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99<2ms              | healthy:p99 < 2 ms: met, 90.1 us",
                "slow:p99<2ms         | slow:p99 < 2 ms: missed, 1.5 s",
                "slow-100ms:max<2s    | slow-100ms:max < 2 s: met, 1.5 s",
                "total:p99<2ms        | total:p99 < 2 ms: missed, 1.5 s",
                "loss=0               | healthy:loss = 0: met, 0",
                "slow:loss<2%         | slow:loss < 2 %: missed, 3 % (300 of 10,000)",
                "total:loss<1%        | total:loss < 1 %: met, 0.75 % (300 of 40,000)",
                "delivered>99%        | healthy:delivered > 99 %: met, 100 % (30,000 of 30,000)",
                "undecodable=0        | total:undecodable = 0: missed, 34",
                "healthy:undecodable=0| healthy:undecodable = 0: met, 0",
                "slow:gaps<=75        | slow:gaps <= 75: met, 75",
                "total:overruns<37    | total:overruns < 37: missed, 37",
                "evicted=0            | healthy:evicted = 0: met, 0",
                "publish-p99<2us      | publish-p99 < 2 us: met, 1.5 us",
                "send-delay-max<20ms  | send-delay-max < 20 ms: missed, 30 ms",
                "hiccup-p50<1ms       | hiccup-p50 < 1 ms: met, 75.3 us",
                "late<0.1%            | late < 0.1 %: missed, 0.4 % (20 of 5,000)",
                "unsent<=10           | unsent <= 10: met, 10",
            })
    void shouldTakeEachMetricFromTheFigures(String objective, String judgement) {
        assertEquals(List.of(judgement), judge(objective, HEALTHY, SLOW));
    }

    @Test
    void shouldJudgeAllWhereNobodyIsHealthy() {
        assertEquals(List.of("total:p99 < 2 ms: missed, 1.5 s"), judge("p99<2ms", SLOW));
    }

    @Test
    void shouldRefuseSubscribersThatThereAreNone() {
        String message = assertThrows(IllegalArgumentException.class, () -> judge("stall:p99<2ms", HEALTHY, SLOW))
                .getMessage();
        assertTrue(message.endsWith("there is no stall here, but healthy, slow, slow-100ms, total"), message);
    }
}
