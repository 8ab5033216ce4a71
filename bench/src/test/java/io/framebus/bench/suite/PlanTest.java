package io.framebus.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.paired.PairedRun;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

@Timeout(60)
class PlanTest {
    private static final Plan FULL = Plan.full(1, true);
    private static final Plan QUICK = Plan.quick(1, true);

    /** All that JMH knows, as {@code Class.method}. */
    private static Map<String, BenchmarkListEntry> benchmarks() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .collect(Collectors.toMap(
                        entry -> entry.getUsername().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"), entry -> entry));
    }

    @Test
    void shouldRunEveryBenchmarkThereIsAndNoOther() {
        Set<String> planned = new TreeSet<>();
        FULL.jmh().forEach(run -> planned.addAll(run.methods()));
        assertEquals(new TreeSet<>(benchmarks().keySet()), planned);
        QUICK.jmh().forEach(run -> assertTrue(planned.containsAll(run.methods())));
    }

    /** Then the number of configurations, and so the time, is what the plan says. */
    @Test
    void shouldNameEveryParameterOfEachMethod() throws Exception {
        for (Plan plan : List.of(FULL, QUICK)) {
            for (JmhRun run : plan.jmh()) {
                for (String method : run.methods()) {
                    Map<String, Set<String>> wanted = params(method);
                    if (!method.equals("OverrunBenchmark.floorPoll")) {
                        assertEquals(wanted.keySet(), run.params().keySet(), method);
                    }
                }
            }
        }
    }

    /** The parameters of the states that a method takes, by way of the classes and those they extend. */
    private static Map<String, Set<String>> params(String method) throws ClassNotFoundException {
        int dot = method.indexOf('.');
        Class<?> type = Class.forName("io.framebus.bench.jmh." + method.substring(0, dot));
        Map<String, Set<String>> params = new TreeMap<>();
        Stream.of(type.getMethods())
                .filter(candidate -> candidate.getName().equals(method.substring(dot + 1)))
                .flatMap(candidate -> Stream.of(candidate.getParameterTypes()))
                .flatMap(state -> Stream.of(state.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(Param.class))
                .forEach(field -> params.put(field.getName(), values(field)));
        return params;
    }

    private static Set<String> values(Field field) {
        return Set.of(field.getAnnotation(Param.class).value());
    }

    @Test
    void shouldForkThreeTimesAndEndInTime() {
        FULL.jmh().forEach(run -> assertTrue(run.effort().forks() >= 3, run::name));
        FULL.paired().forEach(run -> assertTrue(run.forks() >= 3, run::experiment));
        assertTrue(FULL.expected().compareTo(Duration.ofMinutes(27)) < 0, () -> "full: " + FULL.expected());
        assertTrue(QUICK.expected().compareTo(Duration.ofMinutes(4)) < 0, () -> "quick: " + QUICK.expected());
    }

    @Test
    void shouldNotLetTenThousandPlatformThreadsSleep() {
        for (Plan plan : List.of(Plan.full(1, false), Plan.quick(1, false))) {
            plan.jmh().stream()
                    .filter(run -> run.params().containsKey("parked"))
                    .forEach(run -> assertTrue(!run.params().get("parked").contains("10000"), run::name));
        }
        assertTrue(FULL.jmh().stream()
                .anyMatch(run -> run.params().getOrDefault("parked", List.of()).contains("10000")));
    }

    @Test
    void shouldHaveFilesOfTheirOwn() {
        List<String> names = FULL.jmh().stream().map(JmhRun::name).toList();
        assertEquals(names.size(), Set.copyOf(names).size());
    }

    @Test
    void shouldRunOnlyWhatIsAskedFor() {
        Plan plan = FULL.only(List.of("reader", "filter"));
        assertEquals(List.of("filter"), plan.jmh().stream().map(JmhRun::name).toList());
        assertEquals(
                List.of("reader"),
                plan.paired().stream().map(PairedRun::experiment).toList());
        String message = assertThrows(IllegalArgumentException.class, () -> FULL.only(List.of("filter", "sieve")))
                .getMessage();
        assertTrue(message.contains("sieve") && !message.contains("filter"), message);
    }
}
