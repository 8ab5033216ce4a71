package io.framebus.bench.overload;

import io.framebus.Resync;
import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.ChildJvm;
import io.framebus.bench.text.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The JVM in which one system is measured with one kind of subscriber: alone, at the first factor, alone, at the next, and so
 * on, so that each measurement stands between two of what it is compared with.
 */
public final class OverloadChild {
    private static final int MAX_ATTEMPTS = 6;

    private OverloadChild() {}

    /**
     * One system, one kind of subscriber, all factors, in an order drawn from {@code orderSeed}.
     *
     * @param namesResync whether the policy is part of the system's name: where the peer has the choice
     */
    record Job(
            String peer,
            Resync resync,
            boolean namesResync,
            Behaviour behaviour,
            List<Double> factors,
            long orderSeed,
            OverloadSettings settings) {
        /** The same with its factors in another order. */
        Job ordered(long otherSeed) {
            return new Job(peer, resync, namesResync, behaviour, factors, otherSeed, settings);
        }

        String system() {
            return namesResync ? peer + ' ' + Values.name(resync) : peer;
        }
    }

    /** What came out. */
    record Result(List<OverloadFigures> figures) {}

    /** Started by {@link ChildJvm#call}. */
    public static void main(String[] args) throws IOException {
        ChildJvm.serve(args, Job.class, job -> run(job, WarmUp.compilationMs()));
    }

    /** @param compilationMs for how long the compiler has worked in all */
    static Result run(Job job, LongSupplier compilationMs) throws InterruptedException {
        Peer peer = Peers.named(job.peer());
        Rhythm rhythm = Rhythms.load(job.settings().trace(), job.settings().media());
        OverloadSettings settings = job.settings();
        List<Double> factors = new ArrayList<>(job.factors());
        Collections.shuffle(factors, new Random(job.orderSeed()));
        warmUp(job, peer, rhythm, factors, compilationMs);
        List<OverloadFigures> figures = new ArrayList<>();
        OverloadRun.Ended before = alone(job, peer, rhythm, settings.durationNs());
        for (double factor : factors) {
            double alonePerSecond = before.handedOverPerSecond();
            OverloadRun.Ended paced = new OverloadRun(rhythm, settings, job.behaviour())
                    .paced(peer, job.resync(), factor * alonePerSecond, alonePerSecond, settings.durationNs());
            OverloadRun.Ended after = alone(job, peer, rhythm, settings.durationNs());
            figures.add(figures(job, factor, before, paced, after));
            before = after;
        }
        return new Result(figures);
    }

    /** Alone and at one factor after the other, as it is measured: each goes other ways through the code, and so does ending it. */
    private static void warmUp(Job job, Peer peer, Rhythm rhythm, List<Double> factors, LongSupplier compilationMs)
            throws InterruptedException {
        Iterator<Double> next =
                Stream.generate(() -> factors).flatMap(List::stream).iterator();
        new WarmUp(compilationMs, WarmUp.REST_SHARE_ANEW).run(job.settings().warmUpNs(), windowNs -> {
            double alone = alone(job, peer, rhythm, windowNs / 2).handedOverPerSecond();
            new OverloadRun(rhythm, job.settings(), job.behaviour())
                    .paced(peer, job.resync(), next.next() * alone, alone, windowNs / 2);
        });
    }

    /** A busy machine may give the subscriber no turn in a short time; then it is measured longer. */
    private static OverloadRun.Ended alone(Job job, Peer peer, Rhythm rhythm, long durationNs)
            throws InterruptedException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            OverloadRun.Ended alone = new OverloadRun(rhythm, job.settings(), job.behaviour())
                    .alone(peer, job.resync(), durationNs << attempt);
            if (alone.consumer().handedOver() > 0) {
                return alone;
            }
        }
        throw new IllegalStateException(job.system() + " handed nothing over in " + MAX_ATTEMPTS
                + " runs in which the publisher waited for the subscriber");
    }

    private static OverloadFigures figures(
            Job job, double factor, OverloadRun.Ended before, OverloadRun.Ended paced, OverloadRun.Ended after) {
        Consumer consumer = paced.consumer();
        HistogramLog log = new HistogramLog();
        log.append(OverloadFigures.END_TO_END, stamped(consumer.endToEnd(), paced.windowSeconds()));
        log.append(OverloadFigures.HICCUP, paced.hiccups().latest());
        List<String> problems = new ArrayList<>();
        String name = job.system() + ' ' + Values.name(job.behaviour()) + ' ' + factor + 'x';
        problems.addAll(problems(name, paced));
        problems.addAll(problems(name + " alone", before));
        problems.addAll(problems(name + " alone", after));
        for (OverloadRun.Ended alone : List.of(before, after)) {
            if (alone.missing() > 0) {
                problems.add(name + " alone: " + alone.missing() + " frames lost, though the publisher waited");
            }
        }
        if (job.namesResync() && job.resync() == Resync.SYNC_POINT && consumer.undecodableEver() > 0) {
            problems.add(name + ": " + consumer.undecodableEver() + " undecodable frames handed over");
        }
        return new OverloadFigures(
                job.system(),
                job.behaviour(),
                factor,
                before.handedOverPerSecond(),
                after.handedOverPerSecond(),
                (before.handedOverPerCpuSecond() + after.handedOverPerCpuSecond()) / 2,
                paced.handedOverPerCpuSecond(),
                paced.schedule(),
                before.compilationMs() + paced.compilationMs() + after.compilationMs(),
                paced.runSeconds(),
                paced.windowSeconds(),
                consumer.handedOver(),
                consumer.decodable(),
                consumer.gaps(),
                paced.sent(),
                paced.missing(),
                consumer.undecodableEver(),
                paced.overruns(),
                consumer.freezes().count(),
                consumer.freezes().totalNs(),
                consumer.freezes().longestNs(),
                problems,
                log);
    }

    private static Histogram stamped(Histogram histogram, double seconds) {
        long endMs = System.currentTimeMillis();
        histogram.setEndTimeStamp(endMs);
        histogram.setStartTimeStamp(endMs - (long) (seconds * 1000));
        return histogram;
    }

    /** What must not be, of any system. What a peer tells of its loss has to be what is missing. */
    static List<String> problems(String name, OverloadRun.Ended ended) {
        List<String> problems = new ArrayList<>();
        if (ended.consumer().checks().misordered() > 0) {
            problems.add(name + ": " + ended.consumer().checks().misordered() + " frames out of order");
        }
        if (ended.consumer().checks().corrupt() > 0) {
            problems.add(name + ": " + ended.consumer().checks().corrupt() + " frames are not what was published");
        }
        long lost = ended.missing() - ended.refused();
        long told = ended.toldLost();
        long unread = ended.sent() - ended.consumer().checks().next();
        if (told != PeerSubscriber.UNTOLD && (told > lost || told < lost - unread)) {
            problems.add(name + ": books do not balance: of " + ended.sent() + " frames " + ended.refused()
                    + " were refused and " + ended.consumer().checks().delivered() + " arrived, so that " + lost
                    + " are lost, " + unread + " of them perhaps unread; the peer says " + told);
        }
        return problems;
    }
}
