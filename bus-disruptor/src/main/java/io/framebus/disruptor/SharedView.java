package io.framebus.disruptor;

import java.nio.ByteBuffer;

/**
 * Shows a frame that is among its thread's {@link SharedHeaders}, by its index: to show the next one takes a single store, however
 * much of it the handler will ask for.
 *
 * <p>Two kinds rather than one that knows of both: asked whether it is intact, a copy has nothing to look at.
 */
abstract sealed class SharedView extends DeliveredView permits SharedCopyView, SharedInPlaceView {
    /** Frames there are before the first poll: none but the one that reads nothing. */
    private static final FrameCopy[] NONE = {new FrameCopy()};

    /** The last of these is never written to; it is shown when nothing else is. */
    private FrameCopy[] frames = NONE;

    private int index;

    /** The sequence of the frame at 0. */
    private long first;

    SharedView(Tracks tracks, long lastReplayed) {
        super(tracks, lastReplayed);
    }

    /** Until the next call, frames are those of {@code headers}; the payloads as in {@link DeliveredView#begin}. */
    @SuppressWarnings("ReferenceEquality") // the same frames, not equal ones
    final void begin(SharedHeaders headers, ByteBuffer source, ByteBuffer shown) {
        begin(source, shown);
        if (frames != headers.frames()) {
            frames = headers.frames();
        }
        first = headers.first();
    }

    /** The sequence of the frame at {@code index}. */
    final long sequenceOf(int index) {
        return first + index;
    }

    /** The next frame is that at {@code index}. */
    final void frame(int index) {
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

    final int index() {
        return index;
    }

    @Override
    final long packed() {
        return frames[index].packed;
    }

    /** As {@link FrameCopy#place}. */
    final int place() {
        return frames[index].place();
    }

    @Override
    public final long sequence() {
        return sequenceOf(index);
    }

    @Override
    public final long publishTimeNs() {
        return frames[index].publishTimeNs;
    }

    @Override
    public final long ptsUs() {
        return frames[index].ptsUs;
    }

    @Override
    public final long dtsUs() {
        return frames[index].dtsUs;
    }

    @Override
    public final long durationUs() {
        return frames[index].durationUs;
    }

    @Override
    public final int length() {
        return frames[index].length;
    }
}
