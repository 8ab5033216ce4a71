package io.framebus.bench.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Processor time and allocation of one thread between two calls it makes itself. Read by others once the thread has ended. */
public final class ThreadUsage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long cpuNs;
    private long allocatedBytes;

    public void begin() {
        cpuNs = -THREADS.getCurrentThreadCpuTime();
        allocatedBytes = -THREADS.getCurrentThreadAllocatedBytes();
    }

    public void end() {
        allocatedBytes += THREADS.getCurrentThreadAllocatedBytes();
        cpuNs += THREADS.getCurrentThreadCpuTime();
    }

    public long cpuNs() {
        return cpuNs;
    }

    public long allocatedBytes() {
        return allocatedBytes;
    }
}
