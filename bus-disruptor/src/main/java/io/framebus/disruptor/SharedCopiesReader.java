package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@link FrameReader} by way of the copies that the thread's subscriptions share. What is not among them, and cannot be, is left to
 * the subscription's {@link CopyReader}.
 */
final class SharedCopiesReader {
    private final CopyReader alone;
    private final FrameSelector selector;
    private final Progress progress;
    private final SharedCopyView view;
    private final @Nullable Latencies latencies;
    private final FrameRing ring;
    private final ByteBuffer arena;

    SharedCopiesReader(CopyReader alone, SharedCopyView view) {
        this.alone = alone;
        this.selector = alone.selector;
        this.progress = alone.selector.progress();
        this.view = view;
        this.latencies = alone.latencies;
        this.ring = alone.ring;
        this.arena = alone.memory;
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}; {@code scratch} is for what is not shared. */
    int drain(FrameHandler handler, int limit, long available, SharedCopies copies, Scratch scratch) {
        return drain(handler, limit, available, copies, find(0, limit, available, copies), scratch);
    }

    /** The same, the first of them being among {@code copies} at {@code index}, or {@link SharedHeaders#NONE}. */
    int drain(FrameHandler handler, int limit, long available, SharedCopies copies, int index, Scratch scratch) {
        try {
            int handed = index == SharedHeaders.NONE ? 0 : run(handler, 0, limit, copies, index);
            if (handed < limit && progress.next() <= available) {
                handed = goOn(handler, handed, limit, available, copies, scratch);
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
     * {@code copies} at {@code index}. What a run takes, for its end and what may happen while it lasts, is not done for one.
     */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    int drainNewest(FrameHandler handler, long sequence, SharedCopies copies, int index, Scratch scratch) {
        FrameCopy copy = copies.at(index);
        if (copy.configs != progress.carefree || !copy.hasPayload()) {
            return drain(handler, 1, sequence, copies, index, scratch);
        }
        SharedCopyView view = this.view;
        view.framesOf(copies);
        try {
            progress.add(copy.packed, copy.length);
            progress.moveTo(sequence + 1);
            view.frame(index);
            FrameReader.callHandler(handler, view, latencies, 0);
            return 1;
        } finally {
            view.clear();
        }
    }

    /** The same, behind a frame that takes more than a run of carefree ones, or the last that found room. */
    private int goOn(
            FrameHandler handler, int alreadyHanded, int limit, long available, SharedCopies copies, Scratch scratch) {
        int handed = alreadyHanded;
        while (handed < limit && progress.next() <= available && !progress.isStopped()) {
            int index = find(handed, limit, available, copies);
            int more = index == SharedHeaders.NONE
                    ? alone.stepAlone(progress, handler, handed, scratch)
                    : hand(handler, handed, limit, copies, index, scratch);
            if (more == FrameReader.STUCK) {
                break;
            }
            handed += more;
        }
        return handed;
    }

    private int find(int handed, int limit, long available, SharedCopies copies) {
        long sequence = progress.next();
        return copies.find(ring, sequence, Math.min(available, sequence + (limit - handed - 1)));
    }

    private int hand(FrameHandler handler, int handed, int limit, SharedCopies copies, int index, Scratch scratch) {
        int run = run(handler, handed, limit, copies, index);
        return run > 0 ? run : step(handler, handed, copies, index, scratch);
    }

    /** Hands over carefree frames from {@code index} on as long as there are any. Returns how many. */
    private int run(FrameHandler handler, int handed, int limit, SharedCopies copies, int index) {
        view.framesOf(copies);
        ConfigSet carefree = progress.carefree;
        if (carefree == null) {
            return 0; // who may not want them does not have them copied
        }
        int end = copies.endOfRun(index, index + Math.min(copies.count() - index, limit - handed), carefree);
        return runTo(handler, handed, copies, index, copies.copyPayloads(ring, arena, index, end));
    }

    /** Hands over those from {@code index} to before {@code end}, unless stopped. Returns how many. */
    private int runTo(FrameHandler handler, int handed, SharedCopies copies, int index, int end) {
        SharedCopyView view = this.view;
        Progress progress = this.progress;
        Latencies latencies = this.latencies;
        long first = progress.next() - index;
        int i = index;
        try {
            while (i < end && !progress.isStopped()) {
                // Before the view is moved on: behind this release store the view would be read back from memory.
                progress.moveTo(first + i + 1);
                view.frame(i);
                i++;
                FrameReader.callHandler(handler, view, latencies, handed + i - index - 1);
            }
        } finally {
            progress.add(copies.totalsBefore(index), copies.totalsBefore(i));
        }
        return i - index;
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it or a run of frames was passed over, or {@link FrameReader#STUCK}. */
    private int step(FrameHandler handler, int handed, SharedCopies copies, int index, Scratch scratch) {
        FrameCopy copy = copies.at(index);
        long sequence = progress.next();
        if (!selector.admits(sequence, copy.configs, copy.packed, copy.length, handler)) {
            return 0;
        }
        if (!copy.hasPayload() && !copies.copyPayload(ring, arena, index)) {
            return stepWithout(handler, handed, copies, index, scratch);
        }
        view.frame(index);
        selector.handOver(sequence, copy.configs, copy.packed, copy.length);
        FrameReader.callHandler(handler, view, latencies, handed);
        return 1;
    }

    /** There is no room for it, or it is gone. Behind others there may be room once these are given up; else it is not shared. */
    private int stepWithout(FrameHandler handler, int handed, SharedCopies copies, int index, Scratch scratch) {
        if (index > 0) {
            copies.beginAt(ring, progress.next());
            return 0;
        }
        return alone.stepAlone(progress, handler, handed, scratch);
    }
}
