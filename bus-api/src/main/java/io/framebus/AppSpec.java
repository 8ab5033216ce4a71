package io.framebus;

/**
 * An application: a namespace of streams with settings of their own.
 *
 * @param name the application's name, not blank
 * @param streams the settings of its streams, where a publisher brings none
 */
public record AppSpec(String name, StreamConfig streams) {
    /**
     * @throws IllegalArgumentException if the name is null or blank or the settings are null
     */
    public AppSpec {
        Checks.notBlank(name, "name");
        Checks.notNull(streams, "streams");
    }
}
