package io.framebus.bench.soak;

import io.framebus.Subscription;
import io.framebus.bench.measure.LatencySeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A thread that polls many subscriptions, one after the other. */
final class Poller implements Host {
    private static final int BATCH = 16;
    private static final long IDLE_NS = 1_000_000;

    private final boolean inPlace;
    private final Ledger ledger;
    private final LatencySeries.Writer latency;
    private final Queue<Reader> arrivals = new ConcurrentLinkedQueue<>();
    private final List<Reader> readers = new ArrayList<>();
    private volatile boolean finishing;

    Poller(boolean inPlace, LatencySeries.Writer latency, Ledger ledger) {
        this.inPlace = inPlace;
        this.latency = latency;
        this.ledger = ledger;
    }

    @Override
    public void add(Reader reader) {
        arrivals.add(reader);
    }

    @Override
    public void stall(Reader reader, long ns) {
        reader.holdUntil(System.nanoTime() + ns);
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public void run() {
        boolean last = false;
        while (!last || !readers.isEmpty()) {
            last = finishing;
            for (Reader reader = arrivals.poll(); reader != null; reader = arrivals.poll()) {
                reader.recordTo(latency);
                readers.add(reader);
            }
            if (sweep() == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    private int sweep() {
        int work = 0;
        long nowNs = System.nanoTime();
        for (int i = readers.size() - 1; i >= 0; i--) {
            Reader reader = readers.get(i);
            if (reader.isHeld(nowNs) && !finishing) {
                continue;
            }
            int polled = poll(reader);
            if (polled == Subscription.ENDED) {
                reader.closeBooks();
                readers.set(i, readers.get(readers.size() - 1));
                readers.remove(readers.size() - 1);
            } else {
                work += polled;
            }
        }
        return work;
    }

    private int poll(Reader reader) {
        Subscription subscription = reader.subscription();
        try {
            return inPlace ? subscription.pollInPlace(reader, BATCH) : subscription.poll(reader, BATCH);
        } catch (Reader.HandlerFailure onPurpose) {
            return 1;
        } catch (RuntimeException e) {
            ledger.found(Trouble.UNEXPECTED, reader.name() + ": poll threw " + e);
            return 1;
        }
    }
}
