package io.framebus.disruptor;

import io.framebus.Gap;

/** The run of frames that a subscription is passing over, until it is told. One per subscription; polling thread only. */
final class GapReport implements Gap {
    private long firstSequence;
    private long frames;
    private long bytes;
    private long mediaTimeUs;
    private long syncPoints;
    private long overwritten;

    boolean isOpen() {
        return frames > 0;
    }

    /** Adds the frames {@code first} to {@code first + frames - 1}, which follow what is there already. */
    void extend(long first, long frames, long bytes, long mediaTimeUs, long syncPoints, long overwritten) {
        if (this.frames == 0) {
            firstSequence = first;
        }
        this.frames += frames;
        this.bytes += bytes;
        this.mediaTimeUs += mediaTimeUs;
        this.syncPoints += syncPoints;
        this.overwritten += overwritten;
    }

    void clear() {
        frames = 0;
        bytes = 0;
        mediaTimeUs = 0;
        syncPoints = 0;
        overwritten = 0;
    }

    @Override
    public long firstSequence() {
        return firstSequence;
    }

    @Override
    public long lastSequence() {
        return firstSequence + frames - 1;
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long mediaTimeUs() {
        return mediaTimeUs;
    }

    @Override
    public long syncPoints() {
        return syncPoints;
    }

    @Override
    public long overwritten() {
        return overwritten;
    }

    @Override
    public long skipped() {
        return frames - overwritten;
    }

    @Override
    public Gap copy() {
        return new Kept(firstSequence, lastSequence(), frames, bytes, mediaTimeUs, syncPoints, overwritten, skipped());
    }

    @Override
    public String toString() {
        return copy().toString();
    }

    private record Kept(
            long firstSequence,
            long lastSequence,
            long frames,
            long bytes,
            long mediaTimeUs,
            long syncPoints,
            long overwritten,
            long skipped)
            implements Gap {
        @Override
        public Gap copy() {
            return this;
        }
    }
}
