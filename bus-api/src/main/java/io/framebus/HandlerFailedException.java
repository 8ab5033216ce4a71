package io.framebus;

/** What an {@link EgressAgent} tells its error handler when a handler threw: whose it was, and as the cause what it threw. */
public final class HandlerFailedException extends FrameBusException {
    private static final long serialVersionUID = 1L;

    private final long subscriptionId;

    HandlerFailedException(Subscription subscription, String consequence, Throwable cause) {
        super("serving " + new SubscriberRef(subscription.key(), subscription.id(), subscription.label()) + " failed, "
                + consequence);
        this.subscriptionId = subscription.id();
        initCause(cause);
    }

    /** The {@link Subscription#id()} of the subscription that was being served. */
    public long subscriptionId() {
        return subscriptionId;
    }
}
