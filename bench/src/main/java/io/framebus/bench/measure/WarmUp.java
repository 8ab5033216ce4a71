package io.framebus.bench.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Has what is to be measured run, unmeasured, until the compiler has come to rest. Keeps nothing; for one thread. */
public final class WarmUp {
    /** A compiler that never comes to rest is waited for so many times as long as was asked for. */
    public static final int PATIENCE = 5;

    /** What counts as rest where streams or threads are made anew all the time: something about that is always being compiled. */
    public static final double REST_SHARE_ANEW = 0.1;

    /** Parts of a warm-up: as many have to be quiet in a row, so it takes no fewer. */
    public static final int WINDOWS = 4;

    /**
     * What is to be measured.
     *
     * @param <E> what may leave it
     */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        /** Runs for about so many nanoseconds. */
        void run(long durationNs) throws E;
    }

    private final LongSupplier compilationMs;
    private final double restShare;

    /**
     * A compiler is at rest that has worked for no more than a share of a quarter of the time asked for. Less than the millisecond by
     * which it is asked cannot be told from nothing.
     *
     * @param compilationMs for how long it has worked in all
     * @param restShare of the time, 0 to 1
     */
    public WarmUp(LongSupplier compilationMs, double restShare) {
        this.compilationMs = compilationMs;
        this.restShare = restShare;
    }

    /** For how long this JVM's compiler has worked, in milliseconds. Always 0 where there is none, or it does not say. Any thread. */
    public static LongSupplier compilationMs() {
        @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler::getTotalCompilationTime
                : () -> 0;
    }

    /**
     * Runs the work again and again, in quarters of {@code leastNs}: for that long in all, and then until the compiler has been at rest for
     * as long. A compilation counts when it has ended, and may take longer than a quarter where all processors are busy. Not at all where
     * {@code leastNs} is 0. Blocks until then.
     *
     * @throws E what left the work, which is not run again
     */
    public <E extends Exception> void run(long leastNs, Work<E> work) throws E {
        if (leastNs <= 0) {
            return;
        }
        long windowNs = Math.max(1, leastNs / WINDOWS);
        double restMs = Math.max(1, restShare * windowNs / 1e6);
        int quiet = 0;
        for (int window = 0; window < PATIENCE * WINDOWS && quiet < WINDOWS; window++) {
            long before = compilationMs.getAsLong();
            work.run(windowNs);
            long compiled = compilationMs.getAsLong() - before;
            quiet = compiled <= restMs ? quiet + 1 : 0;
        }
    }
}
