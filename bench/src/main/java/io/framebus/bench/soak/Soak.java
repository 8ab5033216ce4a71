package io.framebus.bench.soak;

import io.framebus.Publishers;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.Waiting;
import io.framebus.bench.measure.Crew;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Imprint;
import io.framebus.disruptor.DisruptorFrameBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One run, used once: a bus, those who use and disturb it, and the watch. By one thread, which waits while others work. */
final class Soak {
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(4);
    static final Duration RECONNECT_GRACE = Duration.ofMillis(800);

    private static final String APP = "soak";
    private static final long TICK_NS = 1_000_000_000;
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final int MEMORY_SAMPLES = 60;
    private static final int BOOKS_PER_TICK = 64;

    private final SoakPlan plan;
    private final Ledger ledger = new Ledger();
    private final StopSignal stop = new StopSignal();
    private final Population population = new Population();
    private final MemoryWatch memory = new MemoryWatch();
    private final DelayWatch delay = new DelayWatch();
    private final Liveness liveness;
    private final LatencySeries latency = new LatencySeries("publish-to-handler");
    private final SplittableRandom seeds;
    private final Predicate<Thread> bystander;

    /** @param bystander threads of whoever runs this, which are none of its business */
    Soak(SoakPlan plan, Predicate<Thread> bystander) {
        this.plan = plan;
        this.bystander = bystander;
        this.liveness = new Liveness(plan.livenessBound().toNanos(), ledger);
        this.seeds = new SplittableRandom(plan.seed());
    }

    /**
     * Runs until the time is over or {@code interrupt} is given.
     *
     * @param progress told once a second how it stands, on the calling thread
     */
    SoakFigures run(Consumer<SoakTick> progress, StopSignal interrupt) throws InterruptedException {
        ThreadWatch threads = new ThreadWatch(bystander);
        MemoryWatch.Sample before = MemoryWatch.Sample.now();
        long startedNs = System.nanoTime();
        drive(startedNs, progress, interrupt);
        threads.judge(System.nanoTime() + PATIENCE_NS / 4, ledger);
        memory.judge(ledger);
        delay.judge(ledger);
        liveness.look(List.of(), System.nanoTime()); // which also lets go of all it looked at
        MemoryWatch.Sample end = MemoryWatch.judgeEnd(before, System.nanoTime() + PATIENCE_NS / 4, ledger);
        return new SoakFigures(
                plan,
                System.nanoTime() - startedNs,
                interrupt.isStopped(),
                ledger,
                population.framesOfEnded(),
                memory,
                end,
                delay);
    }

    /** In a method of its own, so that nothing of it can be reached when memory is looked at for the last time. */
    @SuppressWarnings("try") // the bus is closed at its time; the statement is for when something failed before
    private void drive(long startedNs, Consumer<SoakTick> progress, StopSignal interrupt) throws InterruptedException {
        LeapClock clock = new LeapClock();
        ShakyObserver observer = new ShakyObserver(ledger);
        Crew driving = new Crew(stop::stop);
        Crew reading = new Crew(stop::stop);
        try (DisruptorFrameBus bus = bus(clock, observer)) {
            Hosts hosts = new Hosts(plan.receivers(), latency, ledger, reading);
            List<Feed> feeds = feeds(bus);
            addDrivers(driving, feeds, hosts, clock);
            reading.release();
            driving.release();
            watch(startedNs, progress, interrupt);
            stop.stop();
            join(driving, "publishing and disturbing");
            bus.close();
            feeds.forEach(Feed::finish);
            hosts.finish();
            join(reading, "reading");
            judgeEnd(bus, observer);
        } finally {
            stop.stop();
        }
    }

    private DisruptorFrameBus bus(LeapClock clock, ShakyObserver observer) {
        return DisruptorFrameBus.builder()
                .app(APP, StreamConfig.defaults())
                .clock(clock)
                .observer(observer)
                .idleTimeout(IDLE_TIMEOUT)
                .reconnectGrace(RECONNECT_GRACE)
                .poolBytes(32L << 20)
                .build();
    }

    private List<Feed> feeds(DisruptorFrameBus bus) {
        AtomicInteger incarnations = new AtomicInteger();
        List<Feed> feeds = new ArrayList<>();
        SplittableRandom random = seeds.split();
        for (int s = 0; s < plan.streams(); s++) {
            boolean shared = s % 5 == 4;
            StreamConfig config = StreamConfig.builder()
                    .capacityFrames(16L << random.nextInt(4))
                    .capacityBytes(32L << 10 << random.nextInt(3))
                    .waiting(random.nextInt(4) == 0 ? Waiting.BACKOFF : Waiting.PARK)
                    .publishers(shared ? Publishers.SHARED : Publishers.ONE)
                    .build();
            feeds.add(new Feed(bus, StreamKey.of(APP, "s" + s), config, shared ? 2 : 1, incarnations, ledger));
        }
        return feeds;
    }

    private void addDrivers(Crew driving, List<Feed> feeds, Hosts hosts, LeapClock clock) {
        Imprint imprint = new Imprint(Pattern.MAX_BYTES, plan.seed());
        List<List<PublisherThread.Place>> shares = new ArrayList<>();
        for (int t = 0; t < plan.publisherThreads(); t++) {
            shares.add(new ArrayList<>());
        }
        int next = 0;
        for (Feed feed : feeds) {
            for (int publisher = 0; publisher < feed.publishers(); publisher++) {
                // Publishers of the same stream on different threads, where there are several.
                shares.get(next++ % shares.size()).add(new PublisherThread.Place(feed, publisher));
            }
        }
        for (int t = 0; t < shares.size(); t++) {
            driving.add(
                    "soak-publisher-" + t,
                    new PublisherThread(
                            shares.get(t), plan.framesPerSecond(), seeds.split().nextLong(), imprint, stop));
        }
        driving.add(
                "soak-subscriber-chaos",
                new SubscriberChaos(
                        feeds,
                        plan.subscribers(),
                        hosts,
                        population,
                        imprint,
                        ledger,
                        stop,
                        seeds.split().nextLong()));
        driving.add(
                "soak-stream-chaos",
                new StreamChaos(
                        feeds, clock, imprint, ledger, stop, seeds.split().nextLong()));
        driving.add("soak-garbage", new Garbage(stop, ledger));
        long stopperSeed = seeds.split().nextLong();
        if (plan.stopsProcess()) {
            driving.add(
                    "soak-process-stopper",
                    new ProcessStopper(ProcessHandle.current().pid(), stop, ledger, stopperSeed));
        }
    }

    private void watch(long startedNs, Consumer<SoakTick> progress, StopSignal interrupt) throws InterruptedException {
        long endNs = startedNs + plan.duration().toNanos();
        long ticksPerSample = Math.max(1, plan.duration().toSeconds() / MEMORY_SAMPLES);
        SplittableRandom random = seeds.split();
        long ticks = 0;
        for (long dueNs = startedNs + TICK_NS; !stop.isStopped(); dueNs += TICK_NS) {
            if (interrupt.awaitUntil(Math.min(dueNs, endNs))) {
                return;
            }
            long nowNs = System.nanoTime();
            latency.collect();
            long p99Ns = latency.latest().getValueAtPercentile(99);
            delay.add(p99Ns);
            List<Reader> readers = population.all();
            liveness.look(readers, nowNs);
            for (int i = 0; i < BOOKS_PER_TICK && !readers.isEmpty(); i++) {
                readers.get(random.nextInt(readers.size())).sampleBooks();
            }
            if (ticks++ % ticksPerSample == 0) {
                memory.add(MemoryWatch.Sample.now());
            }
            progress.accept(new SoakTick(nowNs - startedNs, readers.size(), p99Ns, memory.last(), ledger));
            if (nowNs >= endNs) {
                return;
            }
        }
    }

    private void join(Crew crew, String what) throws InterruptedException {
        try {
            crew.join(System.nanoTime() + PATIENCE_NS);
        } catch (IllegalStateException e) {
            // Its cause is a failure; without one a thread did not end.
            ledger.found(e.getCause() == null ? Trouble.STUCK : Trouble.UNEXPECTED, what + ": " + e.getMessage());
        }
    }

    private void judgeEnd(DisruptorFrameBus bus, ShakyObserver observer) {
        if (population.prune() > 0) {
            population
                    .all()
                    .forEach(reader -> ledger.found(
                            Trouble.STUCK,
                            reader.name() + ": is not told of its end, lag "
                                    + reader.subscription().lag()));
        }
        if (observer.joined() != observer.left()) {
            ledger.found(
                    Trouble.UNEXPECTED,
                    "the observer was told of " + observer.joined() + " subscribers that joined and " + observer.left()
                            + " that left");
        }
        if (bus.observerFailures() != ledger.count(Fault.OBSERVER_EXCEPTION)) {
            ledger.found(
                    Trouble.UNEXPECTED,
                    "the observer threw " + ledger.count(Fault.OBSERVER_EXCEPTION) + " times, the bus counted "
                            + bus.observerFailures());
        }
        if (bus.streamCount() != 0 || bus.pooledBytes() != 0) {
            ledger.found(
                    Trouble.MEMORY,
                    "after close the bus has " + bus.streamCount() + " streams and keeps " + bus.pooledBytes()
                            + " bytes");
        }
    }
}
