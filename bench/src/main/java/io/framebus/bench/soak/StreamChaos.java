package io.framebus.bench.soak;

import io.framebus.FrameHeader;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Imprint;
import java.util.List;
import java.util.SplittableRandom;

/** What publishers, networks and the machine's clock do to streams. One thread; it waits while a publisher is away. */
final class StreamChaos implements Runnable {
    private static final long STEP_NS = 40_000_000;

    private final List<Feed> feeds;
    private final LeapClock clock;
    private final Ledger ledger;
    private final StopSignal stop;
    private final SplittableRandom random;
    private final Imprint.Writer payloads;
    private final FrameHeader header = new FrameHeader();
    private long steps;

    StreamChaos(List<Feed> feeds, LeapClock clock, Imprint imprint, Ledger ledger, StopSignal stop, long seed) {
        this.feeds = feeds;
        this.clock = clock;
        this.payloads = imprint.writer();
        this.ledger = ledger;
        this.stop = stop;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        try {
            while (!stop.isStopped()) {
                step(feeds.get(random.nextInt(feeds.size())));
                stop.sleepUntil(System.nanoTime() + STEP_NS, STEP_NS);
            }
        } catch (InterruptedException e) {
            ledger.found(Trouble.UNEXPECTED, "the thread that disturbs streams was interrupted");
        }
    }

    /** Each kind in turn, so that a short run has all of them; where and for how long is random. */
    private void step(Feed feed) throws InterruptedException {
        switch ((int) (steps++ % 9)) {
            case 0, 4 -> feed.restart();
            case 1 -> leaveAndReturn(feed);
            case 2 -> feed.dieWithClaim(header);
            case 3 -> leap();
            case 5 -> {
                boolean quiet = random.nextBoolean();
                feed.silent(quiet);
                if (quiet) {
                    ledger.injected(Fault.SILENT_PUBLISHER);
                }
            }
            case 6 -> {
                clock.freeze(random.nextLong(1_000_000, 200_000_000));
                ledger.injected(Fault.CLOCK_FREEZE);
            }
            case 7 -> feed.dieWithBatch(header, payloads);
            default -> {
                if (random.nextInt(6) == 0) {
                    feeds.forEach(each -> each.silent(false));
                }
            }
        }
    }

    /** One in four times so much time passes that the stream has ended meanwhile. */
    private void leaveAndReturn(Feed feed) throws InterruptedException {
        if (random.nextInt(4) == 0) {
            feed.leaveAndReturn(100, () -> clock.leap(2 * Soak.RECONNECT_GRACE.toNanos()));
        } else {
            feed.leaveAndReturn(random.nextInt(20), () -> {});
        }
    }

    /** Always less than the bus's patience with a publisher that sends. */
    private void leap() {
        clock.leap(random.nextInt(8) == 0 ? Soak.IDLE_TIMEOUT.toNanos() / 2 : random.nextLong(1, 500_000_000));
        ledger.injected(Fault.CLOCK_LEAP);
    }
}
