/**
 * Reports that people look at: one HTML page that needs no network, no server and no other file.
 *
 * <p>A {@link io.framebus.bench.report.ReportPage} begins with what was asked: a verdict in one sentence and a few figures. Below
 * it are sections of {@link io.framebus.bench.report.Block}s: tables and charts. A chart is a drawing (SVG) that reads without
 * scripts and on paper; where scripts run, charts over time and percentile curves can be zoomed. Each chart has its figures
 * beside it as a table. What came from outside (labels, settings, logs) is text and stays text, whatever is in it.
 */
@NullMarked
package io.framebus.bench.report;

import org.jspecify.annotations.NullMarked;
