package io.framebus.disruptor;

import io.framebus.FanOut;
import org.jspecify.annotations.Nullable;

/**
 * Serves many subscriptions of one stream in passes over them ({@link FanOutPass}).
 *
 * <p>Those in step ({@link FanOutStep}) are handed the same {@link FanOutRun}. All that a poll looks at before it hands a frame over is
 * known of them, and of each a pass asks only whether it was stopped. What makes it otherwise takes it out of step: its own end, or a
 * handler that threw, for one; an overrun, or what has to be told to each before the next frame, for all. Who is out
 * of step is served alone once the others were, since that uses what the thread has for its polls, and comes in again where it meets
 * them.
 */
final class RingFanOut implements FanOut {
    private final Stream stream;
    private final FanOutSeats seats = new FanOutSeats();
    private final FanOutPass pass;
    private int start;
    private @Nullable Thread thread;

    /** What {@link #thread} uses for its polls. */
    private @Nullable PollContext context;

    private boolean serving;

    RingFanOut(Stream stream, boolean inPlace) {
        this.stream = stream;
        FanOutRun<?> run =
                inPlace ? new FanOutInPlace(stream.ring, stream.tracks) : new FanOutByCopy(stream.ring, stream.tracks);
        this.pass = new FanOutPass(stream.ring, seats, run);
    }

    @Override
    public void add(Member member) {
        refuseWhileServing();
        if (member == null || seats.contains(member)) {
            throw new IllegalArgumentException(
                    member == null ? "member must not be null" : "member must not be served already, is " + member);
        }
        if (!(member.subscription() instanceof RingSubscription subscription) || !subscription.isOf(stream)) {
            throw new IllegalArgumentException("subscription must be of " + stream.key + " as it is now, is of "
                    + member.subscription().key());
        }
        if (member.handler() == null) {
            throw new IllegalArgumentException("handler must not be null");
        }
        FanOutSeat seat = new FanOutSeat(member, subscription, stream.ring.cursor());
        seats.add(seat);
        pass.added(seat);
    }

    @Override
    public boolean remove(Member member) {
        refuseWhileServing();
        FanOutSeat seat = seats.remove(member);
        if (seat != null) {
            pass.removed(seat);
        }
        return seat != null;
    }

    @Override
    public int serve(int maxFrames, long maxBytes) {
        allow(maxFrames, maxBytes, false);
        return pass();
    }

    @Override
    public int serveAllOrNone(int maxFrames, long maxBytes) {
        allow(maxFrames, maxBytes, true);
        return pass();
    }

    private void allow(int maxFrames, long maxBytes, boolean allOrNone) {
        refuseWhileServing();
        if (maxFrames < 0 || maxBytes < 0) {
            throw new IllegalArgumentException(
                    "maxFrames and maxBytes must be 0 or more, are " + maxFrames + " and " + maxBytes);
        }
        // Read before the cursor: nothing of a stream that has ended is left out, nor is its end.
        boolean ended = stream.isEnded();
        pass.allow(stream.ring.cursor(), ended ? 0 : maxFrames, maxBytes, allOrNone);
    }

    private int pass() {
        int first = start < seats.size() ? start : 0;
        start = first + 1;
        serving = true;
        try {
            pass.serveInStep(contextOfThisThread(), first);
            pass.serveAlone();
        } finally {
            serving = false;
        }
        return pass.served();
    }

    /**
     * What this thread uses for its polls. Where it is another thread than last time, nobody is in step any more: who is was entered by one
     * thread, and is to be entered by no other meanwhile.
     */
    @SuppressWarnings("ReferenceEquality") // threads are compared by identity
    private PollContext contextOfThisThread() {
        Thread current = Thread.currentThread();
        PollContext known = context;
        if (known == null || thread != current) {
            pass.dissolve();
            known = PollContext.ofThisThread();
            context = known;
            thread = current;
        }
        return known;
    }

    private void refuseWhileServing() {
        if (serving) {
            throw new IllegalStateException("a fan-out must not be used from within what it serves");
        }
    }

    @Override
    public long frames() {
        return pass.frames();
    }

    @Override
    public long bytes() {
        return pass.bytes();
    }

    @Override
    public boolean isDrained() {
        return pass.isDrained();
    }
}
