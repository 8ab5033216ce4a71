package io.framebus.bench.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Processor time and allocation of one thread between two calls it makes itself. Read by others once the thread has ended. */
final class ThreadUsage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long cpuNs;
    private long allocatedBytes;

    void begin() {
        cpuNs = -THREADS.getCurrentThreadCpuTime();
        allocatedBytes = -THREADS.getCurrentThreadAllocatedBytes();
    }

    void end() {
        allocatedBytes += THREADS.getCurrentThreadAllocatedBytes();
        cpuNs += THREADS.getCurrentThreadCpuTime();
    }

    long cpuNs() {
        return cpuNs;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }
}
