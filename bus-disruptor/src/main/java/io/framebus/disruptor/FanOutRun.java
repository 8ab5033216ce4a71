package io.framebus.disruptor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * The frames that one pass of a {@link RingFanOut} hands to all members in step, one after the other: they bear the same
 * configurations, were read once and proved whole. For the thread that serves.
 *
 * @param <S> where they are kept
 */
abstract sealed class FanOutRun<S extends SharedHeaders> permits FanOutByCopy, FanOutInPlace {
    /** What {@link #view} is made with. */
    static final long NOTHING_REPLAYED = -1;

    private static final MethodHandle HAND_OVER;

    static {
        try {
            HAND_OVER = MethodHandles.lookup()
                    .findVirtual(
                            FanOutRun.class,
                            "handOverAll",
                            MethodType.methodType(
                                    boolean.class,
                                    FanOutSeat[].class,
                                    int.class,
                                    int.class,
                                    boolean.class,
                                    FanOutStep.class));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Not static, and so not a constant to a compiler: see {@link #handOverApart}. */
    private final MethodHandle handOver = HAND_OVER;

    final FrameRing ring;
    private int start;
    private int index;
    private int end;
    private int reached;
    private int unwanted;

    // Of the frames that the last handOverApart has handed to all before the one whose turn it is:
    private long handedBefore;
    private long bytesBefore;

    FanOutRun(FrameRing ring) {
        this.ring = ring;
    }

    /** Shows all members the frame whose turn it is. None was published before a member joined. */
    abstract SharedView view();

    /** What the thread's subscriptions share. */
    abstract S shared(PollContext context);

    /** Sees to it that the view shows frames from {@code index} to before {@code end}, payloads and all; returns how far that is possible. */
    abstract int findPayloads(S frames, int index, int end);

    /** Whether the ring has the frame {@code sequence}, as far as that matters. */
    abstract boolean isThere(long sequence);

    /**
     * Hands the frame whose turn it is to the members at {@code from} to before {@code to}, as long as they go on. Where it has come to
     * says {@link #reached()}. False if it was overwritten under the last of them; an exception of the last one's handler leaves.
     */
    abstract boolean handOver(FanOutSeat[] seats, int from, int to);

    /**
     * Hands the frame whose turn it is to the members at {@code from} to before {@code to}. If they are {@code everybody}, the frames behind it
     * as well, as long as each is handed to all: nothing has to be asked between them. Whose turn it is then is the first that was not, or the
     * last that there was. As {@link #handOver} of that frame.
     */
    final boolean handOverAll(FanOutSeat[] seats, int from, int to, boolean everybody, FanOutStep step) {
        boolean there = handOver(seats, from, to);
        while (everybody && there && reached == to && index + 1 < end && mayBegin(view().sequence() + 1)) {
            int handed = to - from - unwanted;
            handedBefore += handed;
            bytesBefore += (long) handed * view().length();
            step.moveOn(view());
            moveOn();
            there = handOver(seats, from, to);
        }
        return there;
    }

    /** Before the frame {@code sequence} is handed to anybody: orders it behind those before it. False if it was overwritten meanwhile. */
    final boolean mayBegin(long sequence) {
        orderFrames();
        return isThere(sequence);
    }

    /**
     * Once for a frame what a poll does for each delivery. Between the members there is no fence, so that what the frame is can be
     * read once for all: with one, a compiler reads view, header and buffer anew for each of them.
     */
    private static void orderFrames() {
        // Release fence: what handlers did with the frames before this one, before its members' sequences go on
        // (FanOutSeat.deliver). Partner: the acquire load in Progress.next. Without it, whoever sees that a frame was
        // delivered might not see what was done with the one before.
        VarHandle.releaseFence();
        // Acquire fence: the frames before this one, before its looks at who was stopped (FanOutSeat.goesOn). Partner:
        // none, as the flag promises no order. Without it a compiler could keep what it saw at an earlier frame, and
        // one that another thread has closed be handed the rest.
        VarHandle.acquireFence();
    }

    /**
     * {@link #handOverAll}, in a way that a compiler does not see through, so that the loops are compiled by themselves. Compiled into their
     * callers they are a dozen calls deep below an agent's duty cycle, and a compiler that goes fifteen calls deep (HotSpot's second, if
     * told nothing else) makes a real call of each small one that a handler does: a delivery takes twice as long (decision 0030).
     *
     * @throws Throwable what the last one's handler threw
     */
    final boolean handOverApart(FanOutSeat[] seats, int from, int to, boolean everybody, FanOutStep step)
            throws Throwable {
        FanOutRun<?> run = this;
        handedBefore = 0;
        bytesBefore = 0;
        return (boolean) handOver.invokeExact(run, seats, from, to, everybody, step);
    }

    /** Frames, to one member each, that the last {@link #handOverApart} has handed to all before the one whose turn it is. */
    final long handedBefore() {
        return handedBefore;
    }

    /** Payload bytes of these. */
    final long bytesBefore() {
        return bytesBefore;
    }

    /**
     * Becomes the frames from the one that those in step read next to the last that a pass goes to, or as many of them as are allowed, bear the same
     * configurations, are there, and find room together. False, and there are none, if that is not a single one, or not all where it
     * is to be all or none.
     *
     * @param members how many there are: where all are in step, none of them wants what was read before
     */
    final boolean find(PollContext context, FanOutStep step, int members) {
        long first = step.next();
        long last = step.last();
        long to = Math.min(last, first + step.framesAllowed() - 1);
        long fewest = step.isAllOrNone() ? last - first + 1 : 1;
        if (to - first + 1 < fewest) {
            return false;
        }
        S shared = shared(context);
        if (step.size() == members) {
            shared.beginAnewBehind(ring, first);
        }
        find(shared, step.configs(), first, to, step.bytesAllowed());
        if (end - index < fewest && shared.first() != first) {
            shared.beginAt(ring, first); // behind others there was no room, perhaps
            find(shared, step.configs(), first, to, step.bytesAllowed());
        }
        if (end - index < fewest) {
            clear();
            return false;
        }
        shared.followed();
        start = index;
        show();
        return true;
    }

    private void find(S shared, ConfigSet configs, long first, long to, long maxBytes) {
        index = shared.find(ring, first, to);
        end = index;
        if (index != SharedHeaders.NONE) {
            int there = Math.min(shared.count(), index + (int) (to - first) + 1);
            int allowed = shared.endWithin(index, shared.endOfRun(index, there, configs), maxBytes);
            end = findPayloads(shared, index, allowed);
        }
    }

    private void show() {
        if (index < end) {
            view().frame(index);
        }
    }

    /** There are no frames, nor is a handler shown any. */
    final void clear() {
        view().clear();
        start = 0;
        index = 0;
        end = 0;
    }

    /** How many frames there are, those whose turn is over among them. */
    final int frames() {
        return end - start;
    }

    /** Payload bytes of these, while nothing else was read. */
    final long bytes(PollContext context) {
        S shared = shared(context);
        return shared.totalsBefore(end).bytes - shared.totalsBefore(start).bytes;
    }

    /** Of the frame whose turn it is, among the others; 0 for the first. */
    final int position() {
        return index - start;
    }

    final boolean hasFrame() {
        return index < end;
    }

    /** It is the next frame's turn, if there is one. */
    final void moveOn() {
        index++;
        show();
    }

    /** How many members did not want the frame among those that the last {@link #handOver} passed. */
    final int unwanted() {
        return unwanted;
    }

    /** The place behind the last member that {@link #handOver} passed. */
    final int reached() {
        return reached;
    }

    final void reached(int reached, int unwanted) {
        this.reached = reached;
        this.unwanted = unwanted;
    }
}
