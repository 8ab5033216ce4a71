package io.framebus.bench.slo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether an objective was met.
 *
 * @param objective the objective
 * @param value what was measured
 * @param met whether it was; never where nothing was measured
 */
public record Judgement(Objective objective, MetricValue value, boolean met) {
    /** What was measured, in the unit of the limit. */
    public String actual() {
        return value.toString(objective.limit().unit());
    }

    /** In one line: {@code healthy:p99 < 2 ms: missed, 3.2 ms}. */
    @Override
    public String toString() {
        return objective + ": " + (met ? "met, " : "missed, ") + actual();
    }

    /** For programs, with the unit in the name of each number; {@code actual...} is null where nothing was measured. */
    public Map<String, Object> describe() {
        Limit limit = objective.limit();
        String unit = switch (limit.unit()) {
            case NS -> "Ns";
            case SHARE -> "Share";
            case NUMBER -> "Count";
        };
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("objective", objective.toString());
        fields.put("scope", objective.scope());
        fields.put("metric", objective.metric());
        fields.put("comparison", objective.comparison().sign());
        fields.put("limit" + unit, number(limit.value(), limit.unit()));
        fields.put("actual" + unit, value.isKnown() ? number(value.in(limit.unit()), limit.unit()) : null);
        fields.put("met", met);
        return fields;
    }

    private static Number number(double value, Limit.Unit unit) {
        return unit == Limit.Unit.SHARE ? (Number) value : (Number) Math.round(value);
    }
}
