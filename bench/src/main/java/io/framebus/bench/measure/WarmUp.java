package io.framebus.bench.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Has what is to be measured run, unmeasured, until the compiler has come to rest. For one thread. */
public final class WarmUp {
    /** A compiler that never comes to rest is waited for so many times as long as was asked for. */
    public static final int PATIENCE = 5;

    private static final int WINDOWS = 4;

    private final LongSupplier compilationMs;
    private final long quietMs;

    /**
     * A compiler is at rest that has worked for {@code quietMs} at most in a quarter of the time asked for.
     *
     * @param compilationMs for how long it has worked in all
     */
    public WarmUp(LongSupplier compilationMs, long quietMs) {
        this.compilationMs = compilationMs;
        this.quietMs = quietMs;
    }

    /** For how long this JVM's compiler has worked, in milliseconds. Always 0 where there is none, or it does not say. */
    public static LongSupplier compilationMs() {
        @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler::getTotalCompilationTime
                : () -> 0;
    }

    /**
     * Calls {@code run} with a time to run for, in nanoseconds, again and again: for {@code leastNs} in all, and then until the compiler
     * is at rest.
     */
    public void run(long leastNs, LongConsumer run) {
        long windowNs = Math.max(1, leastNs / WINDOWS);
        for (int window = 0; window < PATIENCE * WINDOWS; window++) {
            long before = compilationMs.getAsLong();
            run.accept(windowNs);
            long compiled = compilationMs.getAsLong() - before;
            if (window >= WINDOWS - 1 && compiled <= quietMs) {
                return;
            }
        }
    }
}
