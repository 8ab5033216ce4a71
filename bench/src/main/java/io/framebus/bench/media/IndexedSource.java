package io.framebus.bench.media;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source over an index made beforehand; payload, where there is one, is read from the file when asked for. */
final class IndexedSource implements MediaSource {
    private final MediaOrigin origin;
    private final List<MediaTrack> tracks;
    private final UnitIndex units;
    private final @Nullable MediaFile file;
    private int current = -1;

    /** Takes over {@code file}: closed with this. Null: a source without payload. */
    IndexedSource(MediaOrigin origin, List<MediaTrack> tracks, UnitIndex units, @Nullable MediaFile file) {
        this.origin = origin;
        this.tracks = List.copyOf(tracks);
        this.units = units;
        this.file = file;
        units.deriveDurations();
    }

    @Override
    public MediaOrigin origin() {
        return origin;
    }

    @Override
    public List<MediaTrack> tracks() {
        return tracks;
    }

    @Override
    public boolean hasPayload() {
        return file != null;
    }

    @Override
    public int unitCount() {
        return units.count();
    }

    @Override
    public long durationUs() {
        return units.spanUs();
    }

    @Override
    public @Nullable MediaUnit next() {
        if (current + 1 >= units.count()) {
            current = units.count();
            return null;
        }
        return units.unit(++current);
    }

    @Override
    public int copyPayload(ByteBuffer target) {
        if (file == null) {
            throw new IllegalStateException(origin.name() + " has no payload");
        }
        if (current < 0 || current >= units.count()) {
            throw new IllegalStateException("no unit: next() was not called, or returned null");
        }
        int size = units.size(current);
        if (size > target.remaining()) {
            throw new BufferOverflowException();
        }
        int limit = target.limit();
        target.limit(target.position() + size);
        try {
            file.read(units.offset(current), target);
        } finally {
            target.limit(limit);
        }
        return size;
    }

    @Override
    public void rewind() {
        current = -1;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
