package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@link FrameReader} in place: the handler reads the ring's own memory, and is believed only if the frame was still there then. */
final class InPlaceReader extends FrameReader {
    /** A second view, for the handler: position and limit are set to each frame that is read. */
    private final ByteBuffer shown;

    private final SharedHeadersReader shared;

    InPlaceReader(
            FrameRing ring,
            FrameSelector selector,
            OwnView view,
            SharedInPlaceView sharedView,
            @Nullable Latencies latencies) {
        super(ring, selector, view, sharedView, latencies);
        this.shown = ring.arena.shown();
        this.shared = new SharedHeadersReader(this, sharedView);
    }

    /** What handlers look at: one for all ways in which the subscription reads in place. */
    ByteBuffer shown() {
        return shown;
    }

    @Override
    int drain(Progress progress, FrameHandler handler, int limit, long available, PollContext context) {
        long next = progress.next();
        SharedHeaders headers = context.headers().shared();
        int index = headers == null || !headers.areOf(ringId) ? SharedHeaders.NONE : headers.indexOf(ring, next);
        if (headers == null || index == SharedHeaders.NONE) {
            return lead(progress, handler, limit, available, context.headers());
        }
        headers.followed();
        return next == available
                ? shared.drainNewest(handler, available, headers, index)
                : shared.drain(handler, limit, available, headers, index);
    }

    /** As {@link #drain}, for the first of the thread's subscriptions that comes to these frames. */
    private int lead(
            Progress progress, FrameHandler handler, int limit, long available, Sharing<SharedHeaders> sharing) {
        long from = progress.next();
        SharedHeaders headers = sharing.sharedFor(ringId, from);
        int handed = headers == null
                ? drainAlone(progress, handler, limit, available)
                : shared.drain(handler, limit, available, headers);
        sharing.handed(ringId, from, progress.next());
        return handed;
    }

    private int drainAlone(Progress progress, FrameHandler handler, int limit, long available) {
        view.payloadsIn(memory, shown, true);
        try {
            int handed = run(progress, handler, 0, limit, available);
            if (handed < limit && progress.next() <= available) {
                handed = goOn(progress, handler, handed, limit, available);
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
    private int goOn(Progress progress, FrameHandler handler, int alreadyHanded, int limit, long available) {
        int handed = alreadyHanded;
        while (handed < limit && progress.next() <= available && !progress.isStopped()) {
            int more = step(progress, handler, handed);
            if (more == FrameReader.STUCK) {
                break;
            }
            handed = run(progress, handler, handed + more, limit, available);
        }
        return handed;
    }

    /**
     * Hands over carefree frames as long as there are any. Returns how many are handed over in all.
     *
     * <p>What the loop needs of other objects is in variables: each look at a stamp is a fence to a compiler as well, behind which it
     * would go from object to object anew.
     */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private int run(Progress progress, FrameHandler handler, int alreadyHanded, int limit, long available) {
        OwnView view = this.view;
        FrameSelector selector = this.selector;
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
            long ptsUs = slot.ptsUs;
            long publishTimeNs = slot.publishTimeNs;
            ConfigSet configs = slot.configs;
            long bytesThrough = slot.bytesThrough;
            long syncPointsThrough = slot.syncPointsThrough;
            long mediaTimeThroughUs = slot.mediaTimeThroughUs;
            if (!slot.isStill(sequence) || configs != progress.carefree) {
                break; // a frame's set is never null: where nothing is carefree, none passes
            }
            progress.set(bytesThrough, syncPointsThrough, mediaTimeThroughUs);
            // Before the view is moved on: behind this release store the view would be read back from memory.
            progress.moveTo(sequence + 1);
            view.frame(sequence, packed, ptsUs, publishTimeNs, offset, length);
            FrameReader.callHandler(handler, view, latencies, handed);
            if (!view.isVouchedFor() && !slot.isStill(sequence)) {
                selector.takeBack(sequence, packed, length);
                break;
            }
            handed++;
            sequence++;
        }
        return handed;
    }

    /** {@link #step} for who has read otherwise before. */
    int stepAlone(Progress progress, FrameHandler handler, int handed) {
        view.payloadsIn(memory, shown, true);
        try {
            return step(progress, handler, handed);
        } finally {
            view.clear();
        }
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it or a run of frames was passed over, or {@code STUCK}. */
    private int step(Progress progress, FrameHandler handler, int handed) {
        long sequence = progress.next();
        FrameSlot slot = FrameRing.slot(progress.slots, sequence);
        if (!slot.holds(sequence)) {
            return selector.goOnAfterOverrun(sequence) ? 0 : FrameReader.STUCK;
        }
        long packed = slot.packed;
        int length = slot.length;
        int offset = (int) slot.position & arenaMask;
        long ptsUs = slot.ptsUs;
        long publishTimeNs = slot.publishTimeNs;
        ConfigSet configs = slot.configs;
        if (!slot.isStill(sequence) || !selector.admits(sequence, configs, packed, length, handler)) {
            return 0;
        }
        view.frame(sequence, packed, ptsUs, publishTimeNs, offset, length);
        selector.handOver(sequence, configs, packed, length);
        FrameReader.callHandler(handler, view, latencies, handed);
        if (!view.isVouchedFor() && !slot.isStill(sequence)) {
            selector.takeBack(sequence, packed, length);
            return 0;
        }
        return 1;
    }
}
