package io.framebus.bench.report;

/**
 * A level that is drawn across a chart.
 *
 * @param label what it is
 * @param value where it is
 */
record Limit(String label, double value) {}
