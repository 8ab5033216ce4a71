package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** Shows a frame whose header is among its thread's {@link SharedHeaders}, with the payload in place. */
final class SharedInPlaceView extends SharedView {
    private static final int NONE = -1;

    private final FrameSlot[] slots;

    /** During a poll only. */
    private boolean inPlace;

    /** The index of the last frame that {@link #isIntact()} said yes for. */
    private int vouchedFor = NONE;

    /** For frames of these tracks in the {@code slots} of a ring, replayed up to {@code lastReplayed}. */
    SharedInPlaceView(Tracks tracks, FrameSlot[] slots, long lastReplayed) {
        super(tracks, lastReplayed);
        this.slots = slots;
    }

    /** Until the next call, frames are those of {@code headers}; {@code shown} is the arena for the handler to look at. */
    void framesOf(SharedHeaders headers, ByteBuffer arena, ByteBuffer shown) {
        begin(headers, arena, shown);
        inPlace = true;
        vouchedFor = NONE;
    }

    /** The same frame is shown to another handler. */
    void forAnother() {
        vouchedFor = NONE;
    }

    @Override
    int offset() {
        return place();
    }

    @Override
    void clear() {
        super.clear();
        inPlace = false;
    }

    /** Whether the last who looked, the handler or its caller, found the frame intact. */
    boolean isVouchedFor() {
        return vouchedFor == index();
    }

    @Override
    public boolean isIntact() {
        if (!inPlace) {
            return true;
        }
        boolean intact = FrameRing.slot(slots, sequence()).isStill(sequence());
        vouchedFor = intact ? index() : NONE;
        return intact;
    }
}
