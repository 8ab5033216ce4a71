package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@link FrameReader} by copy, for a subscription alone: a frame is handed over once its copy was proved whole. */
final class CopyReader extends FrameReader {
    private final SharedCopiesReader shared;

    CopyReader(
            FrameRing ring,
            FrameSelector selector,
            OwnView view,
            SharedCopyView sharedView,
            @Nullable Latencies latencies) {
        super(ring, selector, view, sharedView, latencies);
        this.shared = new SharedCopiesReader(this, sharedView);
    }

    @Override
    int drain(Progress progress, FrameHandler handler, int limit, long available, PollContext context) {
        long next = progress.next();
        SharedCopies copies = context.copies().shared();
        int index = copies == null || !copies.areOf(ringId) ? SharedHeaders.NONE : copies.indexOf(ring, next);
        if (copies == null || index == SharedHeaders.NONE) {
            return lead(progress, handler, limit, available, context);
        }
        copies.followed();
        return next == available
                ? shared.drainNewest(handler, available, copies, index, context.scratch())
                : shared.drain(handler, limit, available, copies, index, context.scratch());
    }

    /** As {@link #drain}, for the first of the thread's subscriptions that comes to these frames. */
    private int lead(Progress progress, FrameHandler handler, int limit, long available, PollContext context) {
        Sharing<SharedCopies> sharing = context.copies();
        long from = progress.next();
        SharedCopies copies = sharing.sharedFor(ringId, from);
        int handed = copies == null
                ? drainAlone(progress, handler, limit, available, context.scratch())
                : shared.drain(handler, limit, available, copies, context.scratch());
        sharing.handed(ringId, from, progress.next());
        return handed;
    }

    /** Each frame is copied into {@code scratch} before. */
    private int drainAlone(Progress progress, FrameHandler handler, int limit, long available, Scratch scratch) {
        view.payloadsIn(scratch.memory(), scratch.view(), false);
        try {
            int handed = run(progress, handler, 0, limit, available, scratch);
            if (handed < limit && progress.next() <= available) {
                handed = goOn(progress, handler, handed, limit, available, scratch);
            }
            if (progress.carefree == null) {
                selector.tellOpenGap(handler);
            }
            return handed;
        } finally {
            view.clear();
        }
    }

    /** The same, behind a frame that takes more than a run of carefree ones. */
    private int goOn(
            Progress progress, FrameHandler handler, int alreadyHanded, int limit, long available, Scratch scratch) {
        int handed = alreadyHanded;
        while (handed < limit && progress.next() <= available && !progress.isStopped()) {
            int more = step(progress, handler, handed, scratch);
            if (more == FrameReader.STUCK) {
                break;
            }
            handed = run(progress, handler, handed + more, limit, available, scratch);
        }
        return handed;
    }

    /**
     * Hands over carefree frames as long as there are any for which {@code scratch} is large enough; how many in all.
     *
     * <p>What the loop needs of other objects is in variables, as in {@link InPlaceReader}.
     */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private int run(
            Progress progress, FrameHandler handler, int alreadyHanded, int limit, long available, Scratch scratch) {
        OwnView view = this.view;
        ByteBuffer copy = scratch.memory();
        FrameSlot[] slots = progress.slots;
        int handed = alreadyHanded;
        long sequence = progress.next();
        int end = (int) Math.min(limit, handed + available + 1 - sequence);
        while (handed < end && !progress.isStopped()) {
            FrameSlot slot = FrameRing.slot(slots, sequence);
            if (!slot.holds(sequence)) {
                break;
            }
            long packed = slot.packed;
            int length = slot.length;
            int offset = (int) slot.position & arenaMask;
            ConfigSet configs = slot.configs;
            if (!slot.isStill(sequence) || configs != progress.carefree || length > copy.capacity()) {
                break; // a frame's set is never null: where nothing is carefree, none passes
            }
            copy.put(0, memory, offset, length);
            long ptsUs = slot.ptsUs;
            long dtsUs = slot.dtsUs;
            long durationUs = slot.durationUs;
            long publishTimeNs = slot.publishTimeNs;
            long bytesThrough = slot.bytesThrough;
            long syncPointsThrough = slot.syncPointsThrough;
            long mediaTimeThroughUs = slot.mediaTimeThroughUs;
            if (!slot.isStill(sequence)) {
                break;
            }
            progress.set(bytesThrough, syncPointsThrough, mediaTimeThroughUs);
            // Before the view is moved on: behind this release store the view would be read back from memory.
            progress.moveTo(sequence + 1);
            view.frame(sequence, packed, ptsUs, publishTimeNs, 0, length);
            view.rest(dtsUs, durationUs);
            FrameReader.callHandler(handler, view, latencies, handed);
            handed++;
            sequence++;
        }
        return handed;
    }

    /** {@link #step} for who has read otherwise before. */
    int stepAlone(Progress progress, FrameHandler handler, int handed, Scratch scratch) {
        view.payloadsIn(scratch.memory(), scratch.view(), false);
        try {
            return step(progress, handler, handed, scratch);
        } finally {
            view.clear();
        }
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it or a run of frames was passed over, or {@code STUCK}. */
    private int step(Progress progress, FrameHandler handler, int handed, Scratch scratch) {
        long sequence = progress.next();
        FrameSlot slot = FrameRing.slot(progress.slots, sequence);
        if (!slot.holds(sequence)) {
            return selector.goOnAfterOverrun(sequence) ? 0 : FrameReader.STUCK;
        }
        long packed = slot.packed;
        int length = slot.length;
        int offset = (int) slot.position & arenaMask;
        ConfigSet configs = slot.configs;
        if (!slot.isStill(sequence) || !selector.admits(sequence, configs, packed, length, handler)) {
            return 0;
        }
        if (scratch.makeRoomFor(length)) {
            view.payloadsIn(scratch.memory(), scratch.view(), false);
        }
        scratch.memory().put(0, memory, offset, length);
        view.frame(sequence, packed, slot.ptsUs, slot.publishTimeNs, 0, length);
        view.rest(slot.dtsUs, slot.durationUs);
        if (!slot.isStill(sequence)) {
            return 0;
        }
        selector.handOver(sequence, configs, packed, length);
        FrameReader.callHandler(handler, view, latencies, handed);
        return 1;
    }
}
