package io.framebus.bench.soak;

import io.framebus.FrameBatch;
import io.framebus.FrameHeader;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.bench.peer.Imprint;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A stream that is published to, and what is done to it. Publishing threads hold the read lock for one frame, whoever ends or
 * restarts the stream holds the write lock, which orders a publisher's calls across threads as the bus demands.
 */
final class Feed {
    private final DisruptorFrameBus bus;
    private final StreamKey key;
    private final StreamConfig config;
    private final int publishers;
    private final AtomicInteger incarnations;
    private final Ledger ledger;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Of the stream's present life. */
    private volatile Sending sending;

    private volatile boolean silent;

    Feed(
            DisruptorFrameBus bus,
            StreamKey key,
            StreamConfig config,
            int publishers,
            AtomicInteger incarnations,
            Ledger ledger) {
        this.bus = bus;
        this.key = key;
        this.config = config;
        this.publishers = publishers;
        this.incarnations = incarnations;
        this.ledger = ledger;
        this.sending = incarnate(bus.startPublish(key, config));
    }

    private Sending incarnate(StreamHandle handle) {
        Incarnation incarnation = new Incarnation(incarnations.incrementAndGet(), publishers, handle);
        return new Sending(incarnation, publishers, key.toString(), ledger);
    }

    Incarnation current() {
        return sending.incarnation();
    }

    StreamConfig config() {
        return config;
    }

    int publishers() {
        return publishers;
    }

    /** Publishes nothing until it is told otherwise, so that the bus may find it idle. */
    void silent(boolean nowSilent) {
        silent = nowSilent;
    }

    /** Publishes the next frame of a publisher, unless the stream is being restarted. */
    void publish(int publisher, Sending.Way way, FrameHeader header, Imprint.Writer payloads) {
        if (silent || !lock.readLock().tryLock()) {
            return;
        }
        int result;
        try {
            result = sending.publish(publisher, way, header, payloads);
        } finally {
            lock.readLock().unlock();
        }
        if (result == StreamHandle.CLOSED) {
            restartIfEnded();
        }
    }

    /** The bus has ended it, since it was idle or its publisher away for too long: begins anew. */
    private void restartIfEnded() {
        lock.writeLock().lock();
        try {
            if (current().handle().isClosed()) {
                begin();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Ends the stream and begins it anew. */
    void restart() {
        lock.writeLock().lock();
        try {
            current().handle().close();
            begin();
            ledger.did(Operation.STREAM_END_AND_RESTART);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The publisher leaves, and returns after {@code awayMs}; too late, if {@code meanwhile} makes it so. */
    void leaveAndReturn(long awayMs, Runnable meanwhile) throws InterruptedException {
        lock.writeLock().lock();
        try {
            if (current().published() == 0) {
                return; // Whether a stream is the same is told by what was published on it.
            }
            bus.endPublish(key);
            meanwhile.run();
            Thread.sleep(awayMs);
            comeBack();
            ledger.did(Operation.PUBLISHER_RETURN);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** A thread claims, writes some of it and ends with the claim open. Of a stream with one publisher that claim can never be ended. */
    void dieWithClaim(FrameHeader header) throws InterruptedException {
        lock.writeLock().lock();
        try {
            if (current().published() == 0) {
                return;
            }
            StreamHandle handle = current().handle();
            sending.describeNext(header);
            die(() -> abandonClaim(handle, header));
            if (publishers == 1) {
                replace();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * A thread adds a few frames to a batch and ends before it publishes them. Of a stream with one publisher the next one has them shown, if it comes
     * in time.
     */
    void dieWithBatch(FrameHeader header, Imprint.Writer payloads) throws InterruptedException {
        lock.writeLock().lock();
        try {
            if (current().published() == 0) {
                return;
            }
            Sending before = sending;
            AtomicInteger added = new AtomicInteger();
            FrameBatch batch = before.incarnation().handle().batch();
            die(() -> added.set(before.add(batch, Sending.MAX_BATCH, 0, header, payloads)));
            long seen = before.seenOf(added.get());
            before.count(0, seen);
            if (publishers == 1 && replace()) {
                before.count(0, added.get() - seen);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** A publishing thread does this last. */
    private void die(Runnable last) throws InterruptedException {
        Thread dying = new Thread(last, "soak-dying-publisher");
        dying.start();
        dying.join();
        ledger.injected(Fault.DEAD_PUBLISHER);
    }

    /** Somebody notices that the connection of the one that died is gone. What {@link #comeBack} returns. */
    private boolean replace() {
        bus.endPublish(key);
        return comeBack();
    }

    private static void abandonClaim(StreamHandle handle, FrameHeader header) {
        ByteBuffer place = handle.claim(header, 512).buffer();
        for (int i = 0; i < 256; i++) {
            place.put(place.position() + i, (byte) 0xDD);
        }
    }

    /** Under the write lock: true for the same stream, if it is still there; otherwise a new one. */
    private boolean comeBack() {
        Incarnation before = current();
        StreamHandle handle = bus.startPublish(key, config);
        if (handle.cursor() >= 0) {
            before.returned(handle);
            return true;
        }
        ledger.injected(Fault.GRACE_EXPIRED);
        begin(handle);
        return false;
    }

    private void begin() {
        begin(bus.startPublish(key, config));
    }

    private void begin(StreamHandle handle) {
        finishCurrent();
        sending = incarnate(handle);
    }

    private void finishCurrent() {
        long newest = current().handle().cursor();
        if (newest + 1 != current().published()) {
            ledger.found(
                    Trouble.LOST,
                    key + ": publish took " + current().published() + " frames, but its cursor ended at " + newest);
        }
        current().finish(ledger);
    }

    /** After the bus was closed, and all that publish have ended. */
    void finish() {
        lock.writeLock().lock();
        try {
            finishCurrent();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
