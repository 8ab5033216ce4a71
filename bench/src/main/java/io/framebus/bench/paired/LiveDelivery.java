package io.framebus.bench.paired;

import java.nio.ByteBuffer;

/**
 * One frame a poll to subscribers of one thread, as at the live edge: each stream has a new frame, and each of its subscribers is
 * asked once. Beside the bus, Agrona's broadcast with a receiver for each, and bare copies.
 */
abstract class LiveDelivery implements DeliverLane.Delivery {
    static final int PAYLOAD_BYTES = 1200;
    static final int CAPACITY_FRAMES = 16;
    static final int CAPACITY_BYTES = 1 << 15;

    private final int perTurn;
    final ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD_BYTES);

    /** Turns that were made ready. */
    long turns;

    LiveDelivery(int streams, int subscribersEach) {
        perTurn = streams * subscribersEach;
    }

    @Override
    public final int perTurn() {
        return perTurn;
    }

    @Override
    public final void prepare() {
        turns++;
        publishToEach();
    }

    abstract void publishToEach();
}
