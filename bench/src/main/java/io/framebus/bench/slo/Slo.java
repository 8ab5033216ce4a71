package io.framebus.bench.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What a user demands of a run, as {@code p99.9<2ms,loss<0.1%,undecodable=0}: objectives joined by commas, each a metric, a
 * comparison and a limit; {@code slow:p99<1s} demands it of one scope. Read in two steps: what is written is split here, since
 * an option's converter knows no more; {@link #of} then reads it with a command's metrics. Immutable.
 */
public final class Slo {
    private static final Pattern OBJECTIVE = Pattern.compile("\\s*(?:([^:<>=]+):)?([^:<>=]+)(<=|>=|<|>|=)([^<>=]+)");
    private static final String WANTED =
            "METRIC<LIMIT, as p99.9<2ms, loss<0.1% or undecodable=0; compared by <, <=, =, >= or >,"
                    + " several joined by commas";

    private final List<String> objectives;

    private Slo(List<String> objectives) {
        this.objectives = List.copyOf(objectives);
    }

    /** What {@code text} demands. Whether there is such a metric is seen by {@link #of}. */
    public static Slo parse(String text) {
        List<String> objectives = new ArrayList<>();
        for (String objective : text.split(",", -1)) {
            String stripped = objective.strip(); // first: what is left has to match when it is read as well
            if (!OBJECTIVE.matcher(stripped).matches()) {
                throw new TypeConversionException("'" + stripped + "' is not " + WANTED);
            }
            objectives.add(stripped);
        }
        return new Slo(objectives);
    }

    /** What all of them demand; nothing where there are none. */
    public static Slo all(List<Slo> slos) {
        return new Slo(slos.stream().flatMap(slo -> slo.objectives.stream()).toList());
    }

    /**
     * The objectives, read as demands of these metrics.
     *
     * @throws IllegalArgumentException if a metric or a scope does not exist, or a limit does not suit its metric: the message
     *     says what is right
     */
    public <S> Bound<S> of(Metrics<S> metrics) {
        List<Objective> bound = new ArrayList<>();
        List<Metric<S>> asked = new ArrayList<>();
        for (String objective : objectives) {
            Matcher matcher = OBJECTIVE.matcher(objective);
            if (!matcher.matches()) {
                throw new IllegalStateException(objective);
            }
            String name = matcher.group(2).strip();
            Metric<S> metric = metrics.find(name);
            if (metric == null) {
                throw new IllegalArgumentException(
                        "'" + objective + "': there is no metric " + name + " here, but " + metrics.names());
            }
            String scope = scope(matcher.group(1), metric, metrics, objective);
            Limit limit = metric.kind().limit(objective, name, matcher.group(4).strip());
            for (String member : metrics.members(scope)) {
                bound.add(new Objective(member, name, Comparison.of(matcher.group(3)), limit));
                asked.add(metric);
            }
        }
        return new Bound<>(bound, asked);
    }

    private static String scope(@Nullable String written, Metric<?> metric, Metrics<?> metrics, String objective) {
        if (written == null) {
            return metric.defaultScope();
        }
        String scope = written.strip();
        if (metric.defaultScope().isEmpty() && !metrics.scopes().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + objective + "': " + metric.name() + " is of the whole run, so it has no prefix");
        }
        if (!metrics.scopes().contains(scope)) {
            throw new IllegalArgumentException("'" + objective + "': "
                    + (metrics.scopes().isEmpty()
                            ? "metrics have no prefix here"
                            : "there is no " + scope + " here, but " + String.join(", ", metrics.scopes())));
        }
        return scope;
    }

    /** Whether nothing is demanded. */
    public boolean isEmpty() {
        return objectives.isEmpty();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return String.join(",", objectives);
    }

    /**
     * Objectives that can be judged.
     *
     * @param <S> the figures of a run, or of one scope of it
     */
    public static final class Bound<S> {
        private final List<Objective> objectives;
        private final List<Metric<S>> metrics;

        private Bound(List<Objective> objectives, List<Metric<S>> metrics) {
            this.objectives = List.copyOf(objectives);
            this.metrics = List.copyOf(metrics);
        }

        /** What is demanded, in the order in which it was written. */
        public List<Objective> objectives() {
            return objectives;
        }

        /** What comes out, objective by objective. */
        public Judgements judge(Function<String, ? extends S> figuresOfScope) {
            List<Judgement> judgements = new ArrayList<>();
            for (int i = 0; i < objectives.size(); i++) {
                Objective objective = objectives.get(i);
                S figures = figuresOfScope.apply(objective.scope());
                judgements.add(objective.judge(metrics.get(i).value().apply(figures)));
            }
            return new Judgements(judgements);
        }
    }

    /** For picocli. */
    public static final class Converter implements ITypeConverter<Slo> {
        @Override
        public Slo convert(String value) {
            return parse(value);
        }
    }
}
