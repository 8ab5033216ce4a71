package io.framebus.disruptor;

/** Shows a frame of its thread's {@link SharedCopies}. */
final class SharedCopyView extends SharedView {
    /** For frames of these tracks, replayed up to {@code lastReplayed}. */
    SharedCopyView(Tracks tracks, long lastReplayed) {
        super(tracks, lastReplayed);
    }

    /** Until the next call, frames are those of {@code copies}. */
    void framesOf(SharedCopies copies) {
        begin(copies, copies.memory(), copies.view());
    }

    /** Always: it is a copy that was proved whole. */
    @Override
    public boolean isIntact() {
        return true;
    }
}
