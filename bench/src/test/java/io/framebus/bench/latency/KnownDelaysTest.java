package io.framebus.bench.latency;

import static io.framebus.bench.rig.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.Outcome;
import io.framebus.bench.measure.RunVerdict;
import io.framebus.bench.measure.ScheduleCheck;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.PeerFrame;
import io.framebus.bench.peer.PeerPublisher;
import io.framebus.bench.peer.PeerSink;
import io.framebus.bench.rig.ManualClock;
import io.framebus.bench.rig.Pacer;
import io.framebus.bench.rig.Sender;
import io.framebus.bench.rig.TestPeerFrame;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The rig measures what is known: delays that a test injects come back in the series in which they belong, on a clock that only
 * the test moves. Histograms have two significant digits, so figures may be off by one percent.
 */
@Timeout(60)
class KnownDelaysTest {
    private static final int BYTES = 200;
    private static final double TOLERANCE = 0.01;
    private static final long START_NS = 5_000_000_000L;
    private static final long MS = 1_000_000;
    private static final long US = 1_000;

    private final ManualClock clock = new ManualClock(START_NS);
    private final Imprint imprint = new Imprint(BYTES, 1);
    private final LatencySeries sendDelay = new LatencySeries("send-delay");
    private final LatencySeries transit = new LatencySeries("transit");
    private final LatencySeries endToEnd = new LatencySeries("end-to-end");
    private final Receiver receiver = new Receiver(clock, imprint, transit.writer(), endToEnd.writer());
    private final Queue<PeerFrame> waiting = new ArrayDeque<>();

    /** A transport that keeps frames until somebody takes them. */
    private boolean enqueue(long sequence, long sentNs, boolean key, ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining())
                .put(payload.duplicate())
                .flip();
        waiting.add(new TestPeerFrame(sequence, sentNs, key, copy, true));
        return true;
    }

    private void take(PeerSink sink) {
        while (!waiting.isEmpty()) {
            sink.onFrame(waiting.remove());
        }
    }

    private ScheduleCheck send(BurstSchedule schedule, long durationNs, PeerPublisher publisher, Runnable meanwhile) {
        Pacer pacer = new Pacer(clock, clock.idling(US, meanwhile));
        Sender sender = new Sender(publisher, imprint, pacer, new StopSignal());
        ScheduleCheck check = sender.send(schedule, START_NS, durationNs, sendDelay.writer());
        meanwhile.run();
        List.of(sendDelay, transit, endToEnd).forEach(LatencySeries::collect);
        return check;
    }

    private static BurstSchedule even(double rate) {
        return new BurstSchedule(BYTES, rate, 30, 1);
    }

    private static void assertAll(long expectedNs, Histogram histogram, long count) {
        assertEquals(count, histogram.getTotalCount());
        assertNear(expectedNs, histogram.getMinValue(), 1 + expectedNs * TOLERANCE);
        assertNear(expectedNs, histogram.getMaxValue(), 1 + expectedNs * TOLERANCE);
    }

    @Test
    void shouldFindADelayOfTheTransportInTransitAndEndToEnd() {
        ScheduleCheck check = send(
                even(1000),
                1000 * MS,
                (sequence, sentNs, key, payload) -> {
                    enqueue(sequence, sentNs, key, payload);
                    clock.advance(300 * US);
                    take(receiver);
                    return true;
                },
                () -> {});
        assertAll(0, sendDelay.total(), 1000);
        assertAll(300 * US, transit.total(), 1000);
        assertAll(300 * US, endToEnd.total(), 1000);
        assertTrue(check.isKept());
        assertEquals(new ScheduleCheck(1000, 1000, 0), check);
    }

    @Test
    void shouldFindAGeneratorThatWakesLateInSendDelayAndEndToEnd() {
        Pacer late = new Pacer(clock, clock.idling(1700 * US, () -> {}));
        Sender sender = new Sender(
                (sequence, sentNs, key, payload) -> {
                    enqueue(sequence, sentNs, key, payload);
                    take(receiver);
                    return true;
                },
                imprint,
                late,
                new StopSignal());
        sender.send(even(1000), START_NS, 4 * MS, sendDelay.writer());
        List.of(sendDelay, transit, endToEnd).forEach(LatencySeries::collect);
        assertAll(0, transit.total(), 4);
        assertEquals(4, sendDelay.total().getTotalCount());
        // It looks at the clock each 1.7 ms only. Due at 0, 1, 2 and 3 ms; sent at 0, 1.7, 3.4 and 3.4 ms.
        assertNear(1400 * US, sendDelay.total().getMaxValue(), 1400 * US * TOLERANCE);
        assertEquals(2_500_000.0, sendDelay.total().getMean() * 4, 2500 * US * TOLERANCE);
        assertEquals(sendDelay.total().getMean(), endToEnd.total().getMean());
    }

    @Test
    void shouldFindTheTimeOfAHandlerInTheTransitOfTheFramesBehind() {
        // A key frame of 20 packets, due and sent at once; the handler takes 50 us for each.
        send(
                new BurstSchedule(BYTES, 1000, 1, 20),
                MS,
                this::enqueue,
                () -> take(frame -> {
                    receiver.onFrame(frame);
                    clock.advance(50 * US);
                }));
        assertAll(0, sendDelay.total(), 20);
        assertEquals(20, transit.total().getTotalCount());
        assertEquals(0, transit.total().getMinValue());
        assertNear(19 * 50 * US, transit.total().getMaxValue(), 950 * US * TOLERANCE);
        assertEquals(475_000.0, transit.total().getMean(), 475 * US * TOLERANCE);
    }

    @Test
    void shouldFindTheTimeOfPublishCallsInTheSendDelayOfTheRestOfABurst() {
        send(
                new BurstSchedule(BYTES, 1000, 1, 20),
                MS,
                (sequence, sentNs, key, payload) -> {
                    enqueue(sequence, sentNs, key, payload);
                    take(receiver);
                    clock.advance(10 * US);
                    return true;
                },
                () -> {});
        assertAll(0, transit.total(), 20);
        assertNear(190 * US, sendDelay.total().getMaxValue(), 190 * US * TOLERANCE);
        assertEquals(95_000.0, endToEnd.total().getMean(), 95 * US * TOLERANCE);
    }

    @Test
    void shouldFindAGeneratorInvalidThatStallsAllTheTime() {
        ScheduleCheck check = send(
                even(1000),
                1000 * MS,
                (sequence, sentNs, key, payload) -> {
                    clock.advance(5 * MS);
                    return true;
                },
                () -> {});
        // One frame takes five slots; after the end there is half a second of grace: 1.5 s / 5 ms.
        assertEquals(1000, check.offered());
        assertEquals(301, check.sent());
        assertFalse(check.isKept());
        RunVerdict verdict =
                RunVerdict.of(List.of(new RunVerdict.Measurement("cell", check, List.of())), false, "unused");
        assertEquals(Outcome.INVALID, verdict.outcome());
        assertEquals(3, verdict.outcome().exitCode());
        assertTrue(verdict.reason().contains("first in cell: it sent 301 of 1,000 frames (30.10 %)"), verdict.reason());
    }

    @Test
    void shouldFindAGeneratorInvalidThatSendsAllButTooMuchOfItLate() {
        ScheduleCheck check = send(
                even(1000),
                1000 * MS,
                (sequence, sentNs, key, payload) -> {
                    clock.advance(sequence == 500 ? 100 * MS : 0);
                    return true;
                },
                () -> {});
        // 99 frames were due during the stall, and were sent at its end; 20 of them less than 20 ms late, and one just
        // 20 ms.
        assertEquals(new ScheduleCheck(1000, 1000, 79), check);
        assertFalse(check.isKept());
    }

    /** The rig with a real bus: publisher and subscriber take turns on one thread, on a clock of the test. */
    private void runOnABus(long stallFromNs, long stallToNs) {
        StreamConfig config = StreamConfig.builder().capacityFrames(2048).build();
        try (DisruptorFrameBus bus =
                DisruptorFrameBus.builder().app("test", config).clock(clock).build()) {
            StreamHandle stream = bus.startPublish(StreamKey.of("test", "stream"));
            Subscription subscription = stream.subscribe();
            send(
                    even(10_000),
                    1000 * MS,
                    (sequence, sentNs, key, payload) -> stream.publish(
                                    new FrameHeader()
                                            .kind(FrameKind.KEY)
                                            .codec(Codec.H264)
                                            .ptsUs(sequence)
                                            .dtsUs(sentNs),
                                    payload)
                            >= 0,
                    () -> {
                        long sinceNs = clock.nanoTime() - START_NS;
                        if (sinceNs < stallFromNs || sinceNs >= stallToNs) {
                            subscription.poll(
                                    frame -> receiver.onFrame(new TestPeerFrame(
                                            frame.ptsUs(),
                                            frame.dtsUs(),
                                            frame.isKeyframe(),
                                            frame.payload(),
                                            frame.isIntact())),
                                    1024);
                        }
                    });
            assertEquals(10_000, subscription.delivered());
            assertEquals(0, subscription.dropped());
            assertEquals(0, subscription.lag());
        }
    }

    @Test
    void shouldShowAStallOfTheSubscriberInAllFramesThatItMadeWait() {
        runOnABus(400 * MS, 450 * MS);
        assertAll(0, sendDelay.total(), 10_000);
        Histogram seen = endToEnd.total();
        assertEquals(10_000, seen.getTotalCount());
        // 500 frames were due during the stall: the first waited for 50 ms, the last for 0.1 ms.
        assertNear(50 * MS, seen.getMaxValue(), 50 * MS * TOLERANCE);
        assertNear(490, seen.getCountBetweenValues(MS, 100 * MS), 10);
        assertNear(49 * MS, seen.getValueAtPercentile(99.9), MS * 0.6);
        assertNear(40 * MS, seen.getValueAtPercentile(99), MS * 0.6);
        assertNear(25 * MS, seen.getValueAtPercentile(97.5), MS * 0.6);
        assertTrue(seen.getValueAtPercentile(94.9) <= 2 * US, "p94.9 " + seen.getValueAtPercentile(94.9));
    }

    @Test
    void shouldShowAStallOfTheGeneratorEndToEndThoughTransitOmitsIt() {
        send(
                even(10_000),
                1000 * MS,
                (sequence, sentNs, key, payload) -> {
                    enqueue(sequence, sentNs, key, payload);
                    take(receiver);
                    clock.advance(sequence == 4000 ? 50 * MS : 0);
                    return true;
                },
                () -> {});
        assertAll(0, transit.total(), 10_000);
        Histogram seen = endToEnd.total();
        assertNear(50 * MS, seen.getMaxValue(), 50 * MS * TOLERANCE);
        assertNear(40 * MS, seen.getValueAtPercentile(99), MS * 0.6);
        assertNear(490, seen.getCountBetweenValues(MS, 100 * MS), 10);
        assertEquals(seen.getMean(), sendDelay.total().getMean());
    }

    @Test
    void shouldNotRecordFramesThatAreNotWholeOrNotInOrder() {
        ByteBuffer good = imprint.writer().payload(0, BYTES);
        receiver.onFrame(new TestPeerFrame(0, START_NS, true, good, true));
        receiver.onFrame(new TestPeerFrame(0, START_NS, true, good, true)); // again
        receiver.onFrame(new TestPeerFrame(7, START_NS, true, good, true)); // the payload of another
        receiver.onFrame(new TestPeerFrame(1, START_NS, true, imprint.writer().payload(1, BYTES), false)); // torn
        List.of(transit, endToEnd).forEach(LatencySeries::collect);
        assertEquals(1, endToEnd.total().getTotalCount());
        assertEquals(1, transit.total().getTotalCount());
        assertEquals(1, receiver.checks().misordered());
        assertEquals(1, receiver.checks().corrupt());
        assertEquals(1, receiver.checks().torn());
        assertEquals(1, receiver.next());
    }
}
