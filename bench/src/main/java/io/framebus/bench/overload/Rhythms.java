package io.framebus.bench.overload;

import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaFiles;
import io.framebus.bench.media.MediaSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where rhythms come from. */
final class Rhythms {
    private Rhythms() {}

    /**
     * The rhythm of a media file, or of a bundled trace if there is none.
     *
     * @throws io.framebus.bench.media.MediaException if it cannot be used
     * @throws IllegalArgumentException if it has no video key frame
     */
    static Rhythm load(@Nullable String trace, @Nullable String media) {
        try (MediaSource source = media != null
                ? MediaFiles.open(Path.of(media))
                : BundledTraces.open(trace != null ? trace : BundledTraces.DEFAULT)) {
            return Rhythm.of(MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES));
        }
    }
}
