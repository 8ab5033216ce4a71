package io.framebus.bench.slo;

import java.util.function.Function;

/**
 * Something that can be judged.
 *
 * @param <S> the figures it is taken from
 * @param name how it is called in objectives
 * @param kind what it is
 * @param defaultScope what it is judged of where the objective does not say; empty where there are no scopes
 * @param value takes it from the figures
 */
record Metric<S>(String name, MetricKind kind, String defaultScope, Function<? super S, MetricValue> value) {}
