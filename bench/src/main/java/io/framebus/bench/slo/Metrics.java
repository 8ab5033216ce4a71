package io.framebus.bench.slo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one command: what they are called, and how each is taken from its figures. Built before the run, so that an
 * objective that cannot be judged is refused before anything was measured. Not thread-safe.
 *
 * @param <S> the figures of a run, or of one scope of it
 */
public final class Metrics<S> {
    private static final Pattern QUANTILE = Pattern.compile("(?:(.+)-)?(?:p(\\d{1,2}(?:\\.\\d{1,4})?)|max)");

    private final List<String> scopes;
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, Metric<S>> metrics = new LinkedHashMap<>();
    private final Map<String, Quantiles<S>> quantiles = new LinkedHashMap<>();

    /** All quantiles of one series of times. */
    private record Quantiles<S>(String defaultScope, Function<? super S, Histogram> series) {
        Metric<S> metric(String name, @Nullable String percentile) {
            double percent = percentile == null ? 100 : Double.parseDouble(percentile);
            return new Metric<>(name, MetricKind.TIME, defaultScope, figures -> at(series.apply(figures), percent));
        }

        private static MetricValue at(Histogram times, double percent) {
            return times.getTotalCount() == 0
                    ? MetricValue.none(MetricKind.TIME)
                    : MetricValue.time((double) times.getValueAtPercentile(percent));
        }
    }

    /**
     * No metrics yet.
     *
     * @param scopes the parts of a run that can be judged, as classes of subscribers; none: only the run as a whole
     */
    public Metrics(String... scopes) {
        this.scopes = List.of(scopes);
    }

    /** Adds a name for several scopes: what is demanded of it is demanded of each. It can be a default scope. */
    public Metrics<S> group(String name, List<String> members) {
        groups.put(name, List.copyOf(members));
        return this;
    }

    /**
     * Adds a percentile for every number, {@code p50} or {@code p99.9}, and {@code max}, of a series of nanoseconds.
     *
     * @param prefix in front of the names, with a hyphen between; empty: none
     * @param defaultScope what is judged where an objective does not say; empty where there are no scopes
     */
    public Metrics<S> quantiles(String prefix, String defaultScope, Function<? super S, Histogram> series) {
        quantiles.put(prefix, new Quantiles<>(defaultScope, series));
        return this;
    }

    /** Adds a time in nanoseconds. Not a number means that nothing was measured. */
    public Metrics<S> time(String name, String defaultScope, ToDoubleFunction<? super S> ns) {
        return add(name, MetricKind.TIME, defaultScope, figures -> MetricValue.time(ns.applyAsDouble(figures)));
    }

    /** Adds a share: how many of how many. */
    public Metrics<S> share(
            String name, String defaultScope, ToDoubleFunction<? super S> part, ToDoubleFunction<? super S> whole) {
        return add(
                name,
                MetricKind.SHARE,
                defaultScope,
                figures -> MetricValue.share(part.applyAsDouble(figures), whole.applyAsDouble(figures)));
    }

    /** Adds a number of things. */
    public Metrics<S> count(String name, String defaultScope, ToDoubleFunction<? super S> number) {
        return add(name, MetricKind.COUNT, defaultScope, figures -> MetricValue.count(number.applyAsDouble(figures)));
    }

    private Metrics<S> add(String name, MetricKind kind, String scope, Function<? super S, MetricValue> value) {
        metrics.put(name, new Metric<>(name, kind, scope, value));
        return this;
    }

    /** The metric of that name. */
    @Nullable
    Metric<S> find(String name) {
        Metric<S> metric = metrics.get(name);
        if (metric != null) {
            return metric;
        }
        Matcher matcher = QUANTILE.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        String prefix = matcher.group(1) == null ? "" : matcher.group(1);
        Quantiles<S> series = quantiles.get(prefix);
        return series == null ? null : series.metric(name, matcher.group(2));
    }

    /** Names of groups and scopes. */
    Set<String> scopes() {
        Set<String> all = new LinkedHashSet<>(groups.keySet());
        all.addAll(scopes);
        return all;
    }

    /** The scopes that a name stands for. */
    List<String> members(String name) {
        return groups.getOrDefault(name, List.of(name));
    }

    /** All names, for people. */
    public String names() {
        List<String> names = new ArrayList<>();
        for (String prefix : quantiles.keySet()) {
            names.add(prefix.isEmpty() ? "p50, p99.9 and the like, max" : prefix + "-p99, " + prefix + "-max");
        }
        names.addAll(metrics.keySet());
        return String.join(", ", names);
    }
}
