package io.framebus.bench.load;

import io.framebus.bench.media.BundledTraces;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaFiles;
import io.framebus.bench.media.MediaSource;
import io.framebus.bench.text.Values;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is played: a mixin for picocli, which sets them. */
public final class MediaOptions {
    private static final Duration MAX_CLIP = Duration.ofHours(24);
    private static final int MIN_PACKET_BYTES = 64;
    /** What a UDP datagram can hold over IPv4. */
    private static final int MAX_PACKET_BYTES = 65_507;

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

    @Option(
            names = "--packet-bytes",
            paramLabel = "BYTES",
            converter = Values.BytesConverter.class,
            description =
                    "Publish packets of so many bytes at most, as an ingest of RTP does, instead of whole pictures and sounds:"
                            + " one may be of many packets, which are due together. A frame then is a packet.")
    @Nullable
    Long packetBytes;

    /** For picocli. */
    public MediaOptions() {}

    /** What it is, as the user named it. */
    public String name() {
        String whole = media != null ? "file " + media : "trace " + traceName();
        return packetBytes == null ? whole : whole + " in packets of at most " + packetBytes + " bytes";
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
        if (packetBytes != null && (packetBytes < MIN_PACKET_BYTES || packetBytes > MAX_PACKET_BYTES)) {
            throw new IllegalArgumentException("--packet-bytes must be between " + MIN_PACKET_BYTES + " and "
                    + MAX_PACKET_BYTES + ", is " + packetBytes);
        }
        MediaClip whole = whole();
        return packetBytes == null ? whole : whole.inPackets(Math.toIntExact(packetBytes));
    }

    private MediaClip whole() {
        Duration longest = clipSeconds > 0 ? Duration.ofNanos((long) (clipSeconds * 1e9)) : MAX_CLIP.multipliedBy(365);
        try (MediaSource source = media != null ? MediaFiles.open(media) : BundledTraces.open(traceName())) {
            return MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES, longest);
        }
    }
}
