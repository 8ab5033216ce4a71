package io.framebus.bench.load;

import io.framebus.bench.slo.Judgements;
import io.framebus.bench.slo.Metrics;
import io.framebus.bench.slo.Slo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code --slo} can demand of a run. What a slow subscriber has to suffer (latency, loss, eviction) is judged of the
 * healthy ones if there are any, unless an objective says of whom; what nobody may suffer (an undecodable frame) of all.
 */
final class LoadMetrics {
    static final String TOTAL = "total";
    /** For figures of the run rather than of subscribers. */
    private static final String RUN = "";

    private final LoadConfig config;
    private final Slo.Bound<Scope> slo;

    /**
     * The figures one objective is about.
     *
     * @param run the run
     * @param part its subscribers of that scope
     */
    private record Scope(RunFigures run, ClassFigures part) {
        FrameCounts counts() {
            return part.counts();
        }
    }

    /** Refuses objectives that cannot be judged of such a run. */
    LoadMetrics(LoadConfig config, Slo slo) {
        this.config = config;
        this.slo = slo.of(metrics());
    }

    private Metrics<Scope> metrics() {
        Set<String> scopes = scopes();
        String usual = scopes.contains("healthy") ? "healthy" : TOTAL;
        return new Metrics<Scope>(scopes.toArray(new String[0]))
                .quantiles("", usual, scope -> scope.part().endToEnd())
                .share(
                        "delivered",
                        usual,
                        scope -> scope.counts().delivered(),
                        scope -> scope.counts().published())
                .share(
                        "loss",
                        usual,
                        scope -> scope.counts().dropped(),
                        scope -> scope.counts().published())
                .share(
                        "evicted",
                        usual,
                        scope -> scope.counts().evicted(),
                        scope -> scope.counts().subscribers())
                .count("gaps", usual, scope -> scope.counts().gaps())
                .count("overruns", usual, scope -> scope.counts().overruns())
                .share(
                        "undecodable",
                        TOTAL,
                        scope -> scope.counts().undecodable(),
                        scope -> scope.counts().delivered())
                .quantiles("publish", RUN, scope -> scope.run().publishCost())
                .quantiles("send-delay", RUN, scope -> scope.run().sendDelay())
                .quantiles("hiccup", RUN, scope -> scope.run().hiccups())
                .share(
                        "late",
                        RUN,
                        scope -> scope.run().late(),
                        scope -> scope.run().sent())
                .share("unsent", RUN, LoadMetrics::unsent, scope -> scope.run().offered());
    }

    private static double unsent(Scope scope) {
        return scope.run().offered() - scope.run().sent();
    }

    /** The classes, their kinds (all that are slow), and all. */
    private Set<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>();
        for (SubscriberClass behaviour : config.classes()) {
            scopes.add(kind(behaviour.label()));
            scopes.add(name(behaviour.label()));
        }
        scopes.add(TOTAL);
        return scopes;
    }

    private static String kind(String label) {
        return label.replaceFirst(" .*", "");
    }

    /** {@code slow 100 ms}: {@code slow-100ms}. */
    private static String name(String label) {
        return label.replaceFirst(" ", "-").replace(" ", "");
    }

    Judgements judge(RunFigures figures) {
        return slo.judge(scope -> new Scope(figures, part(scope, figures)));
    }

    private static ClassFigures part(String scope, RunFigures figures) {
        if (scope.equals(TOTAL) || scope.equals(RUN)) {
            return figures.total();
        }
        List<ClassFigures> parts = new ArrayList<>();
        for (ClassFigures part : figures.classes()) {
            if (scope.equals(kind(part.label())) || scope.equals(name(part.label()))) {
                parts.add(part);
            }
        }
        return ClassFigures.total(parts);
    }
}
