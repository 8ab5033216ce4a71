package io.framebus.disruptor;

import io.framebus.FrameKind;
import io.framebus.StartAt;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Keeps from a subscriber what its decoder could not use: of each track, the frames that depend on lost ones, until the track's
 * next sync point. Polling thread only, but for what says otherwise.
 */
final class SyncGate {
    private static final long EVERY_TRACK = -1L;
    private static final VarHandle WITHOUT_SYNC;

    static {
        try {
            WITHOUT_SYNC = MethodHandles.lookup().findVarHandle(SyncGate.class, "withoutSync", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Whether losses close the gate; where they do not, only joining at a sync point does. */
    private final boolean closesOnLoss;

    /** One bit for each track whose next dependent frame has lost what it depends on. Read by any thread. */
    private long withoutSync;

    /** One bit for each track of which there has been no sync point since joining, and no overrun either. */
    private long neverInSync;

    /** Frames kept back of such tracks: a newcomer's wait for its first sync point, not the subscriber's fault. */
    private long keptFromNewcomer;

    private boolean keptAny;

    SyncGate(StartAt startAt, boolean closesOnLoss) {
        this.closesOnLoss = closesOnLoss;
        this.withoutSync = startAt == StartAt.SYNC_POINT ? EVERY_TRACK : 0;
        this.neverInSync = withoutSync;
    }

    /** Whether it is closed to one of the tracks in {@code mask}. */
    boolean closes(long mask) {
        return (withoutSync & mask) != 0;
    }

    /** Whether the frame is of no use to a decoder and has to be passed over. */
    boolean keeps(long packed) {
        long bit = 1L << PackedHeader.track(packed);
        if (!PackedHeader.isDependent(packed)) {
            if (PackedHeader.isSyncPoint(packed) && PackedHeader.kind(packed) == FrameKind.KEY) {
                WITHOUT_SYNC.setOpaque(this, withoutSync & ~bit);
                neverInSync &= ~bit;
            }
            return false;
        }
        if (closesOnLoss && (packed & PackedHeader.DISCONTINUITY) != 0) {
            WITHOUT_SYNC.setOpaque(this, withoutSync | bit);
        }
        if ((withoutSync & bit) == 0) {
            return false;
        }
        keptAny = true;
        keptFromNewcomer += (neverInSync & bit) != 0 ? 1 : 0;
        return true;
    }

    /** Frames were lost, of whatever tracks. */
    void lost() {
        neverInSync = 0;
        if (closesOnLoss) {
            WITHOUT_SYNC.setOpaque(this, EVERY_TRACK);
        }
    }

    /** One bit for each track without sync. Opaque: any thread. */
    long withoutSync() {
        return (long) WITHOUT_SYNC.getOpaque(this);
    }

    /** Frames kept back so far while the subscriber was new. Plain: a reading by another thread may be a little old. */
    long keptFromNewcomer() {
        return keptFromNewcomer;
    }

    /** Whether a frame was kept back since this was last asked. */
    boolean takeKept() {
        boolean any = keptAny;
        keptAny = false;
        return any;
    }
}
