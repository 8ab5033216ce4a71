package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@link FrameReader} by copy, for a subscription alone: a frame is handed over once its copy was proved whole. */
final class CopyReader {
    private final FrameSelector selector;
    private final ReadSequence next;
    private final Totals here;
    private final @Nullable Latencies latencies;
    private final OwnView view;
    private final FrameSlot[] slots;
    private final int arenaMask;
    private final ByteBuffer memory;

    CopyReader(FrameRing ring, FrameSelector selector, OwnView view, @Nullable Latencies latencies) {
        this.selector = selector;
        this.next = selector.books().sequence();
        this.here = selector.totals().here();
        this.latencies = latencies;
        this.view = view;
        this.slots = ring.bySequence;
        this.arenaMask = ring.capacityBytes - 1;
        this.memory = ring.arena.readOnly();
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}, each copied into {@code scratch} before. */
    int drain(FrameHandler handler, int limit, long available, Scratch scratch) {
        view.payloadsIn(scratch.memory(), scratch.view(), false);
        try {
            int handed = run(handler, 0, limit, available, scratch);
            if (handed < limit && next.get() <= available) {
                handed = goOn(handler, handed, limit, available, scratch);
            }
            selector.tellOpenGap(handler);
            return handed;
        } finally {
            view.clear();
        }
    }

    /** The same, behind a frame that takes more than a run of carefree ones. */
    private int goOn(FrameHandler handler, int alreadyHanded, int limit, long available, Scratch scratch) {
        int handed = alreadyHanded;
        while (handed < limit && next.get() <= available && !selector.isStopped()) {
            int more = step(handler, handed, scratch);
            if (more == FrameReader.STUCK) {
                break;
            }
            handed = run(handler, handed + more, limit, available, scratch);
        }
        return handed;
    }

    /**
     * Hands over carefree frames as long as there are any for which {@code scratch} is large enough; how many in all.
     *
     * <p>What the loop needs of other objects is in variables, as in {@link InPlaceReader}.
     */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private int run(FrameHandler handler, int alreadyHanded, int limit, long available, Scratch scratch) {
        OwnView view = this.view;
        ByteBuffer copy = scratch.memory();
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
            ConfigSet configs = slot.configs;
            if (!slot.isStill(sequence) || configs != selector.carefree || length > copy.capacity()) {
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
            here.set(bytesThrough, syncPointsThrough, mediaTimeThroughUs);
            // Before the view is moved on: behind this release store the view would be read back from memory.
            next.set(sequence + 1);
            view.frame(sequence, packed, ptsUs, publishTimeNs, 0, length);
            view.rest(dtsUs, durationUs);
            FrameReader.callHandler(handler, view, latencies, handed);
            handed++;
            sequence++;
        }
        return handed;
    }

    /** {@link #step} for who has read otherwise before. */
    int stepAlone(FrameHandler handler, int handed, Scratch scratch) {
        view.payloadsIn(scratch.memory(), scratch.view(), false);
        try {
            return step(handler, handed, scratch);
        } finally {
            view.clear();
        }
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it or a run of frames was passed over, or {@code STUCK}. */
    private int step(FrameHandler handler, int handed, Scratch scratch) {
        long sequence = next.get();
        FrameSlot slot = FrameRing.slot(slots, sequence);
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
