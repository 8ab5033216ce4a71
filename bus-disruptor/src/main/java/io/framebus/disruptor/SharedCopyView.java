package io.framebus.disruptor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Shows a frame of its thread's {@link SharedCopies}. */
final class SharedCopyView extends SharedView {
    private static final ByteBuffer[] NONE = {};

    /** By {@link FrameCopy#place}: for the handler to look at. */
    private ByteBuffer[] views = NONE;

    /** For frames of these tracks, replayed up to {@code lastReplayed}. */
    SharedCopyView(Tracks tracks, long lastReplayed) {
        super(tracks, lastReplayed);
    }

    /** Until the next call, frames are those of {@code copies}. */
    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    void framesOf(SharedCopies copies) {
        begin(copies, copies.memory(), NOTHING);
        if (views != copies.views()) {
            views = copies.views();
        }
    }

    @Override
    void forget() {
        views = NONE;
        super.forget();
    }

    @Override
    int offset() {
        return SharedCopies.offsetOf(place());
    }

    /** From position 0 on. */
    @Override
    public ByteBuffer payload() {
        return isOver() ? NOTHING : views[place()].clear().limit(length()).order(ByteOrder.BIG_ENDIAN);
    }

    /** Always: it is a copy that was proved whole. */
    @Override
    public boolean isIntact() {
        return true;
    }
}
