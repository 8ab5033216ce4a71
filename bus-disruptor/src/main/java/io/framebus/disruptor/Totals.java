package io.framebus.disruptor;

/** A stream's running totals at one point of it. The difference of two describes the frames between. */
final class Totals {
    long bytes;
    long syncPoints;
    long mediaTimeUs;

    /** Up to and including the slot's frame. Valid only if the slot still holds it afterwards. */
    void readThrough(FrameSlot slot) {
        bytes = slot.bytesThrough;
        syncPoints = slot.syncPointsThrough;
        mediaTimeUs = slot.mediaTimeThroughUs;
    }

    /** Up to the slot's frame, but without it. Valid only if the slot still holds it afterwards. */
    void readBefore(FrameSlot slot) {
        bytes = slot.bytesBefore();
        syncPoints = slot.syncPointsBefore();
        mediaTimeUs = slot.mediaTimeBeforeUs();
    }

    void set(long bytes, long syncPoints, long mediaTimeUs) {
        this.bytes = bytes;
        this.syncPoints = syncPoints;
        this.mediaTimeUs = mediaTimeUs;
    }

    void set(Totals other) {
        set(other.bytes, other.syncPoints, other.mediaTimeUs);
    }
}
