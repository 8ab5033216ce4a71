package io.framebus.bench.suite;

/** From the least to the greatest of some ratios. */
final class Range {
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void add(double value) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    @Override
    public String toString() {
        String from = Markdown.number(least, 2);
        String to = Markdown.number(greatest, 2);
        return from.equals(to) ? from : from + " to " + to;
    }
}
