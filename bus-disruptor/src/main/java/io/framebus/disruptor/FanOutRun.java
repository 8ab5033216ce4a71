package io.framebus.disruptor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

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
                            "handOver",
                            MethodType.methodType(boolean.class, FanOutSeat[].class, int.class, int.class));
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

    FanOutRun(FrameRing ring) {
        this.ring = ring;
    }

    /** Shows all members the frame whose turn it is. None was published before a member joined. */
    abstract SharedView view();

    /** What the thread's subscriptions share. */
    abstract S shared(PollContext context);

    /** Sees to it that the view shows frames from {@code index} to before {@code end}, payloads and all; false if that is not possible. */
    abstract boolean findPayloads(S frames, int index, int end);

    /** Whether the ring has the frame whose turn it is, as far as that matters. */
    abstract boolean isThere();

    /**
     * Hands the frame whose turn it is to the members at {@code from} to before {@code to}, as long as they go on. Where it has come to
     * says {@link #reached()}. False if it was overwritten under the last of them; an exception of the last one's handler leaves.
     */
    abstract boolean handOver(FanOutSeat[] seats, int from, int to);

    /**
     * {@link #handOver}, in a way that a compiler does not see through, so that the loop is compiled by itself. Compiled into its
     * callers it is a dozen calls deep below an agent's duty cycle, and a compiler that goes fifteen calls deep (HotSpot's second, if
     * told nothing else) makes a real call of each small one that a handler does: a delivery takes twice as long (decision 0030).
     *
     * @throws Throwable what the last one's handler threw
     */
    final boolean handOverApart(FanOutSeat[] seats, int from, int to) throws Throwable {
        FanOutRun<?> run = this;
        return (boolean) handOver.invokeExact(run, seats, from, to);
    }

    /**
     * Becomes the frames from the one that those in step read next to {@code last}. False, and there are none, if they are more than
     * {@code most}, do not find room together, bear other configurations, are more than so many bytes, or are not all there.
     *
     * @param forAll whether all members are in step: none of them wants what was read before
     */
    final boolean find(PollContext context, FanOutStep step, long last, long most, long maxBytes, boolean forAll) {
        long first = step.next();
        if (last - first >= most) {
            return false;
        }
        ConfigSet configs = step.configs();
        S shared = shared(context);
        if (forAll) {
            shared.beginAnewBehind(ring, first);
        }
        boolean found = find(shared, configs, first, last);
        if (!found && shared.first() != first) {
            shared.beginAt(ring, first); // behind others there was no room, perhaps
            found = find(shared, configs, first, last);
        }
        if (!found || shared.totalsBefore(end).bytes - shared.totalsBefore(index).bytes > maxBytes) {
            clear();
            return false;
        }
        shared.followed();
        start = index;
        show();
        return true;
    }

    private boolean find(S shared, ConfigSet configs, long first, long last) {
        index = shared.find(ring, first, last);
        end = index + (int) (last - first) + 1;
        return index != SharedHeaders.NONE
                && end <= shared.count()
                && shared.endOfRun(index, end, configs) == end
                && findPayloads(shared, index, end);
    }

    private void show() {
        if (index < end) {
            view().frame(index);
        }
    }

    /** There are no frames, nor is a handler shown any. */
    final void clear() {
        view().clear();
        index = 0;
        end = 0;
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
