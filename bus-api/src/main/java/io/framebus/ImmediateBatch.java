package io.framebus;

import java.nio.ByteBuffer;

/** For streams that know no better, or must not keep others waiting: each frame is published as it is added. */
final class ImmediateBatch implements FrameBatch {
    private final StreamHandle stream;
    private int added;
    private boolean refused;

    ImmediateBatch(StreamHandle stream) {
        this.stream = stream;
    }

    @Override
    public int add(Frame frame) {
        return published(stream.publish(frame));
    }

    @Override
    public int add(FrameHeader header, ByteBuffer payload) {
        return published(stream.publish(header, payload));
    }

    private int published(int toSubscribers) {
        refused = toSubscribers == StreamHandle.CLOSED;
        return refused ? StreamHandle.CLOSED : ++added;
    }

    @Override
    public int publish() {
        added = 0;
        return refused || stream.isClosed() ? StreamHandle.CLOSED : stream.subscriberCount();
    }

    @Override
    public void close() {
        publish();
    }
}
