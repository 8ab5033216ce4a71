package io.framebus.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.Main;
import io.framebus.bench.paired.PairedRun;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Path JAVA = Path.of("java");
    private static final Plan FULL = Plan.full(1, JAVA, JAVA);
    private static final Plan QUICK = Plan.quick(1, JAVA, JAVA);

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
        assertTrue(FULL.expected().compareTo(Duration.ofMinutes(65)) < 0, () -> "full: " + FULL.expected());
        assertTrue(QUICK.expected().compareTo(Duration.ofMinutes(5)) < 0, () -> "quick: " + QUICK.expected());
    }

    @Test
    void shouldNotLetTenThousandPlatformThreadsSleep() {
        for (Plan plan : List.of(Plan.full(1, JAVA, null), Plan.quick(1, JAVA, null))) {
            plan.jmh().stream()
                    .filter(run -> run.params().containsKey("parked"))
                    .forEach(run -> assertTrue(!run.params().get("parked").contains("10000"), run::name));
            assertEquals(
                    List.of("overload", "latency"),
                    plan.commands().stream().map(CommandRun::name).toList());
        }
        Path sleepers = Path.of("jdk25", "bin", "java");
        CommandRun parked = Plan.full(1, JAVA, sleepers).commands().get(2);
        assertEquals(sleepers, parked.java());
        assertTrue(
                parked.arguments().contains("--parked=10000"),
                () -> parked.arguments().toString());
    }

    /** By the command line's own parser: an option that was renamed would fail half an hour into a run. */
    @Test
    void shouldRunCommandsThatThereAre() {
        for (Plan plan : List.of(FULL, QUICK)) {
            for (CommandRun run : plan.commands()) {
                Main.commandLine().parseArgs(run.arguments().toArray(String[]::new));
            }
        }
    }

    @Test
    void shouldHaveFilesOfTheirOwn() {
        List<String> names = new ArrayList<>();
        FULL.jmh().forEach(run -> names.add(run.name()));
        FULL.paired().forEach(run -> names.add(run.experiment()));
        FULL.commands().forEach(run -> names.add(run.name()));
        assertEquals(names.size(), Set.copyOf(names).size());
    }

    @Test
    void shouldRunOnlyWhatIsAskedFor() {
        Plan plan = FULL.only(List.of("reader", "filter", "overload"));
        assertEquals(List.of("filter"), plan.jmh().stream().map(JmhRun::name).toList());
        assertEquals(
                List.of("reader"),
                plan.paired().stream().map(PairedRun::experiment).toList());
        assertEquals(
                List.of("overload"),
                plan.commands().stream().map(CommandRun::name).toList());
        String message = assertThrows(IllegalArgumentException.class, () -> FULL.only(List.of("filter", "sieve")))
                .getMessage();
        assertTrue(message.contains("sieve") && !message.contains("filter"), message);
    }
}
