package io.framebus.bench.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Holds what reads a text to its promise: a value, or one of the exceptions agreed on with a message of one short line. */
public final class FuzzBound {
    private static final long MAX_ALLOCATED_BYTES = 64L << 20;
    private static final int MAX_MESSAGE_EXTRA = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FuzzBound() {}

    /** Runs {@code read}, which may throw {@code refusals}; {@code inputLength} is that of what it reads. */
    public static void check(int inputLength, Runnable read, List<Class<? extends RuntimeException>> refusals) {
        if (allocatedBy(inputLength, read, refusals) > MAX_ALLOCATED_BYTES) {
            // What classes took that were loaded, and prepared for the fuzzer, is not the input's.
            long again = allocatedBy(inputLength, read, refusals);
            if (again > MAX_ALLOCATED_BYTES) {
                throw new AssertionError(inputLength + " bytes took " + again + " bytes of heap");
            }
        }
    }

    private static long allocatedBy(int inputLength, Runnable read, List<Class<? extends RuntimeException>> refusals) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            read.run();
        } catch (RuntimeException thrown) {
            if (refusals.stream().noneMatch(refusal -> refusal.isInstance(thrown))) {
                throw thrown;
            }
            String message = thrown.getMessage();
            if (message == null || message.isBlank()) {
                throw new AssertionError("refused without a word", thrown);
            }
            // What is quoted of an input may be as long as it is, and contain what it contains.
            if (message.length() > 2 * inputLength + MAX_MESSAGE_EXTRA) {
                throw new AssertionError("the refusal has " + message.length() + " characters", thrown);
            }
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
