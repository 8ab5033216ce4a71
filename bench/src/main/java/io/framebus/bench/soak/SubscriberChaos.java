package io.framebus.bench.soak;

import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Imprint;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What subscribers do: come in all ways, leave at any time, stall, and are held. One thread. */
final class SubscriberChaos implements Runnable {
    private static final long STEP_NS = 2_000_000;
    private static final int MEAN_STAY_STEPS = 8_000;
    private static final int MEAN_STALL_STEPS = 40;
    private static final List<Manner.Seat> SHARED_SEATS =
            List.of(Manner.Seat.POLL, Manner.Seat.POLL_IN_PLACE, Manner.Seat.AGENT, Manner.Seat.AGENT_IN_PLACE);
    private static final List<StartAt> STARTS = List.of(StartAt.values());
    private static final List<Resync> RESYNCS = List.of(Resync.values());
    private static final long MAX_STALL_NS = 4_000_000_000L;

    private final List<Feed> feeds;
    private final int target;
    private final Hosts hosts;
    private final Population population;
    private final Imprint imprint;
    private final Ledger ledger;
    private final StopSignal stop;
    private final SplittableRandom random;

    SubscriberChaos(
            List<Feed> feeds,
            int target,
            Hosts hosts,
            Population population,
            Imprint imprint,
            Ledger ledger,
            StopSignal stop,
            long seed) {
        this.feeds = feeds;
        this.target = target;
        this.hosts = hosts;
        this.population = population;
        this.imprint = imprint;
        this.ledger = ledger;
        this.stop = stop;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        while (!stop.isStopped()) {
            int here = population.prune();
            int parked = population.count(Manner.Seat.RECEIVE);
            for (; here < target && !stop.isStopped(); here++) {
                parked += join(parked < hosts.receivers()) ? 1 : 0;
            }
            if (random.nextDouble() < (double) target / MEAN_STAY_STEPS) {
                population.any(random).leave();
                ledger.did(Operation.LEAVE);
            }
            if (random.nextInt(MEAN_STALL_STEPS) == 0) {
                stall(population.any(random));
            }
            stop.sleepUntil(System.nanoTime() + STEP_NS, STEP_NS);
        }
    }

    private void stall(Reader reader) {
        boolean ownThread = reader.manner().seat() == Manner.Seat.RECEIVE;
        ledger.injected(ownThread ? Fault.HELD_THREAD : Fault.SUBSCRIBER_STALL);
        hosts.of(reader).stall(reader, random.nextLong(MAX_STALL_NS / 100, MAX_STALL_NS));
    }

    /** Whether it has a thread of its own. */
    private boolean join(boolean seatFree) {
        Incarnation incarnation = feeds.get(random.nextInt(feeds.size())).current();
        Manner.Seat seat = seatFree && random.nextInt(8) == 0
                ? Manner.Seat.RECEIVE
                : SHARED_SEATS.get(random.nextInt(SHARED_SEATS.size()));
        StartAt startAt = STARTS.get(random.nextInt(STARTS.size()));
        Resync resync = RESYNCS.get(random.nextInt(RESYNCS.size()));
        SubscribeOptions.Builder options =
                SubscribeOptions.builder().startAt(startAt).resync(resync);
        boolean filtered = random.nextInt(4) == 0;
        if (filtered) {
            filter(options);
        }
        options.maxLag(maxLag());
        Manner manner = new Manner(
                seat,
                startAt == StartAt.SYNC_POINT && resync == Resync.SYNC_POINT && !filtered,
                filtered,
                seat == Manner.Seat.RECEIVE && random.nextInt(4) == 0 ? random.nextLong(1_000_000, 80_000_000) : 0,
                random.nextInt(10) == 0 ? 20 + random.nextInt(100) : 0);
        Reader reader =
                new Reader(incarnation.handle().subscribe(options.build()), incarnation, imprint, manner, ledger);
        ledger.did(
                switch (startAt) {
                    case LIVE -> Operation.JOIN_LIVE;
                    case OLDEST -> Operation.JOIN_OLDEST;
                    case SYNC_POINT -> Operation.JOIN_SYNC_POINT;
                });
        population.add(reader);
        hosts.of(reader).add(reader);
        return seat == Manner.Seat.RECEIVE;
    }

    private void filter(SubscribeOptions.Builder options) {
        switch (random.nextInt(4)) {
            case 0 -> options.tracks(Pattern.VIDEO);
            case 1 -> options.tracks(Pattern.AUDIO);
            case 2 -> options.dropDiscardable();
            default -> options.maxTemporalLayer(0);
        }
    }

    private MaxLagPolicy maxLag() {
        return switch (random.nextInt(8)) {
            case 0 -> MaxLagPolicy.cumulative(random.nextInt(200));
            case 1 -> MaxLagPolicy.within(random.nextInt(100), Duration.ofSeconds(2));
            case 2 -> MaxLagPolicy.behindLive(Duration.ofMillis(1_500));
            case 3 -> MaxLagPolicy.stalledFor(Duration.ofMillis(1_500)).or(MaxLagPolicy.cumulative(500));
            default -> MaxLagPolicy.none();
        };
    }
}
