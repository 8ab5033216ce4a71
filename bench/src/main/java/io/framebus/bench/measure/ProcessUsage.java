package io.framebus.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the whole process has used since it started.
 *
 * @param cpuNs processor time of all threads, those of the JVM included
 * @param collections garbage collections
 * @param collectionMs time they took
 * @param compilationMs time that the compiler took, see {@link WarmUp#compilationMs}
 */
public record ProcessUsage(long cpuNs, long collections, long collectionMs, long compilationMs) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static ProcessUsage now() {
        long collections = 0;
        long collectionMs = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
            collectionMs += Math.max(0, collector.getCollectionTime());
        }
        return new ProcessUsage(
                SYSTEM.getProcessCpuTime(),
                collections,
                collectionMs,
                WarmUp.compilationMs().getAsLong());
    }

    public ProcessUsage since(ProcessUsage earlier) {
        return new ProcessUsage(
                cpuNs - earlier.cpuNs,
                collections - earlier.collections,
                collectionMs - earlier.collectionMs,
                compilationMs - earlier.compilationMs);
    }
}
