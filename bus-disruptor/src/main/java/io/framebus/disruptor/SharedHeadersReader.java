package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@link FrameReader} in place by way of the headers that the thread's subscriptions share. What is not carefree is left to the
 * subscription's {@link InPlaceReader}.
 */
final class SharedHeadersReader {
    private final InPlaceReader alone;
    private final FrameSelector selector;
    private final Progress progress;
    private final SharedInPlaceView view;
    private final @Nullable Latencies latencies;
    private final FrameRing ring;
    private final FrameSlot[] slots;
    private final ByteBuffer memory;

    /** For the handler: position and limit are set to each frame that is read. */
    private final ByteBuffer shown;

    SharedHeadersReader(InPlaceReader alone, SharedInPlaceView view) {
        this.alone = alone;
        this.selector = alone.selector;
        this.progress = alone.selector.progress();
        this.view = view;
        this.latencies = alone.latencies;
        this.ring = alone.ring;
        this.slots = ring.bySequence;
        this.memory = alone.memory;
        this.shown = alone.shown();
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}, where they are. */
    int drain(FrameHandler handler, int limit, long available, SharedHeaders headers) {
        return drain(handler, limit, available, headers, find(0, limit, available, headers));
    }

    /** The same, the first of them being among {@code headers} at {@code index}, or {@link SharedHeaders#NONE}. */
    int drain(FrameHandler handler, int limit, long available, SharedHeaders headers, int index) {
        try {
            int handed = run(handler, 0, limit, headers, index);
            if (handed < limit && progress.next() <= available) {
                handed = goOn(handler, handed, limit, available, headers);
            }
            if (progress.carefree == null) {
                selector.tellOpenGap(handler);
            }
            return handed;
        } finally {
            view.clear();
        }
    }

    /**
     * {@link #drain} where only the newest frame is left, as at nearly every poll at the live edge: its {@code sequence}, which is among
     * {@code headers} at {@code index}. What a run takes, for its end and what may happen while it lasts, is not done for one.
     */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    int drainNewest(FrameHandler handler, long sequence, SharedHeaders headers, int index) {
        FrameCopy frame = headers.at(index);
        if (frame.configs != progress.carefree) {
            return drain(handler, 1, sequence, headers, index);
        }
        SharedInPlaceView view = this.view;
        view.framesOf(headers, memory, shown);
        try {
            progress.add(frame.packed, frame.length);
            progress.moveTo(sequence + 1);
            view.frame(index);
            FrameReader.callHandler(handler, view, latencies, 0);
            if (view.isVouchedFor() || FrameRing.slot(slots, sequence).isStill(sequence)) {
                return 1;
            }
        } finally {
            view.clear();
        }
        selector.takeBack(sequence, frame.packed, frame.length);
        return drain(handler, 1, sequence, headers, SharedHeaders.NONE);
    }

    /** The same, behind a frame that takes more than a run of carefree ones, or the last whose header found room. */
    private int goOn(FrameHandler handler, int alreadyHanded, int limit, long available, SharedHeaders headers) {
        int handed = alreadyHanded;
        while (handed < limit && progress.next() <= available && !progress.isStopped()) {
            int more = run(handler, handed, limit, headers, find(handed, limit, available, headers));
            if (more == 0) {
                more = alone.stepAlone(progress, handler, handed);
            }
            if (more == FrameReader.STUCK) {
                break;
            }
            handed += more;
        }
        return handed;
    }

    private int find(int handed, int limit, long available, SharedHeaders headers) {
        if (progress.carefree == null) {
            return SharedHeaders.NONE;
        }
        long sequence = progress.next();
        return headers.find(ring, sequence, Math.min(available, sequence + (limit - handed - 1)));
    }

    /** Hands over carefree frames from {@code index} on as long as there are any. Returns how many. */
    private int run(FrameHandler handler, int handed, int limit, SharedHeaders headers, int index) {
        ConfigSet carefree = progress.carefree;
        if (carefree == null || index == SharedHeaders.NONE) {
            return 0;
        }
        view.framesOf(headers, memory, shown);
        int end = headers.endOfRun(index, index + Math.min(headers.count() - index, limit - handed), carefree);
        return runTo(handler, handed, headers, index, end);
    }

    /**
     * Hands over those from {@code index} to before {@code end}, unless stopped or overrun. Returns how many.
     *
     * <p>What the loop needs of other objects is in variables, as in {@link InPlaceReader}.
     */
    private int runTo(FrameHandler handler, int handed, SharedHeaders headers, int index, int end) {
        SharedInPlaceView view = this.view;
        FrameSlot[] slots = this.slots;
        Progress progress = this.progress;
        Latencies latencies = this.latencies;
        long first = view.sequenceOf(0);
        int i = index;
        try {
            while (i < end && !progress.isStopped()) {
                long sequence = first + i;
                if (!FrameRing.slot(slots, sequence).holds(sequence)) {
                    break; // gone while those before it were handled: the handler is not to see it at all
                }
                // Before the view is moved on: behind this release store the view would be read back from memory.
                progress.moveTo(sequence + 1);
                view.frame(i);
                i++;
                FrameReader.callHandler(handler, view, latencies, handed + i - index - 1);
                if (!view.isVouchedFor() && !view.isIntact()) {
                    break;
                }
            }
        } finally {
            progress.add(headers.totalsBefore(index), headers.totalsBefore(i));
        }
        if (i > index && !view.isVouchedFor()) {
            i--;
            FrameCopy torn = headers.at(i);
            selector.takeBack(view.sequenceOf(i), torn.packed, torn.length);
        }
        return i - index;
    }
}
