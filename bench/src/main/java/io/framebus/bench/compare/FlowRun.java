package io.framebus.bench.compare;

import io.framebus.bench.measure.Crew;
import io.framebus.bench.measure.ProcessUsage;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.ThreadUsage;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.agrona.concurrent.IdleStrategy;

/**
 * {@link Measure#FLOW}: one thread publishes, flat out or on a schedule, while others read, each its share of the subscribers.
 * Then all is read to the end, and the books are made. A publisher that is refused goes on with the next frame: media does not
 * wait.
 */
final class FlowRun {
    /** Frames between two looks at whether it is time to stop. */
    private static final int CHUNK = 64;

    /** See {@link WarmUp}. Compiler threads take processors from those that are measured. */
    private static final double REST_SHARE = 0.04;

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    /** From here on to a frame's time, sleeping is too coarse. */
    private static final long SPIN_NS = 200_000;

    private final RunSpec spec;
    private final Workload workload;
    private final LongSupplier compilationMs;

    FlowRun(RunSpec spec, Workload workload, LongSupplier compilationMs) {
        this.spec = spec;
        this.workload = workload;
        this.compilationMs = compilationMs;
    }

    PeerFigures run(Peer peer) throws InterruptedException {
        // With streams of their own, as what is measured has: what is compiled anew for each is compiled then.
        new WarmUp(compilationMs, REST_SHARE).run(spec.warmUpNs(), windowNs -> run(peer, windowNs));
        return run(peer, spec.durationNs());
    }

    private PeerFigures run(Peer peer, long durationNs) throws InterruptedException {
        try (Traffic traffic = new Traffic(peer, spec, workload)) {
            StopSignal stop = new StopSignal();
            StopSignal published = new StopSignal();
            Crew crew = new Crew(() -> {
                stop.stop();
                published.stop();
            });
            Publishing publishing = new Publishing(traffic, stop, published);
            crew.add("publisher", publishing);
            List<ThreadUsage> readers = readers(traffic, crew, published);
            ProcessUsage before = ProcessUsage.now();
            long startNs = System.nanoTime();
            crew.release();
            stop.awaitUntil(startNs + durationNs);
            stop.stop();
            crew.join(System.nanoTime() + PATIENCE_NS);
            ProcessUsage used = ProcessUsage.now().since(before);
            traffic.drain(spec.batchFrames());
            return figures(peer, traffic, publishing, readers, used);
        }
    }

    private List<ThreadUsage> readers(Traffic traffic, Crew crew, StopSignal published) {
        List<ThreadUsage> readers = new ArrayList<>();
        for (int thread = 0; thread < spec.readerThreads(); thread++) {
            List<PeerSubscriber> share = new ArrayList<>();
            for (int i = thread; i < traffic.subscribers.size(); i += spec.readerThreads()) {
                share.add(traffic.subscribers.get(i));
            }
            ThreadUsage usage = new ThreadUsage();
            readers.add(usage);
            PeerSubscriber[] own = share.toArray(PeerSubscriber[]::new);
            crew.add("reader-" + thread, () -> read(own, published, usage));
        }
        return readers;
    }

    private void read(PeerSubscriber[] subscribers, StopSignal published, ThreadUsage usage) {
        IdleStrategy idle = spec.idling().newStrategy();
        usage.begin();
        boolean last;
        int worked;
        do {
            // Before the sweep: one that finds nothing after the last frame is the last.
            last = published.isStopped();
            worked = 0;
            for (PeerSubscriber subscriber : subscribers) {
                worked += subscriber.poll(spec.batchFrames());
            }
            idle.idle(worked);
        } while (worked > 0 || !last);
        usage.end();
    }

    private PeerFigures figures(
            Peer peer, Traffic traffic, Publishing publishing, List<ThreadUsage> readers, ProcessUsage used) {
        FrameBooks books = traffic.books();
        double seconds = publishing.elapsedNs / 1e9;
        long cpuNs = publishing.usage.cpuNs()
                + readers.stream().mapToLong(ThreadUsage::cpuNs).sum();
        long readerBytes =
                readers.stream().mapToLong(ThreadUsage::allocatedBytes).sum();
        return new PeerFigures(
                peer.name(),
                books,
                null,
                new PeerFigures.FlowFigures(
                        publishing.busyNs / (double) Math.max(1, books.offered()),
                        books.offered() / seconds,
                        books.delivered() / seconds / Math.max(1, spec.subscribers())),
                publishing.usage.allocatedBytes() / (double) Math.max(1, books.offered()),
                readerBytes / (double) Math.max(1, books.delivered()),
                traffic.channel.memoryBytes(),
                cpuNs / (double) publishing.elapsedNs,
                used.collections(),
                used.collectionMs(),
                used.compilationMs());
    }

    /** The publishing thread's work. Its figures may be read once it has ended. */
    private final class Publishing implements Runnable {
        private final Traffic traffic;
        private final StopSignal stop;
        private final StopSignal published;
        final ThreadUsage usage = new ThreadUsage();
        long busyNs;
        long elapsedNs;

        Publishing(Traffic traffic, StopSignal stop, StopSignal published) {
            this.traffic = traffic;
            this.stop = stop;
            this.published = published;
        }

        @Override
        public void run() {
            usage.begin();
            long startNs = System.nanoTime();
            if (spec.framesPerSecond() > 0) {
                paced(startNs);
            } else {
                flatOut(startNs);
            }
            elapsedNs = System.nanoTime() - startNs;
            usage.end();
            published.stop();
        }

        private void flatOut(long startNs) {
            while (!stop.isStopped()) {
                traffic.beginBatch();
                for (int i = 0; i < CHUNK; i++) {
                    traffic.publish(0);
                }
                traffic.endBatch();
            }
            busyNs = System.nanoTime() - startNs;
        }

        /** Each frame at its time, or as soon as possible after it; all that are due at once, between two looks at the clock. */
        private void paced(long startNs) {
            double intervalNs = 1e9 / spec.framesPerSecond();
            long due = 0;
            while (!stop.isStopped()) {
                long beganNs = System.nanoTime();
                long owed = (long) ((beganNs - startNs) / intervalNs) + 1;
                traffic.beginBatch();
                for (; due < owed; due++) {
                    traffic.publish(startNs + (long) (due * intervalNs));
                }
                traffic.endBatch();
                busyNs += System.nanoTime() - beganNs;
                awaitDue(startNs + (long) (due * intervalNs));
            }
        }

        private void awaitDue(long dueNs) {
            while (System.nanoTime() - dueNs < 0 && !stop.isStopped()) {
                if (dueNs - System.nanoTime() > SPIN_NS) {
                    stop.sleepUntil(dueNs - SPIN_NS, SPIN_NS);
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
