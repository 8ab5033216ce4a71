package io.framebus.contract;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;

/**
 * What is published, worked out from the sequence alone: for tests with more frames than can be remembered, and on many threads.
 * Groups of pictures of {@code gop} frames: configuration, key frame of two packets, then two deltas and an audio frame in turn.
 */
public final class Schedule implements Published {
    private final int gop;
    private final int maxLength;

    public Schedule(int gop, int maxLength) {
        this.gop = gop;
        this.maxLength = maxLength;
    }

    @Override
    public FrameKind kind(long sequence) {
        int place = (int) (sequence % gop);
        if (place <= 2) {
            return FrameKind.KEY;
        }
        return place % 3 == 0 ? FrameKind.AUDIO : FrameKind.DELTA;
    }

    @Override
    public int trackId(long sequence) {
        return kind(sequence) == FrameKind.AUDIO ? 1 : 0;
    }

    @Override
    public int flags(long sequence) {
        int place = (int) (sequence % gop);
        return place == 0 ? FrameFlags.CONFIG : place == 2 ? FrameFlags.CONTINUATION : 0;
    }

    @Override
    public int length(long sequence) {
        int place = (int) (sequence % gop);
        int share = (int) (((sequence * 0x9e37_79b9L) >>> 8) & 0xff);
        return place == 1 ? maxLength : 8 + share * (maxLength / 4) / 256;
    }

    public Codec codec(long sequence) {
        return kind(sequence) == FrameKind.AUDIO ? Codec.OPUS : Codec.H264;
    }

    /** Sets what the header says of the frame; its times are the sequence in milliseconds. */
    public FrameHeader describe(long sequence, FrameHeader header) {
        return header.trackId(trackId(sequence))
                .kind(kind(sequence))
                .codec(codec(sequence))
                .flags(flags(sequence))
                .ptsUs(sequence * 1000)
                .dtsUs(sequence * 1000);
    }

    @Override
    public MediaFrame at(long sequence) {
        return MediaFrame.builder()
                .trackId(trackId(sequence))
                .kind(kind(sequence))
                .codec(codec(sequence))
                .flags(flags(sequence))
                .ptsUs(sequence * 1000)
                .dtsUs(sequence * 1000)
                .payload(Payloads.of(sequence, length(sequence)))
                .build();
    }

    @Override
    public boolean isSyncPoint(long sequence) {
        return sequence % gop == 1 || kind(sequence) == FrameKind.AUDIO;
    }

    @Override
    public long configInForce(int trackId, long sequence) {
        return trackId == 0 ? sequence - sequence % gop : -1;
    }
}
