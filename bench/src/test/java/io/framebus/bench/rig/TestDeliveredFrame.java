package io.framebus.bench.rig;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.nio.ByteBuffer;

/** A delivered frame with any content. */
public final class TestDeliveredFrame implements DeliveredFrame {
    public final FrameHeader header = new FrameHeader();
    public long sequence;
    public ByteBuffer payload = ByteBuffer.allocate(0);
    public boolean intact = true;

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long publishTimeNs() {
        return 0;
    }

    @Override
    public boolean isReplayed() {
        return isConfig();
    }

    @Override
    public boolean isIntact() {
        return intact;
    }

    @Override
    public int trackId() {
        return header.trackId();
    }

    @Override
    public FrameKind kind() {
        return header.kind();
    }

    @Override
    public Codec codec() {
        return header.codec();
    }

    @Override
    public int flags() {
        return header.flags();
    }

    @Override
    public int temporalLayer() {
        return header.temporalLayer();
    }

    @Override
    public int spatialLayer() {
        return header.spatialLayer();
    }

    @Override
    public long ptsUs() {
        return header.ptsUs();
    }

    @Override
    public long dtsUs() {
        return header.dtsUs();
    }

    @Override
    public long durationUs() {
        return header.durationUs();
    }

    @Override
    public int length() {
        return payload.remaining();
    }

    @Override
    public void copyPayload(int from, ByteBuffer target, int at, int length) {
        target.put(at, payload, payload.position() + from, length);
    }

    @Override
    public ByteBuffer payload() {
        return payload;
    }

    @Override
    public MediaFrame copy() {
        throw new UnsupportedOperationException();
    }
}
