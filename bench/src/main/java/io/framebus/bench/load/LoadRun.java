package io.framebus.bench.load;

import io.framebus.FrameBus;
import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.consumer.Recording;
import io.framebus.bench.measure.Crew;
import io.framebus.bench.measure.HiccupMeter;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.ProcessUsage;
import io.framebus.bench.measure.RunClock;
import io.framebus.bench.measure.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * One run: starts streams, lets subscribers join, publishes on schedule for a while, lets the subscribers that can catch up do
 * so, and says what became of every frame. Used once, by one thread, which waits while others work.
 */
final class LoadRun {
    private static final long TICK_NS = 1_000_000_000;
    /** Time for all threads to be running before the first frame is due. */
    private static final long LEAD_NS = 50_000_000;

    private static final long DRAIN_NS = 2_000_000_000;
    private static final long DRAIN_STEP_NS = 1_000_000;
    private static final long JOIN_NS = 10_000_000_000L;

    private final LoadConfig config;
    private final RunClock clock = new RunClock();
    private final StopSignal stopReading = new StopSignal();
    private final RunStreams streams;
    private final RunSubscribers subscribers;
    private final List<Generator> generators = new ArrayList<>();
    private final Crew publishing = new Crew(this::abandon);
    private final Crew reading = new Crew(this::abandon);

    private final LatencySeries sendDelay = new LatencySeries("send-delay");
    private final LatencySeries publishCost = new LatencySeries("publish-cost");
    private final LatencySeries hiccups = new LatencySeries("hiccup");

    /** @param name what the streams are called, followed by a number */
    LoadRun(LoadConfig config, Payloads payloads, FrameBus bus, String name) {
        this.config = config;
        this.streams = new RunStreams(config, bus, name);
        this.subscribers = new RunSubscribers(config, streams, payloads, clock, stopReading, reading);
        for (int g = 0; g < config.generators(); g++) {
            Generator generator = new Generator(
                    streams.handles(),
                    streams.places(),
                    g,
                    config.generators(),
                    config.publishing(),
                    payloads.writer(),
                    clock,
                    sendDelay.writer(),
                    publishCost.writer());
            generators.add(generator);
            publishing.add("generator-" + g, generator);
        }
        reading.add("hiccup-meter", new HiccupMeter(hiccups.writer(), stopReading));
    }

    RunSubscribers subscribers() {
        return subscribers;
    }

    LatencySeries hiccups() {
        return hiccups;
    }

    /** What was recorded, by kind: a series for each class of subscribers, and those of the generators and the machine. */
    List<LatencySeries> series() {
        List<LatencySeries> all = new ArrayList<>(subscribers.latencies());
        all.addAll(List.of(sendDelay, publishCost, hiccups));
        return all;
    }

    /**
     * Runs until the time is over or {@code interrupt} is given.
     *
     * @param progress told about once a second how it stands, on the calling thread
     */
    RunFigures run(Consumer<Tick> progress, StopSignal interrupt) throws InterruptedException {
        try {
            ProcessUsage before = ProcessUsage.now();
            publish(progress, interrupt);
            ProcessUsage process = ProcessUsage.now().since(before);
            drain();
            endReading();
            return figures(process);
        } finally {
            close();
        }
    }

    /** The same for who wants no figures: ends as soon as all is published, whoever is behind. */
    void rehearse(Consumer<Tick> progress, StopSignal interrupt) throws InterruptedException {
        try {
            publish(progress, interrupt);
            endReading();
        } finally {
            close();
        }
    }

    private void publish(Consumer<Tick> progress, StopSignal interrupt) throws InterruptedException {
        clock.start(System.nanoTime() + LEAD_NS, config.duration().toNanos());
        reading.release();
        publishing.release();
        watch(progress, interrupt);
        publishing.join(System.nanoTime() + JOIN_NS);
    }

    private void endReading() throws InterruptedException {
        stopReading.stop();
        reading.join(System.nanoTime() + JOIN_NS);
        series().forEach(LatencySeries::collect);
    }

    private void close() {
        abandon();
        subscribers.close();
        streams.close();
    }

    /** What the subscribers of class {@code behaviour} got to see. Once, after the run. */
    Outcome outcome(int behaviour) {
        return Outcome.of(
                subscribers.viewers(behaviour, clock.endNs()),
                subscribers.latencies().get(behaviour).total());
    }

    /** How the subscribers behaved. After a run that records it. */
    Recording recording() {
        return subscribers.recording(clock.endNs());
    }

    /** Ends all threads. */
    private void abandon() {
        clock.endNow();
        stopReading.stop();
    }

    private void watch(Consumer<Tick> progress, StopSignal interrupt) throws InterruptedException {
        long tickNs = 0;
        long offered = 0;
        long sent = 0;
        long bytes = 0;
        while (tickNs < clock.endNs() && !stopReading.isStopped()) {
            long lastNs = tickNs;
            tickNs = Math.min(lastNs + TICK_NS, clock.endNs());
            if (interrupt.awaitUntil(clock.startNs() + tickNs)) {
                clock.endNow();
                return;
            }
            series().forEach(LatencySeries::collect);
            long nowOffered = streams.framesDue(tickNs);
            long nowSent = sumOver(Generator::sentFrames);
            long nowBytes = sumOver(Generator::sentBytes);
            double perSecond = 1e9 / (tickNs - lastNs);
            progress.accept(new Tick(
                    tickNs,
                    config.duration().toNanos(),
                    (nowOffered - offered) * perSecond,
                    (nowSent - sent) * perSecond,
                    (nowBytes - bytes) * perSecond,
                    subscribers.latestLatency(),
                    subscribers.dropped(),
                    subscribers.evicted(),
                    subscribers.lag()));
            offered = nowOffered;
            sent = nowSent;
            bytes = nowBytes;
        }
    }

    private long sumOver(ToLongFunction<Generator> value) {
        return generators.stream().mapToLong(value).sum();
    }

    /** Gives the subscribers that keep up the time to read what was published last. */
    private void drain() throws InterruptedException {
        long deadlineNs = System.nanoTime() + DRAIN_NS;
        while (!subscribers.areDrained() && System.nanoTime() < deadlineNs && !stopReading.isStopped()) {
            TimeUnit.NANOSECONDS.sleep(DRAIN_STEP_NS);
        }
    }

    private RunFigures figures(ProcessUsage process) {
        Books books = new Books();
        List<ClassFigures> classes = subscribers.figures(books);
        return new RunFigures(
                clock.endNs(),
                clock.endNs() < config.duration().toNanos(),
                streams.framesDue(clock.endNs()),
                LongStream.of(streams.sent()).sum(),
                sumOver(Generator::sentBytes),
                sumOver(Generator::late),
                classes,
                sendDelay.total(),
                publishCost.total(),
                hiccups.total(),
                RunFigures.Cost.of(generators.stream().map(Generator::usage).toList()),
                RunFigures.Cost.of(subscribers.usages()),
                process,
                books.problems());
    }
}
