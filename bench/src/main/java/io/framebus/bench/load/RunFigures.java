package io.framebus.bench.load;

import io.framebus.bench.measure.ProcessUsage;
import io.framebus.bench.measure.ThreadUsage;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came out of a run.
 *
 * @param elapsedNs how long it ran
 * @param interrupted whether it was ended before its time
 * @param offered frames that were due
 * @param sent frames published, one per stream and due time
 * @param sentBytes their payload bytes
 * @param late frames sent late
 * @param classes the subscribers, by class
 * @param sendDelay from when a frame was due to the call that publishes it, in nanoseconds
 * @param publishCost duration of that call, in nanoseconds
 * @param hiccups how much longer than a millisecond an idle thread slept, in nanoseconds
 * @param generator processor time and allocation of the generator threads
 * @param egress the same of the egress threads
 * @param process what the whole process used
 * @param problems what must not be: books that do not balance, frames out of order or not as published. One line each
 */
record RunFigures(
        long elapsedNs,
        boolean interrupted,
        long offered,
        long sent,
        long sentBytes,
        long late,
        List<ClassFigures> classes,
        Histogram sendDelay,
        Histogram publishCost,
        Histogram hiccups,
        Cost generator,
        Cost egress,
        ProcessUsage process,
        List<String> problems) {

    /**
     * What some threads used.
     *
     * @param threads how many they are
     * @param cpuNs processor time
     * @param allocatedBytes heap they allocated
     */
    record Cost(int threads, long cpuNs, long allocatedBytes) {
        static Cost of(List<ThreadUsage> usages) {
            return new Cost(
                    usages.size(),
                    usages.stream().mapToLong(ThreadUsage::cpuNs).sum(),
                    usages.stream().mapToLong(ThreadUsage::allocatedBytes).sum());
        }
    }

    RunFigures {
        classes = List.copyOf(classes);
        problems = List.copyOf(problems);
    }

    ClassFigures total() {
        return ClassFigures.total(classes);
    }
}
