/**
 * Objectives: what a user demands of a run's figures, as {@code p99.9<2ms,loss<0.1%,undecodable=0}. {@link
 * io.framebus.bench.slo.Slo} reads them, {@link io.framebus.bench.slo.Metrics} says which figures a command has, and a {@link
 * io.framebus.bench.slo.Judgement} says of one objective whether it was met.
 */
@NullMarked
package io.framebus.bench.slo;

import org.jspecify.annotations.NullMarked;
