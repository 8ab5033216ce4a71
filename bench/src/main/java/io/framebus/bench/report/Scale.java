package io.framebus.bench.report;

/** How values are spread over an axis, or over the colours of a heat map. */
public enum Scale {
    /** Equal differences are equal distances. Axes of this kind begin at 0 where no value is negative. */
    LINEAR,
    /** Equal ratios are equal distances. Values of 0 and less are shown at the lower end, which an {@link XyChart} marks as 0. */
    LOG
}
