package io.framebus.bench.load;

import io.framebus.EndReason;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import io.framebus.bench.consumer.ConsumerRecorder;
import io.framebus.bench.consumer.Recording;
import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.measure.Crew;
import io.framebus.bench.measure.FreezeMeter;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunClock;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.ThreadUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;

/** The subscribers of a run and the threads that serve them. */
final class RunSubscribers implements AutoCloseable {
    /** How long a subscriber with a thread of its own sleeps when there is nothing to read. */
    private static final long OWN_THREAD_IDLE_NS = 1_000_000;

    private final LoadConfig config;
    private final RunStreams streams;
    private final Payloads payloads;
    private final RunClock clock;
    private final StopSignal stop;
    private final List<LoadConfig.Seat> seats;
    private final List<SubscriberTask> tasks = new ArrayList<>();
    private final List<LatencySeries> latencies = new ArrayList<>();

    /** How many have joined, by class. */
    private final int[] joined;

    private final List<Egress> egresses = new ArrayList<>();
    private final List<SubscriberFigures> each = new ArrayList<>();

    /** Lets all of them join, and starts their threads, which wait to be released. */
    RunSubscribers(
            LoadConfig config, RunStreams streams, Payloads payloads, RunClock clock, StopSignal stop, Crew crew) {
        this.config = config;
        this.streams = streams;
        this.payloads = payloads;
        this.clock = clock;
        this.stop = stop;
        this.seats = config.seats();
        this.joined = new int[config.classes().size()];
        for (SubscriberClass behaviour : config.classes()) {
            latencies.add(new LatencySeries("end-to-end " + behaviour.label()));
        }
        joinShared(crew);
        joinAlone(crew);
    }

    private boolean needsThread(LoadConfig.Seat seat) {
        return config.mode() == ReadMode.RECEIVE
                || config.classes().get(seat.behaviour()).blocks();
    }

    /** Those that do not block, in blocks of neighbours, so that a stream's subscribers are served together. */
    private void joinShared(Crew crew) {
        List<LoadConfig.Seat> shared =
                seats.stream().filter(seat -> !needsThread(seat)).toList();
        int threads = Math.min(config.egressThreads(), shared.size());
        for (int t = 0; t < threads; t++) {
            Egress egress = new Egress(config.mode(), config.batch(), config.idling()::of, stop);
            LatencySeries.Writer[] writers =
                    latencies.stream().map(LatencySeries::writer).toArray(LatencySeries.Writer[]::new);
            int from = (int) ((long) shared.size() * t / threads);
            int to = (int) ((long) shared.size() * (t + 1) / threads);
            for (LoadConfig.Seat seat : shared.subList(from, to)) {
                SubscriberTask task = join(seat, writers[seat.behaviour()]);
                if (config.classes().get(seat.behaviour()).isHealthy() && !config.recordsConsumers()) {
                    egress.serve(task);
                } else {
                    egress.ask(task);
                }
            }
            start(egress, "egress-" + t, crew);
        }
    }

    private void joinAlone(Crew crew) {
        for (LoadConfig.Seat seat : seats) {
            if (needsThread(seat)) {
                boolean waits = config.mode() == ReadMode.RECEIVE
                        && config.classes().get(seat.behaviour()).every().isZero();
                IdleStrategy idle = waits ? new NoOpIdleStrategy() : new SleepingIdleStrategy(OWN_THREAD_IDLE_NS);
                Egress egress = new Egress(config.mode(), config.batch(), agent -> idle, stop);
                SubscriberTask task = join(seat, latencies.get(seat.behaviour()).writer());
                egress.ask(task);
                start(egress, task.subscription().label(), crew);
            }
        }
    }

    private void start(Egress egress, String name, Crew crew) {
        egresses.add(egress);
        crew.add(name, egress);
    }

    private SubscriberTask join(LoadConfig.Seat seat, LatencySeries.Writer latency) {
        SubscriberClass behaviour = config.classes().get(seat.behaviour());
        SubscribeOptions options = SubscribeOptions.builder()
                .label(behaviour.label() + " " + tasks.size())
                .build();
        Subscription subscription = streams.handles()[seat.stream()].subscribe(options);
        Conduct conduct = new Conduct(
                behaviour, joined[seat.behaviour()]++, seat.phase(), config.seed(), config.recordsConsumers());
        SubscriberTally tally = new SubscriberTally(
                seat.stream(),
                streams.begin(seat.stream()),
                streams.playlist(),
                payloads,
                clock,
                latency,
                conduct,
                stop);
        int batch = behaviour.blocks() ? 1 : config.batch();
        SubscriberTask task = new SubscriberTask(seat, subscription, tally, conduct, config.mode(), batch, clock);
        tasks.add(task);
        return task;
    }

    /** Who they are, in a fixed order. */
    List<SubscriberTask> tasks() {
        return tasks;
    }

    /** The latencies, by class. */
    List<LatencySeries> latencies() {
        return latencies;
    }

    /** What the last collection gathered: of the healthy ones if there are any, else of all. Valid until the next. */
    Histogram latestLatency() {
        if (config.classes().get(0).isHealthy()) {
            return latencies.get(0).latest();
        }
        Histogram all = LatencySeries.newHistogram();
        latencies.forEach(series -> all.add(series.latest()));
        return all;
    }

    /** Frames dropped so far. While they run. */
    long dropped() {
        return tasks.stream().mapToLong(task -> task.subscription().dropped()).sum();
    }

    /** How many were evicted so far. While they run. */
    int evicted() {
        return (int)
                tasks.stream().filter(task -> isEvicted(task.subscription())).count();
    }

    /** How far they are behind. While they run; those that have ended lose nothing any more. */
    Lag lag() {
        Lag lag = Lag.NONE;
        for (SubscriberTask task : tasks) {
            Subscription subscription = task.subscription();
            if (subscription.lag() > 0 && !subscription.isEnded()) {
                SubscriptionStats stats = subscription.stats();
                lag = lag.and(stats.label(), stats.headroomShare(), stats.lagNs(), stats.lagFrames());
            }
        }
        return lag;
    }

    /** Whether those that can keep up have read everything. While they run. */
    boolean areDrained() {
        return tasks.stream()
                .allMatch(task -> task.conduct().endsWithTheRun()
                        || config.classes().get(task.seat().behaviour()).blocks()
                        || task.subscription().isEnded()
                        || task.subscription().lag() == 0);
    }

    /** What became of their frames, by class, checked against the books. Once their threads have ended. */
    List<ClassFigures> figures(Books books) {
        long[] sent = streams.sent();
        FrameCounts[] counts = new FrameCounts[latencies.size()];
        Arrays.fill(counts, FrameCounts.NONE);
        for (SubscriberTask task : tasks) {
            FrameCounts counted = counts(task, sent[task.seat().stream()]);
            books.check(task.subscription(), counted);
            each.add(SubscriberFigures.of(
                    task, config.classes().get(task.seat().behaviour()).label(), counted));
            counts[task.seat().behaviour()] = counts[task.seat().behaviour()].plus(counted);
        }
        List<ClassFigures> figures = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            String label = config.classes().get(c).label();
            figures.add(new ClassFigures(label, counts[c], latencies.get(c).total()));
        }
        return figures;
    }

    /** Each of them, in the order of {@link #tasks}. Once {@link #figures} were taken. */
    List<SubscriberFigures> each() {
        return each;
    }

    /** What those of class {@code behaviour} got to see until {@code endNs}. Once, and once {@link #figures} were taken. */
    List<ViewerFigures> viewers(int behaviour, long endNs) {
        List<ViewerFigures> viewers = new ArrayList<>();
        long[] sent = streams.sent();
        for (SubscriberTask task : tasks) {
            if (task.seat().behaviour() == behaviour) {
                FrameCounts counts = counts(task, sent[task.seat().stream()]);
                FreezeMeter freezes = task.tally().freezes();
                long untilNs = counts.evicted() > 0 ? task.tally().latestFrameNs() : endNs;
                freezes.end(untilNs);
                viewers.add(new ViewerFigures(
                        counts.published(),
                        counts.delivered(),
                        counts.dropped(),
                        counts.unread(),
                        counts.undecodable(),
                        counts.gaps(),
                        counts.overruns(),
                        counts.evicted(),
                        untilNs * freezes.watchedTracks(),
                        freezes.freezes(),
                        freezes.frozenNs(),
                        freezes.longestNs()));
            }
        }
        return viewers;
    }

    /** How they behaved, as far as it was recorded. Once their threads have ended. */
    Recording recording(long durationNs) {
        List<Recording.Subscriber> recorded = new ArrayList<>();
        for (SubscriberTask task : tasks) {
            ConsumerRecorder recorder = task.conduct().recorder();
            if (recorder != null && recorded.size() < Recording.MAX_SUBSCRIBERS) {
                recorded.add(recorder.finish(task.subscription().label(), durationNs));
            }
        }
        return new Recording(durationNs, recorded);
    }

    /** One that was evicted is owed nothing of what was published afterwards. */
    private static FrameCounts counts(SubscriberTask task, long sent) {
        SubscriptionStats stats = task.subscription().stats();
        SubscriberTally tally = task.tally();
        boolean evicted = isEvicted(task.subscription());
        return new FrameCounts(
                1,
                evicted ? stats.published() : sent,
                tally.delivered(),
                tally.gapFrames(),
                stats.filtered(),
                stats.lagFrames(),
                tally.gaps(),
                stats.overruns(),
                stats.torn(),
                tally.undecodable(),
                tally.corrupt(),
                tally.misordered(),
                tally.configurations(),
                evicted ? 1 : 0);
    }

    private static boolean isEvicted(Subscription subscription) {
        return subscription
                .endReason()
                .filter(EndReason.Evicted.class::isInstance)
                .isPresent();
    }

    /** What the threads used. Once they have ended. */
    List<ThreadUsage> usages() {
        return egresses.stream().map(Egress::usage).toList();
    }

    @Override
    public void close() {
        tasks.forEach(task -> task.subscription().close());
    }
}
