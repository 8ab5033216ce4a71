package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a handler is given. A subscription shows one frame after the other in the same few: in an {@link OwnView} those that it reads by
 * itself, in a {@link SharedView} those that its thread's subscriptions share, in another {@link OwnView} configurations.
 *
 * <p>References are set only when they change: one stored into an object that has grown old costs a full fence with most
 * collectors, several times what reading a frame does.
 */
abstract sealed class DeliveredView implements DeliveredFrame permits OwnView, SharedView {
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Tracks tracks;

    /** Frames up to this one were published before the subscriber joined. */
    private final long lastReplayed;

    /** Where the payloads are. */
    private ByteBuffer source = NOTHING;

    /** What the handler is shown: its position and limit are the handler's to move. */
    private ByteBuffer shown = NOTHING;

    private boolean over = true;

    DeliveredView(Tracks tracks, long lastReplayed) {
        this.tracks = tracks;
        this.lastReplayed = lastReplayed;
    }

    /** Payloads are in {@code source}, from now on; {@code shown} is the same memory for the handler to look at. */
    @SuppressWarnings("ReferenceEquality") // the same memory, not equal bytes
    final void begin(ByteBuffer source, ByteBuffer shown) {
        if (this.source != source) {
            this.source = source;
            this.shown = shown;
        }
        over = false;
    }

    /** The poll is over: what the handler kept reads nothing any more. */
    void clear() {
        over = true;
    }

    /** There will be no more frames: lets go of the memory as well. */
    void forget() {
        clear();
        source = NOTHING;
        shown = NOTHING;
    }

    /** The header of the frame shown, as {@link PackedHeader} packs it. */
    abstract long packed();

    /** Where the frame's payload begins. */
    abstract int offset();

    @Override
    public final boolean isReplayed() {
        return sequence() <= lastReplayed;
    }

    @Override
    public final int trackId() {
        return tracks.get(PackedHeader.track(packed())).id;
    }

    @Override
    public final FrameKind kind() {
        return PackedHeader.kind(packed());
    }

    @Override
    public final Codec codec() {
        return PackedHeader.codec(packed());
    }

    @Override
    public final int flags() {
        return PackedHeader.flags(packed());
    }

    @Override
    public final int temporalLayer() {
        return PackedHeader.temporalLayer(packed());
    }

    @Override
    public final int spatialLayer() {
        return PackedHeader.spatialLayer(packed());
    }

    @Override
    public final boolean isSyncPoint() {
        return PackedHeader.isSyncPoint(packed());
    }

    @Override
    public final void copyPayload(int from, ByteBuffer target, int at, int count) {
        if (target == null) {
            throw new IllegalArgumentException("target must not be null");
        }
        int length = length();
        if (from < 0 || count < 0 || from > length - count) {
            throw new IllegalArgumentException(
                    "from and length must lie within " + length + " payload bytes, are " + from + " and " + count);
        }
        if (at < 0 || at > target.limit() - count) {
            throw new IllegalArgumentException("at must leave room for " + count + " bytes before the target's limit "
                    + target.limit() + ", is " + at);
        }
        target.put(at, source, offset() + from, count);
    }

    /** Whether the poll is over in which the view was shown. */
    final boolean isOver() {
        return over;
    }

    /** From {@link #offset} on: one buffer over all of the memory. */
    @Override
    public ByteBuffer payload() {
        if (over) {
            return NOTHING; // the view may be another's by now
        }
        int offset = offset();
        // Cleared first: of a buffer whose state is known, limit and position have less to compare.
        return shown.clear().limit(offset + length()).position(offset).order(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public final MediaFrame copy() {
        return MediaFrame.copyOf(this);
    }
}
