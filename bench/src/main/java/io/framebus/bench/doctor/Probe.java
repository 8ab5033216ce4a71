package io.framebus.bench.doctor;

import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * What was measured, in a few seconds.
 *
 * @param clockCostNs how long reading the monotonic clock takes
 * @param clockStepNs by how much it advances at least, when it does
 * @param lateWakes by how much later than asked for a thread woke that slept a millisecond at a time, in nanoseconds
 * @param standstills how long a thread that did nothing but read the clock stood still, each time that it did
 * @param stealShare the share of processor time that the hypervisor took; not a number: not known
 * @param others how many processors other processes kept busy; not a number: not known
 * @param busiest the busiest of them
 * @param throttledPeriods how many periods the processor quota was used up in
 * @param swappedPages pages moved to or from swap by the whole machine
 */
record Probe(
        double clockCostNs,
        long clockStepNs,
        Histogram lateWakes,
        Histogram standstills,
        double stealShare,
        double others,
        List<CpuSample.Busy> busiest,
        OptionalLong throttledPeriods,
        OptionalLong swappedPages) {}
