package io.framebus.bench.slo;

/**
 * One demand, of a metric that exists.
 *
 * @param scope which part of a run is judged, as a class of subscribers; empty where a command has no parts
 * @param metric what is judged
 * @param comparison how it has to stand to the limit
 * @param limit the limit
 */
public record Objective(String scope, String metric, Comparison comparison, Limit limit) {
    /** The metric with its scope, as {@code healthy:p99}. */
    public String subject() {
        return scope.isEmpty() ? metric : scope + ':' + metric;
    }

    /** As people read it: {@code healthy:p99 < 2 ms}. */
    @Override
    public String toString() {
        return subject() + ' ' + comparison.sign() + ' ' + limit;
    }

    /** What comes out for that value. */
    public Judgement judge(MetricValue value) {
        return new Judgement(this, value, comparison.holds(value.in(limit.unit()), limit.value()));
    }
}
