package io.framebus.disruptor;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the subscriptions that one thread polls are to share what they read. One subscription alone would be served worse: what
 * lies one behind the other leaves the first-level cache sooner than what is made at the same place each time. They share once a
 * subscription comes to what another one has just been handed by this thread, and no more after a few new beginnings in a row for
 * nobody's benefit. For the thread that it belongs to.
 */
final class Sharing<S extends SharedHeaders> {
    private static final int MAX_BEGUN_IN_VAIN = 4;

    private final Supplier<S> maker;
    private @Nullable S shared;

    /** Of which ring frames were handed over last, and which, as far as they could be kept. */
    private long ringId = FrameRing.NO_ID;

    private long handedFrom;
    private long handedTo;

    Sharing(Supplier<S> maker) {
        this.maker = maker;
    }

    /** What is shared, if a subscription of the ring with this id whose turn it is, from {@code next} on, is to be served by way of it. */
    @Nullable
    S sharedFor(long ringId, long next) {
        // No subscription is handed a frame twice: these went to another one.
        if (ringId == this.ringId && next >= handedFrom && next < handedTo) {
            return begin();
        }
        return shared != null && shared.begunInVain() < MAX_BEGUN_IN_VAIN ? shared : null;
    }

    private S begin() {
        S begun = begun();
        begun.followed();
        return begun;
    }

    /** What is shared, or will be. */
    S begun() {
        S begun = shared;
        if (begun == null) {
            begun = maker.get();
            shared = begun;
        }
        return begun;
    }

    /** What is shared, or was last. */
    @Nullable
    S shared() {
        return shared;
    }

    /** A subscription of the ring with this id was handed, or passed over, the frames from {@code from} to the one before {@code next}. */
    void handed(long ringId, long from, long next) {
        if (ringId != this.ringId || from != handedTo) {
            this.ringId = ringId;
            handedFrom = from;
        }
        handedFrom = Math.max(handedFrom, next - SharedHeaders.MAX_FRAMES);
        handedTo = next;
    }
}
