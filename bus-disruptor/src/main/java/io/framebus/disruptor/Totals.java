package io.framebus.disruptor;

/** A stream's running totals at one point of it. The difference of two describes the frames between. */
sealed class Totals permits Progress {
    long bytes;
    long syncPoints;
    long mediaTimeUs;

    /** Up to and including the slot's frame. Valid only if the slot still holds it afterwards. */
    final void readThrough(FrameSlot slot) {
        set(slot.bytesThrough, slot.syncPointsThrough, slot.mediaTimeThroughUs);
    }

    /** Goes on by one frame. */
    final void add(long packed, int length) {
        bytes += length;
        syncPoints += PackedHeader.syncPoints(packed);
        mediaTimeUs += PackedHeader.mediaAdvanceUs(packed);
    }

    /** Goes on as from {@code before} to {@code through}. */
    final void add(Totals before, Totals through) {
        bytes += through.bytes - before.bytes;
        syncPoints += through.syncPoints - before.syncPoints;
        mediaTimeUs += through.mediaTimeUs - before.mediaTimeUs;
    }

    final void subtract(Totals other) {
        bytes -= other.bytes;
        syncPoints -= other.syncPoints;
        mediaTimeUs -= other.mediaTimeUs;
    }

    /** Goes back by one frame. */
    final void subtract(long packed, int length) {
        bytes -= length;
        syncPoints -= PackedHeader.syncPoints(packed);
        mediaTimeUs -= PackedHeader.mediaAdvanceUs(packed);
    }

    final void set(long bytes, long syncPoints, long mediaTimeUs) {
        this.bytes = bytes;
        this.syncPoints = syncPoints;
        this.mediaTimeUs = mediaTimeUs;
    }

    final void set(Totals other) {
        set(other.bytes, other.syncPoints, other.mediaTimeUs);
    }
}
