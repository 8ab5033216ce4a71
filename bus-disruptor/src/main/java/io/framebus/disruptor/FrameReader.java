package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's side of the protocol: reads slot by slot and trusts nothing until the stamp has been looked at again. Which
 * frames are handed over is the {@link FrameSelector}'s business. Polling thread only.
 *
 * <p>Nearly all frames are carefree: nothing has to be told before them, nothing speaks against them, and they are still there.
 * These pass in a loop that does nothing else ({@code run}); it ends at the first that is not, which is taken by itself
 * ({@code step}). With both in one loop a compiler would keep in memory, for the sake of the rare case, what belongs in
 * registers. By copy and in place have a loop each, as half of the steps differ. By copy, where the thread polls other
 * subscriptions of the stream as well, {@link SharedCopiesReader} takes its place.
 */
final class FrameReader {
    /** What {@code step} returns beside the number of frames handed over: it cannot be told now where to go on. */
    static final int STUCK = -1;

    private final FrameSelector selector;
    private final Books books;
    private final TotalsTrail totals;
    private final @Nullable Latencies latencies;
    private final OwnView view;
    private final SharedView sharedView;
    private final SharedCopiesReader shared;
    private final FrameRing ring;
    private final FrameSlot[] slots;
    private final int arenaMask;
    private final ByteBuffer memory;

    /** A second view, for the handler: position and limit are set to each frame that is read in place. */
    private final ByteBuffer shown;

    /** Frames up to {@code lastReplayed} were published before the subscriber joined. */
    FrameReader(Stream stream, FrameSelector selector, long lastReplayed, @Nullable Latencies latencies) {
        this.selector = selector;
        this.books = selector.books();
        this.totals = selector.totals();
        this.latencies = latencies;
        this.ring = stream.ring;
        this.slots = ring.bySequence;
        this.arenaMask = ring.capacityBytes - 1;
        this.view = new OwnView(stream.tracks, slots, lastReplayed);
        this.sharedView = new SharedView(stream.tracks, lastReplayed);
        this.memory = ring.arena.readOnly();
        this.shown = ring.arena.readOnly();
        this.shared = new SharedCopiesReader(this, selector, sharedView, latencies, ring, memory);
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}, where they are. */
    int drainInPlace(FrameHandler handler, int limit, long available) {
        view.payloadsIn(memory, shown, true);
        int handed = 0;
        while (true) {
            if (selector.carefree != null) {
                handed = runInPlace(handler, handed, limit, available);
            }
            if (handed >= limit || books.next() > available || selector.isStopped()) {
                break;
            }
            int more = stepInPlace(handler, handed);
            if (more == STUCK) {
                break;
            }
            handed += more;
        }
        selector.tellOpenGap(handler);
        return handed;
    }

    /** Hands over carefree frames as long as there are any. Returns how many are handed over in all. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private int runInPlace(FrameHandler handler, int alreadyHanded, int limit, long available) {
        FrameSlot[] slots = this.slots;
        OwnView view = this.view;
        FrameSelector selector = this.selector;
        ConfigSet carefree = selector.carefree;
        int handed = alreadyHanded;
        long sequence = books.next();
        while (handed < limit && sequence <= available && !selector.isStopped()) {
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
            if (!slot.isStill(sequence) || configs != carefree) {
                break;
            }
            view.frame(sequence, packed, ptsUs, publishTimeNs, offset, length);
            totals.pass(packed, length);
            books.deliver(sequence + 1);
            callHandler(handler, view, latencies, handed);
            if (!view.isVouchedFor() && !slot.isStill(sequence)) {
                selector.takeBack(sequence, packed, length);
                break;
            }
            handed++;
            sequence++;
        }
        return handed;
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it or a run of frames was passed over, or {@link #STUCK}. */
    private int stepInPlace(FrameHandler handler, int handed) {
        long sequence = books.next();
        FrameSlot slot = FrameRing.slot(slots, sequence);
        if (!slot.holds(sequence)) {
            return selector.goOnAfterOverrun(sequence) ? 0 : STUCK;
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
        callHandler(handler, view, latencies, handed);
        if (!view.isVouchedFor() && !slot.isStill(sequence)) {
            selector.takeBack(sequence, packed, length);
            return 0;
        }
        return 1;
    }

    /** Hands over copies of up to {@code limit} of the frames up to {@code available}. */
    int drainByCopy(FrameHandler handler, int limit, long available, Scratch scratch) {
        Sharing sharing = scratch.sharing();
        long from = books.next();
        SharedCopies copies = sharing.copiesFor(ring, from);
        int handed = copies == null
                ? drainAlone(handler, limit, available, scratch)
                : shared.drain(handler, limit, available, copies, scratch);
        sharing.handed(ring, from, books.next());
        return handed;
    }

    /** Each frame is copied into {@code scratch} before it is handed over. */
    private int drainAlone(FrameHandler handler, int limit, long available, Scratch scratch) {
        view.payloadsIn(scratch.memory(), scratch.view(), false);
        int handed = 0;
        while (true) {
            if (selector.carefree != null) {
                handed = runByCopy(handler, handed, limit, available, scratch);
            }
            if (handed >= limit || books.next() > available || selector.isStopped()) {
                break;
            }
            int more = stepByCopy(handler, handed, scratch);
            if (more == STUCK) {
                break;
            }
            handed += more;
        }
        selector.tellOpenGap(handler);
        return handed;
    }

    /** Hands over carefree frames as long as there are any for which {@code scratch} is large enough; how many in all. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private int runByCopy(FrameHandler handler, int alreadyHanded, int limit, long available, Scratch scratch) {
        FrameSlot[] slots = this.slots;
        OwnView view = this.view;
        FrameSelector selector = this.selector;
        ByteBuffer copy = scratch.memory();
        ConfigSet carefree = selector.carefree;
        int handed = alreadyHanded;
        long sequence = books.next();
        while (handed < limit && sequence <= available && !selector.isStopped()) {
            FrameSlot slot = FrameRing.slot(slots, sequence);
            if (!slot.holds(sequence)) {
                break;
            }
            long packed = slot.packed;
            int length = slot.length;
            int offset = (int) slot.position & arenaMask;
            ConfigSet configs = slot.configs;
            if (!slot.isStill(sequence) || configs != carefree || length > copy.capacity()) {
                break;
            }
            copy.put(0, memory, offset, length);
            view.frame(sequence, packed, slot.ptsUs, slot.publishTimeNs, 0, length);
            view.rest(slot.dtsUs, slot.durationUs);
            if (!slot.isStill(sequence)) {
                break;
            }
            totals.pass(packed, length);
            books.deliver(sequence + 1);
            callHandler(handler, view, latencies, handed);
            handed++;
            sequence++;
        }
        return handed;
    }

    /** {@link #stepByCopy} for who has read otherwise before. */
    int stepAlone(FrameHandler handler, int handed, Scratch scratch) {
        view.payloadsIn(scratch.memory(), scratch.view(), false);
        return stepByCopy(handler, handed, scratch);
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it or a run of frames was passed over, or {@link #STUCK}. */
    private int stepByCopy(FrameHandler handler, int handed, Scratch scratch) {
        long sequence = books.next();
        FrameSlot slot = FrameRing.slot(slots, sequence);
        if (!slot.holds(sequence)) {
            return selector.goOnAfterOverrun(sequence) ? 0 : STUCK;
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
        callHandler(handler, view, latencies, handed);
        return 1;
    }

    /** The poll is over, in good order or not: what the handler kept of the last frame reads nothing any more. */
    void endPoll() {
        end(view);
        end(sharedView);
    }

    private void end(DeliveredView view) {
        if (selector.isStopped()) {
            view.forget();
        } else {
            view.clear();
        }
    }

    /** Gives the handler the frame that {@code view} shows, of this poll the one after {@code handed} others. */
    static void callHandler(FrameHandler handler, DeliveredView view, @Nullable Latencies measured, int handed) {
        if (measured != null && measured.samples(handed)) {
            measured.enter(view.publishTimeNs(), view.isReplayed());
            handler.onFrame(view);
            measured.exit();
        } else {
            handler.onFrame(view);
        }
    }
}
