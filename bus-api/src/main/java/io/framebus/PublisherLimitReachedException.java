package io.framebus;

/** The bus has as many publishers, over all applications, as it may have. */
public final class PublisherLimitReachedException extends FrameBusException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    /** At a limit of {@code limit} publishers. */
    public PublisherLimitReachedException(int limit) {
        super("the bus has reached its limit of " + limit + " publishers");
        this.limit = limit;
    }

    /** The limit, in publishers. */
    public int limit() {
        return limit;
    }
}
