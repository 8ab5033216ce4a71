package io.framebus.contract;

import io.framebus.Codec;
import io.framebus.Frame;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.nio.ByteBuffer;

/** A frame that answers whatever it was told to. */
class OddFrame implements Frame {
    private final int trackId;
    private final FrameKind kind;
    private final Codec codec;
    private final int flags;
    private final int temporalLayer;
    private final int spatialLayer;
    private final long durationUs;
    private final int length;

    OddFrame(
            int trackId,
            FrameKind kind,
            Codec codec,
            int flags,
            int temporalLayer,
            int spatialLayer,
            long durationUs,
            int length) {
        this.trackId = trackId;
        this.kind = kind;
        this.codec = codec;
        this.flags = flags;
        this.temporalLayer = temporalLayer;
        this.spatialLayer = spatialLayer;
        this.durationUs = durationUs;
        this.length = length;
    }

    @Override
    public int trackId() {
        return trackId;
    }

    @Override
    public FrameKind kind() {
        return kind;
    }

    @Override
    public Codec codec() {
        return codec;
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public int temporalLayer() {
        return temporalLayer;
    }

    @Override
    public int spatialLayer() {
        return spatialLayer;
    }

    @Override
    public long durationUs() {
        return durationUs;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public long ptsUs() {
        return 0;
    }

    @Override
    public long dtsUs() {
        return 0;
    }

    @Override
    public void copyPayload(int from, ByteBuffer target, int at, int length) {
        for (int i = 0; i < length; i++) {
            target.put(at + i, (byte) 7);
        }
    }

    @Override
    public ByteBuffer payload() {
        return ByteBuffer.allocate(Math.max(0, length));
    }

    @Override
    public MediaFrame copy() {
        throw new UnsupportedOperationException();
    }
}
