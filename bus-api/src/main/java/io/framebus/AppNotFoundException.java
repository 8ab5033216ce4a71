package io.framebus;

/** The bus has no application of that name. */
public final class AppNotFoundException extends FrameBusException {
    private static final long serialVersionUID = 1L;

    /** For the application {@code app}. */
    public AppNotFoundException(String app) {
        super("there is no application \"" + app + '"');
    }
}
