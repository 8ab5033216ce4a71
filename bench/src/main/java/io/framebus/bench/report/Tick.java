package io.framebus.bench.report;

/**
 * A mark on an axis.
 *
 * @param value the value
 * @param label how it is written
 */
record Tick(double value, String label) {}
