package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameFlags;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import java.nio.ByteBuffer;

/**
 * A stream of key frames and the configurations they need, each frame with the number of its configuration as its payload; and a
 * subscriber that decodes: it must have been given the configuration of each frame before the frame. Used again from state to
 * state, like {@link Rig}.
 */
final class Broadcast implements FrameHandler {
    static final String UNCONFIGURED = "UNCONFIGURED";

    private static final int LENGTH = 16;

    final Meeting meeting = new Meeting();
    private final boolean inPlace;
    private final Stream stream;
    private final RingSubscription subscription;
    private final FrameHeader header = new FrameHeader();
    private final ByteBuffer payload = ByteBuffer.allocateDirect(LENGTH);

    private long published;
    private long configured = -1;
    private boolean decoded;
    private String fault = "";

    Broadcast(int capacityFrames, boolean inPlace) {
        this.inPlace = inPlace;
        stream = Rig.stream(
                Rig.ring(capacityFrames, 256)
                        .startAt(StartAt.OLDEST)
                        .resync(Resync.OLDEST)
                        .build(),
                () -> 0,
                new ArenaPool(0));
        subscription = stream.subscribe(SubscribeOptions.defaults());
    }

    void publishConfig() {
        published++;
        publish(FrameFlags.CONFIG);
    }

    void publishKeyFrame() {
        publish(0);
    }

    private void publish(int flags) {
        header.reset().trackId(1).kind(FrameKind.KEY).codec(Codec.H264).flags(flags);
        payload.putLong(0, published).putLong(Long.BYTES, ~published);
        stream.publication().publish(header, payload.clear());
    }

    String poll() {
        decoded = false;
        if (inPlace) {
            subscription.pollInPlace(this, Integer.MAX_VALUE);
        } else {
            subscription.poll(this, Integer.MAX_VALUE);
        }
        return outcome();
    }

    private String outcome() {
        return fault.isEmpty() ? decoded ? "decoded" : "nothing" : fault;
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        ByteBuffer bytes = frame.payload();
        long config = bytes.getLong(bytes.position());
        boolean whole = config == ~bytes.getLong(bytes.position() + Long.BYTES);
        if (!frame.isIntact()) {
            return;
        }
        if (!whole) {
            fault = Reading.TORN;
        } else if ((frame.flags() & FrameFlags.CONFIG) != 0) {
            configured = config;
        } else if (config == configured) {
            decoded = true;
        } else {
            fault = UNCONFIGURED;
        }
    }

    /** After the actors: reads the rest, up to one more frame. The fault, or an empty string. */
    String settle() {
        publishKeyFrame();
        while (subscription.lag() > 0 && fault.isEmpty()) {
            poll();
        }
        return fault;
    }
}
