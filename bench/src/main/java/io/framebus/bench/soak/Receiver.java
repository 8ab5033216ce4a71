package io.framebus.bench.soak;

import io.framebus.Subscription;
import io.framebus.bench.measure.LatencySeries;
import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;

/**
 * One of the threads that wait in receive for one subscriber after the other. It waits without an end in sight, so that a wake-up
 * that is lost shows.
 */
final class Receiver implements Host {
    private static final int BATCH = 16;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final LinkedTransferQueue<Reader> arrivals;
    private final LatencySeries.Writer latency;
    private final Ledger ledger;
    private volatile boolean finishing;

    Receiver(LinkedTransferQueue<Reader> arrivals, LatencySeries.Writer latency, Ledger ledger) {
        this.arrivals = arrivals;
        this.latency = latency;
        this.ledger = ledger;
    }

    @Override
    public void add(Reader reader) {
        arrivals.add(reader);
    }

    /** The thread is held: in the midst of a handler, as one that was descheduled. */
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
        try {
            for (boolean last = false; !last; ) {
                last = finishing;
                Reader reader = arrivals.poll(10, TimeUnit.MILLISECONDS);
                if (reader != null) {
                    last = false;
                    reader.recordTo(latency);
                    serve(reader);
                }
            }
        } catch (InterruptedException e) {
            ledger.found(Trouble.UNEXPECTED, "a receiving thread was interrupted");
        }
    }

    private void serve(Reader reader) throws InterruptedException {
        int received = 0;
        while (received != Subscription.ENDED) {
            try {
                received = reader.subscription().receive(reader, BATCH, FOR_EVER);
            } catch (Reader.HandlerFailure onPurpose) {
                received = 1;
            } catch (RuntimeException e) {
                ledger.found(Trouble.UNEXPECTED, reader.name() + ": receive threw " + e);
                reader.subscription().close();
            }
        }
        reader.closeBooks();
    }
}
