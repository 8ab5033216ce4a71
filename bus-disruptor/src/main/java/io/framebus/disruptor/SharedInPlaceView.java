package io.framebus.disruptor;

import java.nio.ByteBuffer;

/** Shows a frame whose header is among its thread's {@link SharedHeaders}, with the payload in place. */
final class SharedInPlaceView extends SharedView {
    private static final int NOT_VOUCHED_FOR = -1;

    private final FrameSlot[] slots;

    /** The arena, for the handler to look at. */
    private ByteBuffer shown = NOTHING;

    /** During a poll only. */
    private boolean inPlace;

    /** The index of the last frame that {@link #isIntact()} said yes for. */
    private int vouchedFor = NOT_VOUCHED_FOR;

    /** For frames of these tracks in the {@code slots} of a ring, replayed up to {@code lastReplayed}. */
    SharedInPlaceView(Tracks tracks, FrameSlot[] slots, long lastReplayed) {
        super(tracks, lastReplayed);
        this.slots = slots;
    }

    /** Until the next call, frames are those of {@code headers}; {@code shown} is the arena for the handler to look at. */
    @SuppressWarnings("ReferenceEquality") // the same memory, not equal bytes
    void framesOf(SharedHeaders headers, ByteBuffer arena, ByteBuffer shown) {
        begin(headers, arena);
        if (this.shown != shown) {
            this.shown = shown;
        }
        inPlace = true;
        vouchedFor = NOT_VOUCHED_FOR;
    }

    /** The same frame is shown to another handler. */
    void forAnother() {
        vouchedFor = NOT_VOUCHED_FOR;
    }

    @Override
    void clear() {
        super.clear();
        inPlace = false;
    }

    @Override
    void forget() {
        shown = NOTHING;
        super.forget();
    }

    @Override
    int offset() {
        return place();
    }

    @Override
    ByteBuffer shown() {
        int offset = place();
        return between(shown, offset, offset + length());
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
        vouchedFor = intact ? index() : NOT_VOUCHED_FOR;
        return intact;
    }
}
