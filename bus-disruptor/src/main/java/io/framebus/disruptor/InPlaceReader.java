package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@link FrameReader} in place: the handler reads the ring's own memory, and is believed only if the frame was still there then. */
final class InPlaceReader {
    private final FrameSelector selector;
    private final ReadSequence next;
    private final Totals here;
    private final @Nullable Latencies latencies;
    private final OwnView view;
    private final FrameSlot[] slots;
    private final int arenaMask;
    private final ByteBuffer memory;

    /** A second view, for the handler: position and limit are set to each frame that is read. */
    private final ByteBuffer shown;

    InPlaceReader(FrameRing ring, FrameSelector selector, OwnView view, @Nullable Latencies latencies) {
        this.selector = selector;
        this.next = selector.books().sequence();
        this.here = selector.totals().here();
        this.latencies = latencies;
        this.view = view;
        this.slots = ring.bySequence;
        this.arenaMask = ring.capacityBytes - 1;
        this.memory = ring.arena.readOnly();
        this.shown = ring.arena.shown();
    }

    /** What handlers look at: one for all ways in which the subscription reads in place. */
    ByteBuffer shown() {
        return shown;
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}, where they are. */
    int drain(FrameHandler handler, int limit, long available) {
        view.payloadsIn(memory, shown, true);
        try {
            int handed = run(handler, 0, limit, available);
            if (handed < limit && next.get() <= available) {
                handed = goOn(handler, handed, limit, available);
            }
            selector.tellOpenGap(handler);
            return handed;
        } finally {
            view.clear();
        }
    }

    /** The same, behind a frame that takes more than a run of carefree ones. */
    private int goOn(FrameHandler handler, int alreadyHanded, int limit, long available) {
        int handed = alreadyHanded;
        while (handed < limit && next.get() <= available && !selector.isStopped()) {
            int more = step(handler, handed);
            if (more == FrameReader.STUCK) {
                break;
            }
            handed = run(handler, handed + more, limit, available);
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
    private int run(FrameHandler handler, int alreadyHanded, int limit, long available) {
        OwnView view = this.view;
        FrameSelector selector = this.selector;
        FrameSlot[] slots = this.slots;
        ReadSequence next = this.next;
        Totals here = this.here;
        int handed = alreadyHanded;
        long sequence = next.get();
        int end = (int) Math.min(limit, handed + available + 1 - sequence);
        while (handed < end && !selector.isStopped()) {
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
            if (!slot.isStill(sequence) || configs != selector.carefree) {
                break; // a frame's set is never null: where nothing is carefree, none passes
            }
            here.set(bytesThrough, syncPointsThrough, mediaTimeThroughUs);
            // Before the view is moved on: behind this release store the view would be read back from memory.
            next.set(sequence + 1);
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
    int stepAlone(FrameHandler handler, int handed) {
        view.payloadsIn(memory, shown, true);
        try {
            return step(handler, handed);
        } finally {
            view.clear();
        }
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it or a run of frames was passed over, or {@code STUCK}. */
    private int step(FrameHandler handler, int handed) {
        long sequence = next.get();
        FrameSlot slot = FrameRing.slot(slots, sequence);
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
