package io.framebus.disruptor;

import org.jspecify.annotations.Nullable;

/**
 * Whether the subscriptions that one thread polls are to share copies. Copies that lie one behind the other leave the first-level
 * cache sooner than copies that are made at the same place each time, so that one subscription alone would be served worse. They are
 * shared once a subscription comes to what another one has just been handed by this thread, and no more after they were begun
 * anew a few times for nobody's benefit. For the thread that it belongs to.
 */
final class Sharing {
    private static final int MAX_BEGUN_IN_VAIN = 4;

    private @Nullable SharedCopies copies;
    private boolean worthwhile;

    /** Of which ring frames were handed over last, and which, as far as copies could hold them. */
    private long ringId = FrameRing.NO_ID;

    private long handedFrom;
    private long handedTo;

    /** The copies, if a subscription of the ring whose turn it is, from {@code next} on, is to be served by way of them. */
    @Nullable
    SharedCopies copiesFor(FrameRing ring, long next) {
        if (worthwhile) {
            return copies;
        }
        // No subscription is handed a frame twice by copy: these went to another one.
        boolean followsAnother = ring.id == ringId && next >= handedFrom && next < handedTo;
        return followsAnother ? begin() : null;
    }

    private SharedCopies begin() {
        worthwhile = true;
        SharedCopies begun = copies;
        if (begun == null) {
            begun = new SharedCopies();
            copies = begun;
        }
        begun.forgetInVain();
        return begun;
    }

    /** A subscription of the ring was handed, or passed over, the frames from {@code from} to the one before {@code next}. */
    void handed(FrameRing ring, long from, long next) {
        if (ring.id != ringId || from != handedTo) {
            ringId = ring.id;
            handedFrom = from;
        }
        handedFrom = Math.max(handedFrom, next - SharedCopies.MAX_FRAMES);
        handedTo = next;
        if (worthwhile && copies != null && copies.begunInVain() >= MAX_BEGUN_IN_VAIN) {
            worthwhile = false;
        }
    }
}
