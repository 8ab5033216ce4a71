package io.framebus.bench.consumer;

/**
 * When one consumer reads nothing: stalls in the order of time, of which none begins before the one before it has ended. Times
 * are nanoseconds since the start of the run. Not thread-safe; does not allocate.
 */
public abstract class StallSchedule {
    /** Later than any run. */
    public static final long NEVER = Long.MAX_VALUE / 4;

    private long startNs;
    private long endNs;

    /** Before the first stall: {@link #advance()} goes to it. */
    protected StallSchedule() {}

    /** Goes to the next stall. After the last one, that is {@link #NEVER}. */
    public abstract void advance();

    /** Sets the stall. For {@link #advance()}. */
    protected final void set(long startNs, long endNs) {
        this.startNs = startNs;
        this.endNs = endNs;
    }

    /** When the stall begins. */
    public final long startNs() {
        return startNs;
    }

    /** When reading goes on. */
    public final long endNs() {
        return endNs;
    }

    /**
     * The first time from {@code atNs} on at which the consumer reads. Goes past the stalls that are over then, so times asked for
     * must not go back.
     */
    public final long firstReadFrom(long atNs) {
        long readNs = atNs;
        while (startNs <= readNs) {
            readNs = Math.max(readNs, endNs);
            advance();
        }
        return readNs;
    }
}
