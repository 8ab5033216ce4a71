package io.framebus.disruptor;

/** A stream's running totals at one point of it. The difference of two describes the frames between. */
final class Totals {
    long bytes;
    long syncPoints;
    long mediaTimeUs;

    /** Up to and including the frame. Valid only if its slot still holds it afterwards. */
    void readThrough(RunningTotals totals, long sequence) {
        set(totals.bytes(sequence), totals.syncPoints(sequence), totals.mediaTimeUs(sequence));
    }

    /** Goes on by one frame. */
    void add(long packed, int length) {
        bytes += length;
        syncPoints += PackedHeader.syncPoints(packed);
        mediaTimeUs += PackedHeader.mediaAdvanceUs(packed);
    }

    /** Goes back by one frame. */
    void subtract(long packed, int length) {
        bytes -= length;
        syncPoints -= PackedHeader.syncPoints(packed);
        mediaTimeUs -= PackedHeader.mediaAdvanceUs(packed);
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
