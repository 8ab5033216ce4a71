package io.framebus.disruptor;

/**
 * Shows a frame that is among its thread's {@link SharedCopies}, by its index: to show the next one takes a single store, however
 * much of it the handler will ask for.
 */
final class SharedView extends DeliveredView {
    /** Frames there are before the first poll: none but the one that reads nothing. */
    private static final FrameCopy[] NONE = {new FrameCopy()};

    /** The last of these is never written to; it is shown when nothing else is. */
    private FrameCopy[] frames = NONE;

    private int index;

    /** The sequence of the frame at 0. */
    private long first;

    /** For frames of these tracks, replayed up to {@code lastReplayed}. */
    SharedView(Tracks tracks, long lastReplayed) {
        super(tracks, lastReplayed);
    }

    /** Until the next call, frames are those of {@code copies}, the first of which has this sequence. */
    @SuppressWarnings("ReferenceEquality") // the same frames, not equal ones
    void framesOf(SharedCopies copies, long first) {
        begin(copies.memory(), copies.view());
        if (frames != copies.frames()) {
            frames = copies.frames();
        }
        this.first = first;
    }

    /** The next frame is that at {@code index}. */
    void frame(int index) {
        this.index = index;
    }

    @Override
    void clear() {
        super.clear();
        index = frames.length - 1;
    }

    @Override
    void forget() {
        frames = NONE;
        super.forget();
    }

    /** Always: it is a copy that was proved whole. */
    @Override
    public boolean isIntact() {
        return true;
    }

    @Override
    long packed() {
        return frames[index].packed;
    }

    @Override
    int offset() {
        return frames[index].place();
    }

    @Override
    public long sequence() {
        return first + index;
    }

    @Override
    public long publishTimeNs() {
        return frames[index].publishTimeNs;
    }

    @Override
    public long ptsUs() {
        return frames[index].ptsUs;
    }

    @Override
    public long dtsUs() {
        return frames[index].dtsUs;
    }

    @Override
    public long durationUs() {
        return frames[index].durationUs;
    }

    @Override
    public int length() {
        return frames[index].length;
    }
}
