package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;
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
abstract sealed class FrameReader permits InPlaceReader, CopyReader {
    /** What a {@code step} returns beside the number of frames handed over: it cannot be told now where to go on. */
    static final int STUCK = -1;

    final FrameRing ring;
    final long ringId;
    final int arenaMask;
    final ByteBuffer memory;
    final OwnView view;
    private final SharedView sharedView;
    final FrameSelector selector;
    final @Nullable Latencies latencies;

    /** Frames that the subscription reads by itself are shown in {@code view}, those that its thread shares in {@code sharedView}. */
    FrameReader(
            FrameRing ring,
            FrameSelector selector,
            OwnView view,
            SharedView sharedView,
            @Nullable Latencies latencies) {
        this.ring = ring;
        this.ringId = ring.id;
        this.arenaMask = ring.capacityBytes - 1;
        this.memory = ring.arena.readOnly();
        this.view = view;
        this.sharedView = sharedView;
        this.selector = selector;
        this.latencies = latencies;
    }

    /**
     * Hands over up to {@code limit} of the frames up to {@code available}. {@code progress} is the subscription's; given with each call, since
     * who polls has it at hand, and a reader would have to be come by first.
     */
    abstract int drain(Progress progress, FrameHandler handler, int limit, long available, PollContext context);

    /** There will be no more frames: lets go of all memory. */
    final void forget() {
        view.forget();
        sharedView.forget();
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
