package io.framebus.bench.jmh;

import io.framebus.Codec;
import io.framebus.Frame;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.nio.ByteBuffer;

/** A frame as an ingest that cares about garbage would keep one: mutable, reused, over a buffer that is reused as well. */
public final class ReusedFrame implements Frame {
    private final ByteBuffer payload;
    private final ByteBuffer readOnly;
    private long ptsUs;

    /** A frame whose payload is what lies between the buffer's position and limit. */
    public ReusedFrame(ByteBuffer payload) {
        this.payload = payload.slice();
        this.readOnly = this.payload.asReadOnlyBuffer();
    }

    /** Sets both times. */
    public ReusedFrame ptsUs(long ptsUs) {
        this.ptsUs = ptsUs;
        return this;
    }

    @Override
    public int trackId() {
        return 0;
    }

    @Override
    public FrameKind kind() {
        return FrameKind.DELTA;
    }

    @Override
    public Codec codec() {
        return Codec.H264;
    }

    @Override
    public int flags() {
        return 0;
    }

    @Override
    public int temporalLayer() {
        return 0;
    }

    @Override
    public int spatialLayer() {
        return 0;
    }

    @Override
    public long ptsUs() {
        return ptsUs;
    }

    @Override
    public long dtsUs() {
        return ptsUs;
    }

    @Override
    public long durationUs() {
        return -1;
    }

    @Override
    public int length() {
        return payload.capacity();
    }

    @Override
    public void copyPayload(int from, ByteBuffer target, int at, int length) {
        target.put(at, payload, from, length);
    }

    @Override
    public ByteBuffer payload() {
        return readOnly;
    }

    @Override
    public MediaFrame copy() {
        return MediaFrame.copyOf(this);
    }
}
