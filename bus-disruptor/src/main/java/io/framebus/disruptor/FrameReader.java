package io.framebus.disruptor;

import io.framebus.FrameHandler;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's side of the protocol: reads slot by slot and trusts nothing until the stamp has been looked at again. Which
 * frames are handed over is the {@link FrameSelector}'s business. Polling thread only.
 *
 * <p>There are three ways: {@link InPlaceReader}, {@link CopyReader}, and {@link SharedCopiesReader} where the thread polls other
 * subscriptions of the stream by copy as well. In each, nearly all frames are carefree: nothing has to be told before them,
 * nothing speaks against them, and they are still there. These pass in a loop that does nothing else ({@code run}); it ends at
 * the first that is not, which is taken by itself ({@code step}). With both in one loop a compiler would keep in memory, for the
 * sake of the rare case, what belongs in registers.
 */
final class FrameReader {
    /** What a {@code step} returns beside the number of frames handed over: it cannot be told now where to go on. */
    static final int STUCK = -1;

    private final FrameRing ring;
    private final FrameSelector selector;
    private final Books books;
    private final OwnView ownView;
    private final SharedView sharedView;
    private final InPlaceReader inPlace;
    private final CopyReader byCopy;
    private final SharedCopiesReader byShared;

    /** Frames up to {@code lastReplayed} were published before the subscriber joined. */
    FrameReader(Stream stream, FrameSelector selector, long lastReplayed, @Nullable Latencies latencies) {
        this.ring = stream.ring;
        this.selector = selector;
        this.books = selector.books();
        this.ownView = new OwnView(stream.tracks, ring.bySequence, lastReplayed);
        this.sharedView = new SharedView(stream.tracks, lastReplayed);
        this.inPlace = new InPlaceReader(ring, selector, ownView, latencies);
        this.byCopy = new CopyReader(ring, selector, ownView, latencies);
        this.byShared = new SharedCopiesReader(byCopy, ring, selector, sharedView, latencies);
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}, where they are. */
    int drainInPlace(FrameHandler handler, int limit, long available) {
        return inPlace.drain(handler, limit, available);
    }

    /** Hands over copies of up to {@code limit} of the frames up to {@code available}. */
    int drainByCopy(FrameHandler handler, int limit, long available, Scratch scratch) {
        Sharing sharing = scratch.sharing();
        long from = books.next();
        SharedCopies copies = sharing.copiesFor(ring, from);
        int handed = copies == null
                ? byCopy.drain(handler, limit, available, scratch)
                : byShared.drain(handler, limit, available, copies, scratch);
        sharing.handed(ring, from, books.next());
        return handed;
    }

    /** The poll is over, in good order or not: what the handler kept of the last frame reads nothing any more. */
    void endPoll() {
        end(ownView);
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
