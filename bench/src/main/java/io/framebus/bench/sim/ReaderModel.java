package io.framebus.bench.sim;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.Resync;
import io.framebus.bench.media.MediaClip;

/**
 * The engine's reader in virtual time: which frame a poll for one frame hands over, which it passes over, and where it goes on
 * after an overrun. What {@code FrameReader}, {@code Landing} and {@code SyncGate} of the engine do when nobody publishes
 * meanwhile; a test compares them frame by frame. It begins live at the first unit and filters nothing.
 */
final class ReaderModel {
    /** Of a poll: nothing was handed over. */
    static final long NOTHING = -1;

    /** As the engine's {@code Landing}: the part of the ring that is thrashing distance, and headroom. */
    private static final int HEADROOM_SHARE = 4;

    private static final long NO_TARGET = Long.MAX_VALUE;

    /** Is told what happens, in the order of sequences. */
    interface Listener {
        /** The frames from {@code first} to {@code last} were lost. */
        void lost(long first, long last);

        /** A gap was told. Whether the subscriber may go on. */
        boolean gapTold();
    }

    private final Timeline timeline;
    private final MediaClip clip;
    private final RingModel ring;
    private final Resync resync;
    private final Listener listener;
    private final int[] videoTracks;
    private long next;
    private long landedAt = Long.MIN_VALUE / 2;
    private long dropped;
    private long gaps;
    private long overruns;
    private boolean gapOpen;
    private boolean stopped;

    /** One bit for each track whose next dependent frame has lost what it depends on. */
    private long withoutSync;

    ReaderModel(Timeline timeline, RingModel ring, Resync resync, Listener listener) {
        this.timeline = timeline;
        this.clip = timeline.clip();
        this.ring = ring;
        this.resync = resync;
        this.listener = listener;
        this.videoTracks = timeline.videoTracks();
        this.next = timeline.firstSequence();
    }

    /** The sequence read next. */
    long next() {
        return next;
    }

    long dropped() {
        return dropped;
    }

    long gaps() {
        return gaps;
    }

    long overruns() {
        return overruns;
    }

    /** Whether it would hand over all that comes, were it not overrun again. */
    boolean isInSync() {
        return withoutSync == 0;
    }

    /** It has read everything before {@code sequence}, in sync and without a loss. */
    void skipTo(long sequence) {
        next = sequence;
    }

    /** Hands over nothing more. */
    void stop() {
        stopped = true;
    }

    /** One poll for one frame: the sequence handed over, or {@link #NOTHING}. */
    long poll(long cursor) {
        long handed = NOTHING;
        while (handed == NOTHING && next <= cursor && !stopped) {
            if (next < ring.tail(cursor)) {
                goOnAfterOverrun(cursor);
            } else if (isKept(next)) {
                lose(next);
            } else if (!gapOpen || tellGap()) {
                handed = next++;
            }
        }
        if (gapOpen) {
            tellGap();
        }
        return handed;
    }

    private boolean tellGap() {
        gaps++;
        gapOpen = false;
        stopped |= !listener.gapTold();
        return !stopped;
    }

    private void lose(long last) {
        gapOpen = true;
        dropped += last - next + 1;
        listener.lost(next, last);
        next = last + 1;
    }

    /** Whether the frame is of no use to a decoder and is passed over. */
    private boolean isKept(long sequence) {
        if (withoutSync == 0) {
            return false;
        }
        int unit = timeline.unit(sequence);
        FrameKind kind = clip.kind(unit);
        boolean video = kind == FrameKind.KEY || kind == FrameKind.DELTA;
        if (!video) {
            return false;
        }
        long bit = 1L << clip.trackId(unit);
        if (kind == FrameKind.KEY && !FrameFlags.has(clip.flags(unit), FrameFlags.CONTINUATION)) {
            withoutSync &= ~bit;
            return false;
        }
        return (withoutSync & bit) != 0;
    }

    private void goOnAfterOverrun(long cursor) {
        long first = next;
        long tail = ring.tail(cursor);
        long target = switch (resync) {
            case OLDEST -> tail;
            case LIVE -> cursor + 1;
            case SYNC_POINT -> syncPointAfter(first, tail, cursor);
        };
        overruns++;
        lose(target - 1);
        landedAt = target;
        if (resync == Resync.SYNC_POINT) {
            for (int track : videoTracks) {
                withoutSync |= 1L << track;
            }
        }
    }

    private long syncPointAfter(long first, long tail, long cursor) {
        long retained = cursor + 1 - tail;
        boolean thrashing = first - landedAt < retained / HEADROOM_SHARE;
        long oldest = thrashing ? tail + retained / HEADROOM_SHARE : tail;
        long target = NO_TARGET;
        for (int v = 0; v < videoTracks.length; v++) {
            long sync = timeline.newestSyncPoint(v, cursor);
            if (sync >= oldest && sync < target) {
                target = sync;
            }
        }
        return target == NO_TARGET ? tail + retained / 2 : target;
    }
}
