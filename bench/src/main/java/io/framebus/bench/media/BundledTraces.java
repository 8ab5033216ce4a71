package io.framebus.bench.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The traces that ship with the bench. Their README says what they show, where they are from and how they were made. */
public final class BundledTraces {
    /** The trace to use when none is asked for: the longest with video and audio. */
    public static final String DEFAULT = "film-1080p24";

    private static final List<String> NAMES = List.of(DEFAULT, "screenshare-720p", "phone-1080p");
    private static final String DIRECTORY = "/io/framebus/bench/traces/";

    private BundledTraces() {}

    /** The names, the default first. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Opens the trace called {@code name}.
     *
     * @throws MediaException if there is no such trace
     */
    public static MediaSource open(String name) {
        if (!NAMES.contains(name)) {
            throw new MediaException(name, "is not a bundled trace; there are " + String.join(", ", NAMES));
        }
        try (InputStream in = BundledTraces.class.getResourceAsStream(DIRECTORY + name + ".trace.csv")) {
            if (in == null) {
                throw new MediaException(name, "is missing from the program's resources");
            }
            return TraceReader.read(name, in);
        } catch (MalformedMedia | IOException e) {
            throw new MediaException(name, String.valueOf(e.getMessage()), e);
        }
    }
}
