package io.framebus.bench.overload;

import io.framebus.Resync;
import io.framebus.bench.measure.Crew;
import io.framebus.bench.measure.HiccupMeter;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.ThreadUsage;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerChannel;
import io.framebus.bench.peer.PeerSettings;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.rig.Pacer;
import io.framebus.bench.rig.Sender;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One run of a publisher and a subscriber, with a channel of their own and a thread each, and of a thread that measures the
 * machine. The caller waits. Used once.
 */
final class OverloadRun {
    private static final long LEAD_NS = 20_000_000;
    private static final long SETTLE_NS = 100_000_000;
    /** Before anything counts, the publisher goes round the ring this often. */
    private static final int SETTLE_LAPS = 3;

    private static final long JOIN_NS = 30_000_000_000L;
    private static final long HICCUP_INTERVAL_NS = 10_000_000;
    private static final long QUIET_NS = 50_000_000;
    private static final int BATCH = 16;
    private static final LongSupplier COMPILATION_MS = WarmUp.compilationMs();

    private final Rhythm rhythm;
    private final OverloadSettings settings;
    private final Behaviour behaviour;
    private final Imprint imprint;
    private final LatencySeries sendDelay = new LatencySeries("send-delay");
    private final LatencySeries hiccups = new LatencySeries(OverloadFigures.HICCUP);
    private final ThreadUsage consuming = new ThreadUsage();
    private final StopSignal published = new StopSignal();
    private final StopSignal stop = new StopSignal();

    OverloadRun(Rhythm rhythm, OverloadSettings settings, Behaviour behaviour) {
        this.rhythm = rhythm;
        this.settings = settings;
        this.behaviour = behaviour;
        this.imprint = new Imprint(rhythm.largestBytes(), settings.seed());
    }

    /**
     * What one side or the other knows at the end.
     *
     * @param compilationMs how long the compiler worked meanwhile
     * @param runSeconds how long was published
     * @param windowSeconds how long of that was measured
     * @param cpuSeconds processor time that the subscriber's thread took in the window; it never sleeps unless its work does
     */
    record Ended(
            Consumer consumer,
            ScheduleCheck schedule,
            long compilationMs,
            double runSeconds,
            double windowSeconds,
            double cpuSeconds,
            long sent,
            long refused,
            long toldLost,
            long overruns,
            LatencySeries hiccups) {
        /** Frames that were sent and have not arrived. */
        long missing() {
            return consumer.checks().missing() + sent - consumer.checks().next();
        }

        double handedOverPerSecond() {
            return consumer.handedOver() / windowSeconds;
        }

        double handedOverPerCpuSecond() {
            return consumer.handedOver() / cpuSeconds;
        }
    }

    /** The publisher waits for the subscriber, but always has frames ready for it: nothing is lost, and nobody idles. */
    Ended alone(Peer peer, Resync resync, long durationNs) throws InterruptedException {
        int ahead = Math.max(1, settings.capacityFrames() / 4);
        FlatTimetable frames = new FlatTimetable(rhythm, 1);
        return run(peer, resync, SETTLE_NS, durationNs, settings.workNs(), (sender, consumer, startNs, endNs) -> {
            while (System.nanoTime() - endNs < 0 && !stop.isStopped()) {
                if (sender.sent() - consumer.next() < ahead) {
                    sender.sendNow(frames);
                } else {
                    Thread.onSpinWait();
                }
            }
            return new ScheduleCheck(sender.sent(), sender.sent(), 0);
        });
    }

    /** The publisher publishes so many frames per second, whatever the subscriber does. */
    Ended paced(Peer peer, Resync resync, double framesPerSecond, double alonePerSecond, long durationNs)
            throws InterruptedException {
        FlatTimetable timetable = new FlatTimetable(rhythm, framesPerSecond);
        long settleNs = Math.max(SETTLE_NS, timetable.dueNs((long) SETTLE_LAPS * settings.capacityFrames()));
        long expectedNs = (long) (1e9 / Math.min(alonePerSecond, framesPerSecond));
        LatencySeries.Writer delays = sendDelay.writer();
        return run(
                peer,
                resync,
                settleNs,
                durationNs,
                expectedNs,
                (sender, consumer, startNs, endNs) -> sender.send(timetable, startNs, endNs - startNs, delays));
    }

    /** What the generator's thread does, from {@code startNs} to {@code endNs}. */
    private interface Generating {
        ScheduleCheck run(Sender sender, Consumer consumer, long startNs, long endNs);
    }

    private Ended run(Peer peer, Resync resync, long settleNs, long durationNs, long expectedNs, Generating generating)
            throws InterruptedException {
        Consumer consumer =
                new Consumer(SystemNanoClock.INSTANCE, rhythm, imprint, settings.handling(behaviour), expectedNs);
        try (PeerChannel channel = peer.open(channel(resync));
                PeerSubscriber subscriber = channel.subscribe(consumer)) {
            Sender sender = new Sender(
                    channel.publisher(),
                    imprint,
                    new Pacer(SystemNanoClock.INSTANCE, new BusySpinIdleStrategy()),
                    stop);
            // Opening a channel takes its time: the run begins after it.
            long startNs = System.nanoTime() + LEAD_NS;
            Window window = new Window(startNs + settleNs, startNs + settleNs + durationNs);
            consumer.watch(window);
            AtomicReference<ScheduleCheck> schedule = new AtomicReference<>(ScheduleCheck.NONE);
            Crew crew = new Crew(this::abandon);
            crew.add("generator", () -> {
                schedule.set(generating.run(sender, consumer, startNs, window.toNs()));
                published.stop();
            });
            crew.add("subscriber", () -> consume(subscriber, consumer, window));
            crew.add("hiccup-meter", new HiccupMeter(hiccups.writer(), published, HICCUP_INTERVAL_NS));
            long compiledBeforeMs = COMPILATION_MS.getAsLong();
            crew.release();
            crew.join(window.toNs() + JOIN_NS);
            long compiledMs = COMPILATION_MS.getAsLong() - compiledBeforeMs;
            hiccups.collect();
            return new Ended(
                    consumer,
                    Objects.requireNonNull(schedule.get()),
                    compiledMs,
                    (window.toNs() - startNs) / 1e9,
                    window.seconds(),
                    consuming.cpuNs() / 1e9,
                    sender.sent(),
                    sender.refused(),
                    subscriber.toldLost(),
                    subscriber.overruns(),
                    hiccups);
        }
    }

    private void abandon() {
        stop.stop();
        published.stop();
    }

    private PeerSettings channel(Resync resync) {
        return new PeerSettings(
                rhythm.largestBytes(), settings.capacityFrames(), settings.capacityBytes(), 1, false, resync);
    }

    private void pollUntil(long untilNs, PeerSubscriber subscriber) {
        while (System.nanoTime() - untilNs < 0 && !stop.isStopped()) {
            if (subscriber.poll(BATCH) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Works until the window is over, and then reads what is left, so that every frame is accounted for. */
    private void consume(PeerSubscriber subscriber, Consumer consumer, Window window) {
        pollUntil(window.fromNs(), subscriber);
        consuming.begin();
        pollUntil(window.toNs(), subscriber);
        consuming.end();
        consumer.drain();
        long quietSinceNs = System.nanoTime();
        while (!published.isStopped() || System.nanoTime() - quietSinceNs < QUIET_NS) {
            long before = consumer.next();
            subscriber.poll(BATCH);
            if (consumer.next() != before) {
                quietSinceNs = System.nanoTime();
            }
        }
    }
}
