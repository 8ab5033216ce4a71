package io.framebus.bench.load;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.bench.media.MediaClip;

/**
 * A place in one stream: a sequence, and the unit of the playlist that is published at it. Moves forward only, one frame at a
 * time; allocates nothing. Not thread-safe: generator and subscribers have one each.
 */
final class Playhead {
    private final Playlist playlist;
    private final MediaClip clip;
    private final StreamStart start;
    private long sequence;
    private int unit;
    private long passUs;

    /** At the first unit of a stream, published at {@code firstSequence}. */
    Playhead(Playlist playlist, StreamStart start, long firstSequence) {
        this.playlist = playlist;
        this.clip = playlist.clip();
        this.start = start;
        this.sequence = firstSequence;
        this.unit = start.unit();
    }

    void advance() {
        sequence++;
        unit++;
        if (unit == clip.unitCount()) {
            unit = 0;
            passUs += clip.durationUs();
        }
    }

    /** The sequence here. */
    long sequence() {
        return sequence;
    }

    /** The clip's unit here. */
    int unit() {
        return unit;
    }

    /** When the frame here is due, in nanoseconds since the start of the run. */
    long dueNs() {
        return playlist.dueNs(start, dtsUs());
    }

    int trackId() {
        return clip.trackId(unit);
    }

    FrameKind kind() {
        return clip.kind(unit);
    }

    int flags() {
        return clip.flags(unit);
    }

    int size() {
        return clip.size(unit);
    }

    private long ptsUs() {
        return passUs + clip.ptsUs(unit) - clip.startUs();
    }

    private long dtsUs() {
        return playlist.mediaUs(passUs, unit);
    }

    /** Makes {@code header} that of the frame here. */
    void describe(FrameHeader header) {
        int track = clip.trackId(unit);
        header.trackId(track)
                .kind(clip.kind(unit))
                .codec(clip.tracks().get(track).codec())
                .flags(clip.flags(unit))
                .temporalLayer(clip.temporalLayer(unit))
                .ptsUs(ptsUs())
                .dtsUs(dtsUs())
                .durationUs(clip.unitDurationUs(unit));
    }

    /** Whether {@code frame} has the header and the length of the frame here. */
    boolean matches(DeliveredFrame frame) {
        int track = clip.trackId(unit);
        return frame.sequence() == sequence
                && frame.trackId() == track
                && frame.kind() == clip.kind(unit)
                && frame.codec() == clip.tracks().get(track).codec()
                && frame.flags() == clip.flags(unit)
                && frame.temporalLayer() == clip.temporalLayer(unit)
                && frame.ptsUs() == ptsUs()
                && frame.dtsUs() == dtsUs()
                && frame.durationUs() == clip.unitDurationUs(unit)
                && frame.length() == clip.size(unit);
    }
}
