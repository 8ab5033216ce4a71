package io.framebus.disruptor;

import io.framebus.FrameHandler;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's side of the protocol: reads slot by slot and trusts nothing until the stamp has been looked at again. Which
 * frames are handed over is the {@link FrameSelector}'s business. Polling thread only.
 *
 * <p>There are four ways: {@link InPlaceReader} and {@link CopyReader}, and where the thread polls other subscriptions of the
 * stream as well, {@link SharedHeadersReader} and {@link SharedCopiesReader}. In each, nearly all frames are carefree: nothing
 * has to be told before them, nothing speaks against them, and they are still there. These pass in a loop that does nothing else
 * ({@code run}); it ends at the first that is not, which is taken by itself ({@code step}). With both in one loop a compiler
 * would keep in memory, for the sake of the rare case, what belongs in registers. Where a thread shares the newest frame and a
 * subscription has only that one left, it is handed over without a loop ({@code drainNewest}).
 */
final class FrameReader {
    /** What a {@code step} returns beside the number of frames handed over: it cannot be told now where to go on. */
    static final int STUCK = -1;

    private final FrameRing ring;
    private final long ringId;
    private final ReadSequence next;
    private final OwnView ownView;
    private final SharedCopyView sharedCopy;
    private final SharedInPlaceView sharedInPlace;
    private final InPlaceReader inPlace;
    private final CopyReader byCopy;
    private final SharedHeadersReader inPlaceShared;
    private final SharedCopiesReader byCopyShared;

    /** Frames up to {@code lastReplayed} were published before the subscriber joined. */
    FrameReader(Stream stream, FrameSelector selector, long lastReplayed, @Nullable Latencies latencies) {
        this.ring = stream.ring;
        this.ringId = ring.id;
        this.next = selector.books().sequence();
        this.ownView = new OwnView(stream.tracks, ring.bySequence, lastReplayed);
        this.sharedCopy = new SharedCopyView(stream.tracks, lastReplayed);
        this.sharedInPlace = new SharedInPlaceView(stream.tracks, ring.bySequence, lastReplayed);
        this.inPlace = new InPlaceReader(ring, selector, ownView, latencies);
        this.byCopy = new CopyReader(ring, selector, ownView, latencies);
        this.inPlaceShared = new SharedHeadersReader(inPlace, ring, selector, sharedInPlace, latencies);
        this.byCopyShared = new SharedCopiesReader(byCopy, ring, selector, sharedCopy, latencies);
    }

    /** Hands over up to {@code limit} of the frames from {@code next}, the one read next, to {@code available}, where they are. */
    int drainInPlace(FrameHandler handler, int limit, long next, long available, PollContext context) {
        SharedHeaders headers = context.headers().shared();
        int index = headers == null || !headers.areOf(ringId) ? SharedHeaders.NONE : headers.indexOf(ring, next);
        if (headers == null || index == SharedHeaders.NONE) {
            return leadInPlace(handler, limit, available, context.headers());
        }
        headers.followed();
        return next == available
                ? inPlaceShared.drainNewest(handler, available, headers, index)
                : inPlaceShared.drain(handler, limit, available, headers, index);
    }

    /** As {@link #drainInPlace}, for the first of the thread's subscriptions that comes to these frames. */
    private int leadInPlace(FrameHandler handler, int limit, long available, Sharing<SharedHeaders> sharing) {
        long from = next.get();
        SharedHeaders headers = sharing.sharedFor(ringId, from);
        int handed = headers == null
                ? inPlace.drain(handler, limit, available)
                : inPlaceShared.drain(handler, limit, available, headers);
        sharing.handed(ringId, from, next.get());
        return handed;
    }

    /** Hands over copies of up to {@code limit} of the frames from {@code next}, the one read next, to {@code available}. */
    int drainByCopy(FrameHandler handler, int limit, long next, long available, PollContext context) {
        SharedCopies copies = context.copies().shared();
        int index = copies == null || !copies.areOf(ringId) ? SharedHeaders.NONE : copies.indexOf(ring, next);
        if (copies == null || index == SharedHeaders.NONE) {
            return leadByCopy(handler, limit, available, context);
        }
        copies.followed();
        return next == available
                ? byCopyShared.drainNewest(handler, available, copies, index, context.scratch())
                : byCopyShared.drain(handler, limit, available, copies, index, context.scratch());
    }

    /** As {@link #drainByCopy}, for the first of the thread's subscriptions that comes to these frames. */
    private int leadByCopy(FrameHandler handler, int limit, long available, PollContext context) {
        Sharing<SharedCopies> sharing = context.copies();
        long from = next.get();
        SharedCopies copies = sharing.sharedFor(ringId, from);
        int handed = copies == null
                ? byCopy.drain(handler, limit, available, context.scratch())
                : byCopyShared.drain(handler, limit, available, copies, context.scratch());
        sharing.handed(ringId, from, next.get());
        return handed;
    }

    /** There will be no more frames: lets go of all memory. */
    void forget() {
        ownView.forget();
        sharedCopy.forget();
        sharedInPlace.forget();
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
