package io.framebus;

import org.agrona.ErrorHandler;

/** Where the failures go of an {@link EgressAgent} that was given no error handler. */
final class EgressLog implements ErrorHandler {
    private static final System.Logger LOG = System.getLogger(EgressAgent.class.getName());

    @Override
    public void onError(Throwable failure) {
        LOG.log(System.Logger.Level.WARNING, failure.getMessage(), failure);
    }
}
