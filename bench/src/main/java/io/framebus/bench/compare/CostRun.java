package io.framebus.bench.compare;

import com.sun.management.ThreadMXBean;
import io.framebus.bench.compare.PeerFigures.CostFigures;
import io.framebus.bench.measure.ProcessUsage;
import io.framebus.bench.measure.ThreadUsage;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.CheckingSink;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.rig.Baton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.agrona.concurrent.NanoClock;

/**
 * {@link Measure#COST}: one thread publishes a batch, then reads it for every subscriber in turn, over and over. The clock is
 * read three times for a batch and never in between, and every frame must arrive: a run in which one did not is void.
 *
 * <p>Warm-up goes on until the compiler has had nothing to do for a while, for at most {@value WarmUp#PATIENCE} times as long as asked
 * for. What is timed comes in slices, between which other peers may be measured: see {@link SideBySide}. Garbage is counted in
 * batches of their own, which are not timed.
 */
final class CostRun {
    private static final int MAX_BATCHES = 1 << 20;
    private static final int GARBAGE_BATCHES = 200;
    /** Nothing but what is measured runs: see {@link WarmUp}. */
    private static final double REST_SHARE = 0.01;

    /** What part of a slice as long runs before it, untimed. */
    private static final int SETTLING_SHARE = 5;

    /** Turns without a frame after which it counts as lost. */
    private static final int PATIENT_POLLS = 1_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RunSpec spec;
    private final Workload workload;
    private final NanoClock clock;
    private final LongSupplier compilationMs;
    private final Baton baton;
    private final long[] publishNs = new long[MAX_BATCHES];
    private final long[] readNs = new long[MAX_BATCHES];
    private int batches;
    private long measuredNs;
    private long cpuNs;
    private long compiledMs;

    /** {@code baton} is there while this one works; by itself it is {@link Baton#ALONE}. */
    CostRun(RunSpec spec, Workload workload, NanoClock clock, LongSupplier compilationMs, Baton baton) {
        this.spec = spec;
        this.workload = workload;
        this.clock = clock;
        this.compilationMs = compilationMs;
        this.baton = baton;
    }

    PeerFigures run(Peer peer) throws IOException {
        try (Traffic traffic = new Traffic(peer, spec, workload)) {
            PeerSubscriber[] subscribers = traffic.subscribers.toArray(PeerSubscriber[]::new);
            CheckingSink[] sinks = traffic.sinks.toArray(CheckingSink[]::new);
            baton.await();
            warmUp(traffic, subscribers, sinks);
            ProcessUsage before = ProcessUsage.now();
            List<CostFigures> slices = new ArrayList<>();
            for (int i = 0; i < spec.slices(); i++) {
                slices.add(slice(traffic, subscribers, sinks));
            }
            ProcessUsage used = ProcessUsage.now().since(before);
            double[] garbage = garbage(traffic, subscribers, sinks);
            return new PeerFigures(
                    peer.name(),
                    traffic.books(),
                    whole(slices),
                    null,
                    garbage[0],
                    garbage[1],
                    traffic.channel.memoryBytes(),
                    cpuNs / (double) measuredNs,
                    used.collections(),
                    used.collectionMs(),
                    compiledMs);
        }
    }

    /** What others have left in the caches is out of them again when it is timed. */
    private CostFigures slice(Traffic traffic, PeerSubscriber[] subscribers, CheckingSink[] sinks) throws IOException {
        long sliceNs = Math.max(1, spec.durationNs() / spec.slices());
        if (baton.await()) {
            time(traffic, subscribers, sinks, sliceNs / SETTLING_SHARE);
        }
        long compiledBefore = compilationMs.getAsLong();
        ThreadUsage thread = new ThreadUsage();
        long startNs = System.nanoTime();
        thread.begin();
        time(traffic, subscribers, sinks, sliceNs);
        thread.end();
        measuredNs += System.nanoTime() - startNs;
        cpuNs += thread.cpuNs();
        compiledMs += compilationMs.getAsLong() - compiledBefore;
        return figures();
    }

    private void warmUp(Traffic traffic, PeerSubscriber[] subscribers, CheckingSink[] sinks) {
        new WarmUp(compilationMs, REST_SHARE)
                .run(spec.warmUpNs(), windowNs -> time(traffic, subscribers, sinks, windowNs));
    }

    private void time(Traffic traffic, PeerSubscriber[] subscribers, CheckingSink[] sinks, long durationNs) {
        batches = 0;
        long startNs = clock.nanoTime();
        long endedNs;
        do {
            traffic.channel.settle();
            long beganNs = clock.nanoTime();
            publish(traffic);
            long publishedNs = clock.nanoTime();
            read(traffic, subscribers, sinks);
            endedNs = clock.nanoTime();
            publishNs[batches] = publishedNs - beganNs;
            readNs[batches] = endedNs - publishedNs;
            batches++;
        } while (endedNs - startNs < durationNs && batches < MAX_BATCHES);
    }

    private void publish(Traffic traffic) {
        traffic.beginBatch();
        for (int i = 0; i < spec.batchFrames(); i++) {
            if (!traffic.publish(0)) {
                throw new IllegalStateException("refused a frame, although all subscribers had read all before");
            }
        }
        traffic.endBatch();
    }

    private void read(Traffic traffic, PeerSubscriber[] subscribers, CheckingSink[] sinks) {
        long end = traffic.offered();
        for (int i = 0; i < subscribers.length; i++) {
            CheckingSink sink = sinks[i];
            int polls = 0;
            while (sink.next() != end) {
                subscribers[i].poll(spec.batchFrames());
                if (++polls > PATIENT_POLLS) {
                    throw new IllegalStateException(
                            "subscriber " + i + " waits for frame " + sink.next() + " of " + end + " in vain");
                }
            }
        }
    }

    /** Bytes allocated for each frame published, and for each delivery. */
    private double[] garbage(Traffic traffic, PeerSubscriber[] subscribers, CheckingSink[] sinks) {
        long published = 0;
        long read = 0;
        for (int i = 0; i < GARBAGE_BATCHES; i++) {
            traffic.channel.settle();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            publish(traffic);
            long between = THREADS.getCurrentThreadAllocatedBytes();
            read(traffic, subscribers, sinks);
            published += between - before;
            read += THREADS.getCurrentThreadAllocatedBytes() - between;
        }
        double frames = (double) GARBAGE_BATCHES * spec.batchFrames();
        return new double[] {published / frames, read / (frames * Math.max(1, subscribers.length))};
    }

    private CostFigures figures() {
        double frames = spec.batchFrames();
        double deliveries = frames * Math.max(1, spec.subscribers());
        return new CostFigures(
                median(publishNs) / frames,
                mean(publishNs) / frames,
                median(readNs) / deliveries,
                mean(readNs) / deliveries,
                batches,
                List.of());
    }

    private static CostFigures whole(List<CostFigures> slices) {
        long batches = slices.stream().mapToLong(CostFigures::batches).sum();
        return new CostFigures(
                median(slices, CostFigures::publishNs),
                mean(slices, batches, CostFigures::publishMeanNs),
                median(slices, CostFigures::deliveryNs),
                mean(slices, batches, CostFigures::deliveryMeanNs),
                batches,
                slices);
    }

    private static double median(List<CostFigures> slices, ToDoubleFunction<CostFigures> figure) {
        return Spread.of(slices.stream().mapToDouble(figure).toArray()).median();
    }

    /** Over all batches. */
    private static double mean(List<CostFigures> slices, long batches, ToDoubleFunction<CostFigures> figure) {
        return slices.stream()
                .mapToDouble(slice -> figure.applyAsDouble(slice) * slice.batches() / batches)
                .sum();
    }

    private double median(long[] times) {
        long[] sorted = Arrays.copyOf(times, batches);
        Arrays.sort(sorted);
        return (sorted[(batches - 1) / 2] + sorted[batches / 2]) / 2.0;
    }

    private double mean(long[] times) {
        return Arrays.stream(times, 0, batches).average().orElse(0);
    }
}
