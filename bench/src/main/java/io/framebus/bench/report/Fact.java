package io.framebus.bench.report;

/**
 * One of the few figures that answer what was asked.
 *
 * @param label what it is, in a few words
 * @param value the figure with its unit
 * @param note what to compare it with, or what it was made of; may be empty
 */
public record Fact(String label, String value, String note) {}
