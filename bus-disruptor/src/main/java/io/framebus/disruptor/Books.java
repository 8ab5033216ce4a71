package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What has become of the frames a subscription was to read. The polling thread writes, any thread reads a consistent snapshot.
 *
 * <p>Frames handed over are not counted: they are what is left of the frames passed when those dropped and filtered are taken off,
 * so that a delivery costs a single store. Passing a frame over changes two numbers at once; a version, odd meanwhile, lets a
 * reader notice.
 */
final class Books {
    private static final VarHandle VERSION;
    private static final VarHandle OVERWRITTEN;
    private static final VarHandle SKIPPED;
    private static final VarHandle FILTERED;
    private static final VarHandle GAPS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            VERSION = lookup.findVarHandle(Books.class, "version", long.class);
            OVERWRITTEN = lookup.findVarHandle(Books.class, "overwritten", long.class);
            SKIPPED = lookup.findVarHandle(Books.class, "skipped", long.class);
            FILTERED = lookup.findVarHandle(Books.class, "filtered", long.class);
            GAPS = lookup.findVarHandle(Books.class, "gaps", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final long startSequence;

    private final Progress progress;

    private long version;
    private long overwritten;
    private long skipped;
    private long filtered;
    private long gaps;

    /** One consistent reading. */
    record Snapshot(long startSequence, long nextSequence, long overwritten, long skipped, long filtered) {
        long dropped() {
            return overwritten + skipped;
        }

        long delivered() {
            return nextSequence - startSequence - dropped() - filtered;
        }
    }

    /** For a subscription that begins at {@code progress}. */
    Books(Progress progress) {
        this.startSequence = progress.next();
        this.progress = progress;
    }

    /** Any thread. */
    long next() {
        return progress.next();
    }

    long startSequence() {
        return startSequence;
    }

    /** The frame before {@code next} is being handed over. Polling thread only. */
    void deliver(long next) {
        progress.moveTo(next);
    }

    /** It was torn after all and is to be passed over instead. Polling thread only. */
    void takeBack(long next) {
        progress.moveTo(next);
    }

    /** Polling thread only. */
    void filter(long next) {
        beginChange();
        FILTERED.setOpaque(this, filtered + 1);
        progress.moveTo(next);
        endChange();
    }

    /** Polling thread only. */
    void drop(long overwrittenNow, long skippedNow, long next) {
        beginChange();
        OVERWRITTEN.setOpaque(this, overwritten + overwrittenNow);
        SKIPPED.setOpaque(this, skipped + skippedNow);
        progress.moveTo(next);
        endChange();
    }

    /** Polling thread only. */
    void countGap() {
        GAPS.setOpaque(this, gaps + 1);
    }

    /** Any thread. */
    long gaps() {
        return (long) GAPS.getOpaque(this);
    }

    private void beginChange() {
        VERSION.setOpaque(this, version + 1);
        // Release fence: the odd version before the changes. Partner: the acquire fence in snapshot(). Without it
        // half a change could be taken for a whole one.
        VarHandle.releaseFence();
    }

    private void endChange() {
        // Release: the changes before the even version. Partner: the acquire load in beginReading. Any weaker, and a
        // reader could take the numbers before the change for those after it.
        VERSION.setRelease(this, version + 1);
    }

    /** Any thread. Tries again while a change is under way. */
    Snapshot snapshot() {
        while (true) {
            long before = beginReading();
            Snapshot snapshot = new Snapshot(
                    startSequence,
                    progress.next(),
                    (long) OVERWRITTEN.getOpaque(this),
                    (long) SKIPPED.getOpaque(this),
                    (long) FILTERED.getOpaque(this));
            if (isUnchangedSince(before)) {
                return snapshot;
            }
        }
    }

    /** Any thread. What {@link Snapshot#delivered()} would say, without making one. */
    long delivered() {
        while (true) {
            long before = beginReading();
            long delivered = progress.next() - startSequence - droppedSoFar() - filtered();
            if (isUnchangedSince(before)) {
                return delivered;
            }
        }
    }

    private long beginReading() {
        long before = (long) VERSION.getAcquire(this);
        while ((before & 1) != 0) {
            Thread.onSpinWait();
            before = (long) VERSION.getAcquire(this);
        }
        return before;
    }

    private boolean isUnchangedSince(long version) {
        // Acquire fence: the numbers read before the look at the version. Partner: the release fence in
        // beginChange(). Without it a change could begin between the look and the reading, and go unnoticed.
        VarHandle.acquireFence();
        return (long) VERSION.getOpaque(this) == version;
    }

    /** Any thread; by the polling thread exact, by another perhaps a little old. */
    long droppedSoFar() {
        return (long) OVERWRITTEN.getOpaque(this) + (long) SKIPPED.getOpaque(this);
    }

    /** Any thread. */
    long filtered() {
        return (long) FILTERED.getOpaque(this);
    }
}
