package io.framebus.bench.overload;

import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.ScheduleCheck;
import java.util.List;

/**
 * What came out of one measurement.
 *
 * @param system what carried the frames, with its resync policy
 * @param behaviour of the subscriber
 * @param factor the publisher's rate, as a multiple of what the subscriber reaches alone
 * @param aloneBeforePerSecond frames per second that the subscriber reached alone, just before
 * @param aloneAfterPerSecond the same just after
 * @param aloneCpuPerSecond frames that it reached alone per second of its thread's processor time; mean of before and after
 * @param cpuPerSecond frames handed over per second of its thread's processor time
 * @param schedule how well the generator kept its timetable
 * @param compilationMs how long the compiler worked in this run and the two alone
 * @param runSeconds how long was published
 * @param windowSeconds how long of that was measured
 * @param handedOver frames handed over in that time
 * @param decodable those of them that a decoder could use
 * @param gaps runs of frames that did not arrive in that time
 * @param sent frames sent in the whole run
 * @param missing those of them that did not arrive
 * @param undecodable frames handed over in the whole run that no decoder could use
 * @param overruns times the publisher overtook the subscriber in the whole run; -1 if it is not told
 * @param freezes stretches of the window without a decodable frame
 * @param frozenNs how long they took
 * @param longestFreezeNs the longest
 * @param problems what must not be, one line each
 * @param log times of the window from end to end, and the machine's hiccups
 */
record OverloadFigures(
        String system,
        Behaviour behaviour,
        double factor,
        double aloneBeforePerSecond,
        double aloneAfterPerSecond,
        double aloneCpuPerSecond,
        double cpuPerSecond,
        ScheduleCheck schedule,
        long compilationMs,
        double runSeconds,
        double windowSeconds,
        long handedOver,
        long decodable,
        long gaps,
        long sent,
        long missing,
        long undecodable,
        long overruns,
        long freezes,
        long frozenNs,
        long longestFreezeNs,
        List<String> problems,
        HistogramLog log) {
    static final String END_TO_END = "end-to-end";
    static final String HICCUP = "hiccup";

    OverloadFigures {
        problems = List.copyOf(problems);
    }

    /** What the subscriber reaches alone: the mean of before and after, so that a machine that changes weighs less. */
    double alonePerSecond() {
        return (aloneBeforePerSecond + aloneAfterPerSecond) / 2;
    }

    /** Frames handed over per second, as a share of what the subscriber reaches alone. */
    double goodputShare() {
        return handedOver / windowSeconds / alonePerSecond();
    }

    /**
     * The same by processor time: what the machine took from the subscriber's thread is left out, of both. A subscriber that
     * waits for its work has used hardly any, and this says nothing.
     */
    double goodputShareByCpu() {
        return cpuPerSecond / aloneCpuPerSecond;
    }

    /** Decodable frames per second, as a share of what the subscriber reaches alone. */
    double decodableGoodputShare() {
        return decodable / windowSeconds / alonePerSecond();
    }

    /** Share of the frames handed over that a decoder could use; not a number where there were none. */
    double decodableShare() {
        return (double) decodable / handedOver;
    }

    /** Share of the time without a decodable frame. */
    double frozenShare() {
        return frozenNs / (windowSeconds * 1e9);
    }

    /** As it is named in logs and files. */
    String name() {
        return new OverloadResults.Cell(behaviour, system, factor).name();
    }
}
