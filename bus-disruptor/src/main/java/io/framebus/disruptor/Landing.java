package io.framebus.disruptor;

import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription begins, and where it goes on after an overrun: always from positions that were retained a moment ago, so
 * whoever lands there still looks at the stamp. Polling thread only, once constructed.
 */
final class Landing {
    /** How far back a subscriber without video looks for the newest frame of its own tracks. */
    private static final int LOOK_BACK = 64;

    /** A reader overrun within this share of the ring after it landed is thrashing, and is given this much headroom. */
    private static final int HEADROOM_SHARE = 4;

    private static final long NONE = Long.MAX_VALUE;

    private final FrameRing ring;
    private final Tracks tracks;
    private final @Nullable FrameFilter filter;
    private long landedAt = Long.MIN_VALUE;

    Landing(FrameRing ring, Tracks tracks, @Nullable FrameFilter filter) {
        this.ring = ring;
        this.tracks = tracks;
        this.filter = filter;
    }

    /** One bit for each of the subscription's own tracks that carries video. */
    long videoMask() {
        long video = tracks.videoMask();
        return filter == null ? video : video & filter.trackMask(tracks.count());
    }

    /** Whether some own video track among {@code withoutSync} has no sync point at {@code next} or after it. Any thread. */
    boolean isWaiting(long withoutSync, long next) {
        for (long rest = withoutSync & videoMask(); rest != 0; rest &= rest - 1) {
            if (tracks.get(Long.numberOfTrailingZeros(rest)).newestSyncPoint() < next) {
                return true;
            }
        }
        return false;
    }

    long start(StartAt startAt, StreamConfig config, NanoClock clock) {
        long cursor = ring.cursor();
        long tail = Math.min(ring.tail.get(), cursor + 1);
        return switch (startAt) {
            case LIVE -> cursor + 1;
            case OLDEST -> tail;
            case SYNC_POINT -> startAtSyncPoint(tail, cursor, new ReplayBounds(ring, config, clock));
        };
    }

    private long startAtSyncPoint(long tail, long cursor, ReplayBounds bounds) {
        long video = videoMask();
        if (video == 0) {
            return newestOfOwn(tail, cursor, bounds);
        }
        long start = NONE;
        for (long rest = video; rest != 0; rest &= rest - 1) {
            long sync = tracks.get(Long.numberOfTrailingZeros(rest)).newestSyncPoint();
            if (sync >= tail && sync < start && (sync > cursor || bounds.allow(sync, cursor))) {
                start = sync;
            }
        }
        // A sync point past the cursor read above was published since: begin there, not before it.
        return start == NONE ? cursor + 1 : start;
    }

    /** Without video every frame of its own is a sync point: the newest of them. */
    private long newestOfOwn(long tail, long cursor, ReplayBounds bounds) {
        long oldest = Math.max(tail, cursor - LOOK_BACK);
        for (long sequence = cursor; sequence >= oldest; sequence--) {
            FrameSlot slot = ring.slot(sequence);
            if (!slot.holds(sequence)) {
                break;
            }
            long packed = slot.packed;
            if (slot.isStill(sequence)
                    && PackedHeader.isSyncPoint(packed)
                    && (filter == null || filter.accepts(packed))) {
                return bounds.allow(sequence, cursor) ? sequence : cursor + 1;
            }
        }
        return cursor + 1;
    }

    /** Where to go on instead of {@code first}, which is overwritten: between {@code tail} and one past the cursor. */
    long after(Resync resync, long first, long tail, long cursor) {
        return switch (resync) {
            case OLDEST -> tail;
            case LIVE -> cursor + 1;
            case SYNC_POINT -> syncPointAfter(first, tail, cursor);
        };
    }

    /** Remembers where the reader went on. */
    void landed(long sequence) {
        landedAt = sequence;
    }

    private long syncPointAfter(long first, long tail, long cursor) {
        long retained = cursor + 1 - tail;
        boolean thrashing = first < landedAt + retained / HEADROOM_SHARE;
        long oldest = thrashing ? tail + retained / HEADROOM_SHARE : tail;
        long target = NONE;
        for (long rest = videoMask(); rest != 0; rest &= rest - 1) {
            long sync = tracks.get(Long.numberOfTrailingZeros(rest)).newestSyncPoint();
            if (sync >= oldest && sync < target) {
                target = sync;
            }
        }
        // No sync point to go to: half a ring of headroom, for the tracks that need none.
        return target == NONE ? tail + retained / 2 : target;
    }
}
