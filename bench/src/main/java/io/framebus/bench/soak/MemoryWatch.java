package io.framebus.bench.soak;

import io.framebus.bench.text.Units;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Memory in use after a collection, over time. Flat means: the trend over the second half of a run, over that half's length, is
 * below a bound. One thread.
 */
final class MemoryWatch {
    /** With fewer samples in the second half there is no trend to speak of. */
    static final int MIN_SAMPLES = 6;

    private static final double SHARE = 0.1;
    private static final long FLOOR_BYTES = 8L << 20;
    /** What the JVM and its libraries may keep after all was closed. */
    private static final long LEFT_BYTES = 1L << 20;

    private final List<Sample> samples = new ArrayList<>();

    /**
     * One look.
     *
     * @param atNs when, on the monotonic clock
     * @param heapBytes heap in use
     * @param directBytes direct buffers
     */
    record Sample(long atNs, long heapBytes, long directBytes) {
        /** After a collection, which also frees direct buffers that nobody can reach. */
        static Sample now() {
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Sample(System.nanoTime(), heap, directBytesNow());
        }

        private static long directBytesNow() {
            return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
        }
    }

    /**
     * Looks until direct memory is about what it was before, or the monotonic clock shows {@code deadlineNs}: buffers are freed
     * some time after the collection that found them.
     */
    static Sample judgeEnd(Sample before, long deadlineNs, Ledger ledger) throws InterruptedException {
        Sample end = Sample.now();
        while (end.directBytes() > before.directBytes() + LEFT_BYTES && System.nanoTime() < deadlineNs) {
            Thread.sleep(50);
            end = Sample.now();
        }
        if (end.directBytes() > before.directBytes() + LEFT_BYTES) {
            ledger.found(
                    Trouble.MEMORY,
                    "direct memory was " + Units.bytes(before.directBytes()) + " before, and is "
                            + Units.bytes(end.directBytes()) + " after all was closed");
        }
        return end;
    }

    void add(Sample sample) {
        samples.add(sample);
    }

    boolean isSampled() {
        return !samples.isEmpty();
    }

    Sample first() {
        return samples.get(0);
    }

    Sample last() {
        return samples.get(samples.size() - 1);
    }

    /** Whether there are enough samples to judge. */
    boolean isJudged() {
        return secondHalf().size() >= MIN_SAMPLES;
    }

    void judge(Ledger ledger) {
        if (isJudged()) {
            judge("heap after collection", Sample::heapBytes, ledger);
            judge("direct memory", Sample::directBytes, ledger);
        }
    }

    private void judge(String what, ToLongFunction<Sample> value, Ledger ledger) {
        List<Sample> half = secondHalf();
        double[] values = half.stream().mapToDouble(value::applyAsLong).toArray();
        double growth = growthBytes(value);
        double bound = Math.max(FLOOR_BYTES, SHARE * Trend.median(values));
        if (growth > bound) {
            ledger.found(
                    Trouble.MEMORY,
                    what + " grew by " + Units.bytes(growth) + " in the second half, by its trend; at most "
                            + Units.bytes(bound) + " is flat");
        }
    }

    /** By how much it grew in the second half, by its trend. Less than 0: it fell. */
    double growthBytes(ToLongFunction<Sample> value) {
        List<Sample> half = secondHalf();
        double[] times = half.stream()
                .mapToDouble(Sample::atNs)
                .map(t -> t - half.get(0).atNs())
                .toArray();
        double[] values = half.stream().mapToDouble(value::applyAsLong).toArray();
        return Trend.slope(times, values) * times[times.length - 1];
    }

    private List<Sample> secondHalf() {
        return samples.subList(samples.size() / 2, samples.size());
    }
}
