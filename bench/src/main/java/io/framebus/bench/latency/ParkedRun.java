package io.framebus.bench.latency;

import io.framebus.Codec;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.Waiting;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.NanoClock;

/**
 * What a publish call costs while many subscribers sleep on the stream. Two streams of one bus, one of them without subscribers,
 * are published to in an order drawn from the seed, so that what either leaves behind in the caches meets both alike. Before
 * each call all subscribers have read everything and every one of their threads sleeps: each call on their stream has somebody
 * to wake.
 */
final class ParkedRun implements AutoCloseable {
    /** Of a part of the warm-up: enough of them to be compiled, few enough for all to sleep again soon. */
    private static final int WARM_UP_CALLS = 10_000;

    private static final int WARM_UP_SUBSCRIBERS = 16;
    private static final int UNLIMITED_CALLS = 1 << 29;
    private static final long WARM_UP_SEED = 1;

    private static final int CAPACITY_FRAMES = 1024;

    private final NanoClock clock;
    private final ByteBuffer payload;
    private final FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
    private final DisruptorFrameBus bus;

    /**
     * What came out of a round.
     *
     * @param threads what kind of threads the subscribers had
     * @param alone publish calls on the stream without subscribers, in nanoseconds
     * @param parked publish calls on the stream whose subscribers sleep
     * @param problems what must not be, one line each
     */
    record Figures(String threads, Histogram alone, Histogram parked, List<String> problems) {}

    ParkedRun(int payloadBytes, NanoClock clock) {
        this.clock = clock;
        this.payload = ByteBuffer.allocateDirect(payloadBytes);
        this.bus = DisruptorFrameBus.builder()
                .app(
                        "bench",
                        StreamConfig.builder()
                                .capacityFrames(CAPACITY_FRAMES)
                                .capacityBytes((long) CAPACITY_FRAMES * payloadBytes)
                                .waiting(Waiting.PARK)
                                .build())
                .housekeepingInterval(Duration.ZERO)
                .build();
    }

    /**
     * Calls in a row, and then as they are measured, with streams of their own, until the compiler is at rest.
     *
     * @param leastNs for how long at least
     * @param compilationMs for how long the compiler has worked in all
     */
    void warmUp(long leastNs, LongSupplier compilationMs, StopSignal interrupt) throws InterruptedException {
        new WarmUp(compilationMs, WarmUp.REST_SHARE_ANEW).run(leastNs, windowNs -> {
            if (!interrupt.isStopped()) {
                long endNs = System.nanoTime() + windowNs;
                publishInARow();
                run(
                        WARM_UP_SUBSCRIBERS,
                        UNLIMITED_CALLS,
                        WARM_UP_SEED,
                        () -> interrupt.isStopped() || System.nanoTime() - endNs >= 0);
            }
        });
    }

    private void publishInARow() throws InterruptedException {
        StreamHandle alone = start("warm-up-alone");
        StreamHandle parked = start("warm-up-parked");
        Subscription subscription = parked.subscribe();
        ParkedThreads threads = new ParkedThreads(List.of(subscription));
        Histogram ignored = LatencySeries.newHistogram();
        for (int call = 0; call < WARM_UP_CALLS; call++) {
            publish(alone, ignored);
            publish(parked, ignored);
        }
        alone.close();
        parked.close();
        threads.join();
    }

    private StreamHandle start(String name) {
        return bus.startPublish(StreamKey.of("bench", name));
    }

    /** Measures {@code calls} calls of each kind beside {@code subscribers} that sleep, or fewer if {@code stopped}. */
    Figures run(int subscribers, int calls, long seed, BooleanSupplier stopped) throws InterruptedException {
        StreamHandle alone = start("alone");
        StreamHandle parked = start("parked");
        try {
            List<Subscription> subscriptions = new ArrayList<>();
            for (int s = 0; s < subscribers; s++) {
                subscriptions.add(parked.subscribe());
            }
            ParkedThreads threads = new ParkedThreads(subscriptions);
            Histogram ofAlone = begin();
            Histogram ofParked = begin();
            long published = 0;
            int left = calls;
            int leftAlone = calls;
            SplittableRandom random = new SplittableRandom(seed);
            while (left + leftAlone > 0 && !stopped.getAsBoolean()) {
                threads.awaitAsleep(published * subscribers);
                if (random.nextInt(left + leftAlone) < left) {
                    publish(parked, ofParked);
                    published++;
                    left--;
                } else {
                    publish(alone, ofAlone);
                    leftAlone--;
                }
            }
            threads.awaitAsleep(published * subscribers);
            return new Figures(threads.kind(), end(ofAlone), end(ofParked), problems(subscriptions, published));
        } finally {
            alone.close();
            parked.close(); // which ends the threads
        }
    }

    private static Histogram begin() {
        Histogram times = LatencySeries.newHistogram();
        times.setStartTimeStamp(System.currentTimeMillis());
        return times;
    }

    private static Histogram end(Histogram times) {
        times.setEndTimeStamp(System.currentTimeMillis());
        return times;
    }

    private void publish(StreamHandle stream, Histogram costNs) {
        long startNs = clock.nanoTime();
        int subscribers = stream.publish(header, payload);
        long endNs = clock.nanoTime();
        if (subscribers == StreamHandle.CLOSED) {
            throw new IllegalStateException(stream.key() + " was closed while it was published");
        }
        costNs.recordValue(Math.min(endNs - startNs, LatencySeries.MAX_NS));
    }

    private static List<String> problems(List<Subscription> subscriptions, long published) {
        List<String> problems = new ArrayList<>();
        for (Subscription subscription : subscriptions) {
            long accounted =
                    subscription.delivered() + subscription.dropped() + subscription.filtered() + subscription.lag();
            if (accounted != published || subscription.delivered() != published) {
                problems.add(subscription.label() + ": books do not balance: delivered " + subscription.delivered()
                        + " + dropped " + subscription.dropped() + " + filtered " + subscription.filtered()
                        + " + unread " + subscription.lag() + ", published " + published + ", all of it to be read");
            }
        }
        return problems;
    }

    @Override
    public void close() {
        bus.close();
    }
}
