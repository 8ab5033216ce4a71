package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** One track of a stream, as the publisher has seen it. Written by the publisher, read by anyone. */
final class Track {
    /** What counts in {@link #turningPoint} where a frame lacks it; the second of them every frame does. */
    private static final long LACKING = PackedHeader.NOT_VIDEO | PackedHeader.UNUSED;

    private static final VarHandle NEWEST_SYNC_POINT;

    static {
        try {
            NEWEST_SYNC_POINT = MethodHandles.lookup().findVarHandle(Track.class, "newestSyncPoint", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Place among the stream's tracks, 0 to 63: the bit that stands for it in masks. */
    final int index;

    final int id;

    /** The bits that tell it in a {@link PackedHeader}. */
    final long packed;

    /** Whether it has carried video. Publisher only; others see it in {@link Tracks#videoMask}. */
    boolean isVideo;

    /** A frame with none of these bits is a sync point. Publisher only. */
    private long notSyncPoint = PackedHeader.CONFIG;

    /** A frame that has one of these bits, or lacks one of {@link #LACKING}, is to be looked at. Publisher only. */
    private long turningPoint = PackedHeader.CONFIG | PackedHeader.DISCONTINUITY | PackedHeader.NOT_VIDEO;

    @SuppressWarnings("unused") // accessed through NEWEST_SYNC_POINT
    private long newestSyncPoint = -1;

    Track(int index, int id) {
        this.index = index;
        this.id = id;
        this.packed = PackedHeader.ofTrack(index);
    }

    /** It carries video. Publisher only. */
    void markVideo() {
        isVideo = true;
        notSyncPoint = PackedHeader.NOT_VIDEO_SYNC_POINT;
        turningPoint &= ~PackedHeader.NOT_VIDEO;
    }

    /** The next frame is the first after the publisher changed. */
    void discontinue() {
        turningPoint |= PackedHeader.UNUSED;
    }

    /** Whether the frame is the first after the publisher changed; the next one is not. Publisher only. */
    boolean takeDiscontinued() {
        boolean first = (turningPoint & PackedHeader.UNUSED) != 0;
        turningPoint &= ~PackedHeader.UNUSED;
        return first;
    }

    /**
     * Whether there is more to a frame with this header than its place in the ring: it is a configuration, a discontinuity or the
     * first of video. One comparison, since every frame asks. Publisher only.
     */
    boolean isTurningPoint(long packed) {
        return ((packed ^ LACKING) & turningPoint) != 0;
    }

    /** Whether a decoder can begin at a frame with this header. Publisher only. */
    boolean isSyncPoint(long packed) {
        return (packed & notSyncPoint) == 0;
    }

    long bit() {
        return 1L << index;
    }

    /**
     * Release store, before the cursor reaches {@code sequence}: a reader that sees the cursor at or past it sees it here as well
     * (partner: {@link #newestSyncPoint()} after the acquire load of the cursor). Were it stored after the cursor, a reader
     * could land behind a sync point, not know of it, and wait for the next one.
     */
    void syncPointAt(long sequence) {
        NEWEST_SYNC_POINT.setRelease(this, sequence);
    }

    /** Acquire load of the newest sync point of a video track, or -1. It may be one frame ahead of the cursor. */
    long newestSyncPoint() {
        return (long) NEWEST_SYNC_POINT.getAcquire(this);
    }
}
