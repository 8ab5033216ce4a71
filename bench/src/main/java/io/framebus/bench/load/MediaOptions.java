package io.framebus.bench.load;

import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaFiles;
import io.framebus.bench.media.MediaSource;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is played: a mixin for picocli, which sets them. */
public final class MediaOptions {
    private static final Duration MAX_CLIP = Duration.ofHours(24);

    @Option(
            names = "--media",
            paramLabel = "FILE",
            description = "Play a media file: MP4, IVF, H.264 Annex B, or a trace made by 'trace extract'.")
    @Nullable
    Path media;

    @Option(
            names = "--trace",
            paramLabel = "NAME",
            description = "Play a bundled trace: see 'trace list'. Default: " + BundledTraces.DEFAULT + ".")
    @Nullable
    String trace;

    @Option(
            names = "--clip-seconds",
            paramLabel = "N",
            description = "Play the first seconds of it only, over and over.")
    double clipSeconds;

    /** For picocli. */
    public MediaOptions() {}

    /** What it is, as the user named it. */
    public String name() {
        return media != null ? "file " + media : "trace " + traceName();
    }

    private String traceName() {
        return trace != null ? trace : BundledTraces.DEFAULT;
    }

    /**
     * The media, loaded.
     *
     * @throws IllegalArgumentException if the options do not go together; names them
     * @throws io.framebus.bench.media.MediaException if the media cannot be used
     */
    public MediaClip clip() {
        if (media != null && trace != null) {
            throw new IllegalArgumentException("--media and --trace exclude each other");
        }
        if (!(clipSeconds >= 0 && clipSeconds <= MAX_CLIP.toSeconds())) {
            throw new IllegalArgumentException(
                    "--clip-seconds must be between 0 and " + MAX_CLIP.toSeconds() + ", is " + clipSeconds);
        }
        Duration longest = clipSeconds > 0 ? Duration.ofNanos((long) (clipSeconds * 1e9)) : MAX_CLIP.multipliedBy(365);
        try (MediaSource source = media != null ? MediaFiles.open(media) : BundledTraces.open(traceName())) {
            return MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES, longest);
        }
    }
}
