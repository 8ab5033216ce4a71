package io.framebus.disruptor;

/**
 * Where those members of a {@link RingFanOut} are that are in step: all read the same frame next, are settled for the same
 * configurations, and stay entered between passes. For the thread that serves.
 */
final class FanOutStep extends FanOutAllowance {
    private int size;

    // Of no meaning while nobody is in step:
    private long next;
    private ConfigSet configs = ConfigSet.EMPTY;

    /** The totals before {@link #next}: those in step do not keep their own. */
    private final Totals before = new Totals();

    private final Totals leaving = new Totals();

    int size() {
        return size;
    }

    /** The sequence read next. */
    long next() {
        return next;
    }

    /** Whether all in step have read all that the pass goes up to. */
    boolean isDrained() {
        return next > last();
    }

    /** What all are settled for. */
    ConfigSet configs() {
        return configs;
    }

    /** The first comes in, if it can be. */
    boolean begin(FanOutSeat seat) {
        ConfigSet settled = seat.selector.settled;
        if (settled == null || !seat.enterStep()) {
            return false;
        }
        next = seat.next();
        configs = settled;
        before.set(seat.progress());
        size = 1;
        return true;
    }

    /** Another one comes in, if it stands where the others do. */
    boolean join(FanOutSeat seat) {
        if (seat.next() != next || !isFor(seat) || !seat.enterStep()) {
            return false;
        }
        size++;
        return true;
    }

    /** Whether it is settled for the same. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    boolean isFor(FanOutSeat seat) {
        return seat.selector.settled == configs;
    }

    /** A member goes out, before the frame that {@code view} shows or behind it. */
    void leave(FanOutSeat seat, SharedView view) {
        leaving.set(before);
        if (seat.next() > next) {
            leaving.add(view.packed(), view.length());
        }
        size--;
        seat.leaveStep(leaving);
    }

    /** All have been handed the frame that {@code view} shows. */
    void moveOn(SharedView view) {
        before.add(view.packed(), view.length());
        next++;
    }
}
