package io.framebus.bench.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Resync;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.PeerChannel;
import io.framebus.bench.peer.PeerSettings;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.ManualClock;
import io.framebus.bench.rig.Pacer;
import io.framebus.bench.rig.Sender;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the resync policies cost in goodput, apart from what they cost in processor time: the real engine, with a publisher and a
 * subscriber that take turns on a clock of the test. Whatever is due is published while the subscriber works; a frame takes
 * 100 us of it, everything else nothing. So the share of the time in which the subscriber works is the goodput that the policy
 * leaves it, on a machine that disturbs nobody.
 */
@Timeout(120)
class PolicyGoodputTest {
    private static final long WORK_NS = 100_000;
    private static final long RUN_NS = 20_000_000_000L;

    private final ManualClock clock = new ManualClock(0);

    /** What the subscriber of such a run was given. */
    private Consumer run(String trace, int capacityFrames, double factor, Resync resync) {
        Rhythm rhythm = Rhythms.load(trace, null);
        FlatTimetable timetable = new FlatTimetable(rhythm, factor * 1e9 / WORK_NS);
        Imprint imprint = new Imprint(rhythm.largestBytes(), 1);
        int bytes =
                Integer.highestOneBit((int) Math.max(rhythm.mostBytes(capacityFrames) * 5 / 4, rhythm.largestBytes()))
                        << 1;
        PeerSettings settings = new PeerSettings(rhythm.largestBytes(), capacityFrames, bytes, 1, false, resync);
        try (PeerChannel channel = Peers.named(Peers.FRAMEBUS).open(settings)) {
            Sender sender = new Sender(
                    channel.publisher(), imprint, new Pacer(clock, new NoOpIdleStrategy()), new StopSignal());
            Runnable publishDue = () -> {
                while (sender.sent() < timetable.framesDue(clock.nanoTime() + 1)) {
                    sender.sendNow(timetable);
                }
            };
            Work work = multiple -> {
                clock.advance(WORK_NS);
                publishDue.run();
            };
            Consumer consumer = new Consumer(
                    clock, rhythm, imprint, new Consumer.Handling(work, Behaviour.STEADY, new Stalls(1, 0)), WORK_NS);
            consumer.watch(new Window(RUN_NS / 10, RUN_NS));
            try (PeerSubscriber subscriber = channel.subscribe(consumer)) {
                while (clock.nanoTime() < RUN_NS) {
                    if (subscriber.poll(16) == 0) {
                        clock.advance(1_000);
                        publishDue.run();
                    }
                }
                assertEquals(
                        sender.sent(),
                        consumer.checks().delivered()
                                + consumer.checks().missing()
                                + sender.sent()
                                - consumer.checks().next());
            }
            return consumer;
        }
    }

    private static double goodput(Consumer consumer) {
        return consumer.handedOver() / (0.9 * RUN_NS / WORK_NS);
    }

    @ParameterizedTest
    @CsvSource({
        "film-1080p24,512,1.5", "film-1080p24,512,2", "film-1080p24,512,3", "film-1080p24,512,4",
        "screenshare-720p,32,1.5", "screenshare-720p,32,2", "screenshare-720p,32,3", "screenshare-720p,32,4",
        "phone-1080p,64,1.5", "phone-1080p,64,2", "phone-1080p,64,3", "phone-1080p,64,4"
    })
    void shouldKeepTheSubscriberBusyWithDecodableFrames(String trace, int capacityFrames, double factor) {
        Consumer consumer = run(trace, capacityFrames, factor, Resync.SYNC_POINT);
        assertTrue(goodput(consumer) >= 0.95, "goodput " + goodput(consumer) + " of what is reached alone");
        assertEquals(0, consumer.undecodableEver());
        assertTrue(consumer.checks().missing() > 0);
    }

    @ParameterizedTest
    @CsvSource({"OLDEST", "LIVE"})
    void shouldKeepTheSubscriberBusyAtOtherPlacesToo(Resync resync) {
        Consumer consumer = run("film-1080p24", 512, 2, resync);
        assertTrue(goodput(consumer) >= 0.95, "goodput " + goodput(consumer) + " of what is reached alone");
        assertTrue(consumer.undecodableEver() > 0);
    }

    @ParameterizedTest
    @CsvSource({"64,0.71", "128,0.82"})
    void shouldWaitForKeyFramesWhereTheRingIsShorterThanTheirDistance(int capacityFrames, double expected) {
        Consumer consumer = run("film-1080p24", capacityFrames, 2, Resync.SYNC_POINT);
        assertEquals(expected, goodput(consumer), 0.03);
        assertEquals(0, consumer.undecodableEver());
    }
}
