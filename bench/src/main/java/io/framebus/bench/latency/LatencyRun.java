package io.framebus.bench.latency;

import io.framebus.bench.measure.Crew;
import io.framebus.bench.measure.HiccupMeter;
import io.framebus.bench.measure.HistogramLog;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.CheckingSink;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerChannel;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.rig.Pacer;
import io.framebus.bench.rig.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One cell, once: a thread that sends, a thread that receives, one that measures the machine, and the caller, which waits. Warms
 * up first until the compiler is at rest, lets everything arrive, forgets what was recorded, and then measures.
 */
final class LatencyRun {
    /** While warming up, the first half, or what it takes to be compiled, is sent at this rate at least, whatever the cell's. */
    private static final double WARM_FRAMES_PER_SECOND = 50_000;
    /** See {@link WarmUp}. The channel stays the same: once it is compiled, it is. */
    private static final double REST_SHARE = 0.02;

    private static final long LEAD_NS = 20_000_000;
    private static final long TICK_NS = 1_000_000_000;
    private static final long DRAIN_NS = 3_000_000_000L;
    private static final long DRAIN_STEP_NS = 200_000;
    private static final long JOIN_NS = 10_000_000_000L;

    private final LatencyCell cell;
    private final LatencySettings settings;
    private final StopSignal interrupt;
    private final StopSignal stopReading = new StopSignal();
    private final LatencySeries sendDelay = new LatencySeries(CellFigures.SEND_DELAY);
    private final LatencySeries transit = new LatencySeries(CellFigures.TRANSIT);
    private final LatencySeries endToEnd = new LatencySeries(CellFigures.END_TO_END);
    private final LatencySeries hiccups = new LatencySeries(CellFigures.HICCUP);
    private final List<LatencySeries> series = List.of(sendDelay, transit, endToEnd, hiccups);
    private final LatencySeries.Writer sendDelays = sendDelay.writer();
    private final Receiver receiver;
    private final Imprint imprint;
    private final LongSupplier compilationMs;
    private HistogramLog log = new HistogramLog();
    private long compiledMs;

    /** @param compilationMs for how long the compiler has worked in all */
    LatencyRun(LatencyCell cell, LatencySettings settings, StopSignal interrupt, LongSupplier compilationMs) {
        this.cell = cell;
        this.settings = settings;
        this.interrupt = interrupt;
        this.compilationMs = compilationMs;
        this.imprint = new Imprint(settings.payloadBytes(), settings.seed());
        this.receiver = new Receiver(SystemNanoClock.INSTANCE, imprint, transit.writer(), endToEnd.writer());
    }

    /** Measures {@code peer}, which has to be the cell's. */
    CellFigures run(Peer peer) throws InterruptedException {
        try (PeerChannel channel = peer.open(settings.channel(cell.waiting()));
                PeerSubscriber subscriber = channel.subscribe(receiver)) {
            Sender sender = new Sender(
                    channel.publisher(),
                    imprint,
                    new Pacer(SystemNanoClock.INSTANCE, new BusySpinIdleStrategy()),
                    interrupt);
            Crew reading = new Crew(stopReading::stop);
            reading.add("subscriber", () -> read(subscriber));
            reading.add("hiccup-meter", new HiccupMeter(hiccups.writer(), stopReading, settings.hiccupIntervalNs()));
            reading.release();
            ScheduleCheck measured;
            try {
                measured = warmUpAndMeasure(sender);
            } finally {
                stopReading.stop();
            }
            reading.join(System.nanoTime() + JOIN_NS);
            gather();
            return figures(sender, subscriber, measured);
        }
    }

    private void read(PeerSubscriber subscriber) {
        try {
            cell.waiting().readUntil(stopReading, subscriber);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private ScheduleCheck warmUpAndMeasure(Sender sender) throws InterruptedException {
        BurstSchedule schedule = settings.schedule(cell.framesPerSecond());
        long halfNs = settings.warmUpNs() / 2;
        BurstSchedule often = schedule.at(Math.max(WARM_FRAMES_PER_SECOND, cell.framesPerSecond()));
        new WarmUp(compilationMs, REST_SHARE).run(halfNs, windowNs -> {
            send(sender, often, windowNs);
            gather();
        });
        send(sender, schedule, halfNs);
        drain(sender);
        beginMeasuring();
        long compiledBefore = compilationMs.getAsLong();
        ScheduleCheck measured = send(sender, schedule, settings.durationNs());
        compiledMs = compilationMs.getAsLong() - compiledBefore;
        drain(sender);
        return measured;
    }

    /** Has a thread of its own send, and gathers the series by the second meanwhile. */
    private ScheduleCheck send(Sender sender, BurstSchedule schedule, long durationNs) throws InterruptedException {
        AtomicReference<ScheduleCheck> kept = new AtomicReference<>(ScheduleCheck.NONE);
        Crew sending = new Crew(interrupt::stop);
        long startNs = System.nanoTime() + LEAD_NS;
        sending.add("generator", () -> kept.set(sender.send(schedule, startNs, durationNs, sendDelays)));
        sending.release();
        long endNs = startNs + durationNs;
        for (long tickNs = startNs + TICK_NS; tickNs - endNs < 0; tickNs += TICK_NS) {
            if (interrupt.awaitUntil(tickNs)) {
                break;
            }
            gather();
        }
        sending.join(endNs + ScheduleCheck.GRACE_NS + JOIN_NS);
        return Objects.requireNonNull(kept.get());
    }

    private void gather() {
        for (LatencySeries kind : series) {
            kind.collect();
            log.append(kind);
        }
    }

    /** The warm-up is over: what was recorded of it counts for nothing. */
    private void beginMeasuring() {
        series.forEach(LatencySeries::forget);
        log = new HistogramLog();
    }

    /** Lets arrive what is on its way. What has not come by then is unread, and told as such. */
    private void drain(Sender sender) throws InterruptedException {
        long deadlineNs = System.nanoTime() + DRAIN_NS;
        while (receiver.next() < sender.sent() && System.nanoTime() - deadlineNs < 0 && !stopReading.isStopped()) {
            TimeUnit.NANOSECONDS.sleep(DRAIN_STEP_NS);
        }
    }

    private CellFigures figures(Sender sender, PeerSubscriber subscriber, ScheduleCheck measured) {
        CheckingSink checks = receiver.checks();
        long unread = sender.sent() - checks.next();
        return new CellFigures(
                cell,
                measured,
                sender.sent(),
                checks.delivered(),
                checks.missing() + unread,
                compiledMs,
                problems(sender, subscriber, unread),
                log);
    }

    private List<String> problems(Sender sender, PeerSubscriber subscriber, long unread) {
        CheckingSink checks = receiver.checks();
        List<String> problems = new ArrayList<>();
        if (checks.misordered() > 0) {
            problems.add(cell.name() + ": " + checks.misordered() + " frames out of order");
        }
        if (checks.corrupt() > 0) {
            problems.add(cell.name() + ": " + checks.corrupt() + " frames are not what was published");
        }
        long told = subscriber.toldLost();
        long lost = checks.missing() + unread - sender.refused();
        if (told != PeerSubscriber.UNTOLD && (told > lost || (unread == 0 && told != lost))) {
            problems.add(cell.name() + ": books do not balance: of " + sender.sent() + " frames " + sender.refused()
                    + " were refused and " + checks.delivered() + " arrived, so that " + lost
                    + " are lost; the peer says " + told);
        }
        return problems;
    }
}
