package io.framebus.bench.soak;

import io.framebus.StreamHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** One life of a stream, from the start of an empty ring to its end. Its publisher may leave and return. From any thread. */
final class Incarnation {
    /** Publish times of the last so many frames of each publisher: more than a ring holds. */
    private static final int TIMES = 1024;

    private final int id;
    private final boolean shared;
    private final AtomicLong published = new AtomicLong();
    private final AtomicLongArray publishedAtNs;
    private final Queue<Claim> claims = new ConcurrentLinkedQueue<>();
    private volatile StreamHandle handle;
    private volatile boolean finished;

    /** A subscription that was handed over, or told of, all frames before {@code end}. */
    private record Claim(String who, long end) {}

    Incarnation(int id, int publishers, StreamHandle handle) {
        this.id = id;
        this.shared = publishers > 1;
        this.publishedAtNs = new AtomicLongArray(publishers * TIMES);
        this.handle = handle;
    }

    int id() {
        return id;
    }

    /** Several publish at once: the order among them is not known, only that of each. */
    boolean isShared() {
        return shared;
    }

    StreamHandle handle() {
        return handle;
    }

    void returned(StreamHandle newHandle) {
        handle = newHandle;
    }

    /** Frames that publish took. */
    long published() {
        return published.get();
    }

    void countPublished(long frames) {
        published.addAndGet(frames);
    }

    void sending(int publisher, long count, long nowNs) {
        publishedAtNs.setRelease(publisher * TIMES + (int) (count % TIMES), nowNs);
    }

    /** When publish was called for that frame, on the system's monotonic clock, whatever the bus's clock did. */
    long sentAtNs(long identity) {
        return publishedAtNs.getAcquire(
                Identity.publisher(identity) * TIMES + (int) (Identity.count(identity) % TIMES));
    }

    /** A subscription that read to the stream's end says where that was. Checked once it is known how many frames there were. */
    void claimEnd(String who, long end, Ledger ledger) {
        claims.add(new Claim(who, end));
        if (finished) {
            settle(ledger);
        }
    }

    /** Nobody publishes any more: all calls have returned. */
    void finish(Ledger ledger) {
        finished = true;
        settle(ledger);
    }

    private void settle(Ledger ledger) {
        for (Claim claim = claims.poll(); claim != null; claim = claims.poll()) {
            if (claim.end() != published.get()) {
                ledger.found(
                        Trouble.LOST,
                        claim.who() + ": read to the end at " + claim.end() + ", but publish took " + published.get()
                                + " frames");
            }
        }
    }
}
