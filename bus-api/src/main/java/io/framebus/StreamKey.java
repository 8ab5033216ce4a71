package io.framebus;

/**
 * The name of a stream: the application it belongs to and its name within that application.
 *
 * <p>Immutable; may be used from any thread and as a map key.
 *
 * @param app the application, not blank
 * @param stream the stream's name within the application, not blank
 */
public record StreamKey(String app, String stream) {
    /**
     * @throws IllegalArgumentException if either part is null or blank
     */
    public StreamKey {
        Checks.notBlank(app, "app");
        Checks.notBlank(stream, "stream");
    }

    /**
     * The key of the stream {@code stream} in the application {@code app}.
     *
     * @throws IllegalArgumentException if either part is null or blank
     */
    public static StreamKey of(String app, String stream) {
        return new StreamKey(app, stream);
    }

    /** {@code app/stream}. */
    @Override
    public String toString() {
        return app + '/' + stream;
    }
}
