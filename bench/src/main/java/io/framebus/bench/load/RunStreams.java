package io.framebus.bench.load;

import io.framebus.FrameBus;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.bench.media.MediaTrack;
import java.nio.ByteBuffer;
import java.util.Locale;

/** The streams of a run. Each begins with the configurations of its tracks, published before anyone joins. */
final class RunStreams implements AutoCloseable {
    static final String APP = "load";

    private final Playlist playlist;
    private final StreamStart[] starts;
    private final StreamHandle[] handles;
    private final Playhead[] places;
    private final long firstSequence;

    RunStreams(LoadConfig config, FrameBus bus, String name) {
        playlist = config.playlist();
        starts = config.starts();
        handles = new StreamHandle[config.streams()];
        places = new Playhead[config.streams()];
        long configurations = 0;
        for (int k = 0; k < handles.length; k++) {
            StreamKey key = StreamKey.of(APP, String.format(Locale.ROOT, "%s-%02d", name, k));
            handles[k] = bus.startPublish(key, config.ring());
            configurations = publishConfigurations(handles[k]);
            places[k] = new Playhead(playlist, starts[k], configurations);
        }
        firstSequence = configurations;
    }

    private int publishConfigurations(StreamHandle handle) {
        int published = 0;
        for (MediaTrack track : playlist.clip().tracks()) {
            ByteBuffer configuration = track.configuration();
            if (configuration.hasRemaining()) {
                byte[] bytes = new byte[configuration.remaining()];
                configuration.get(bytes);
                FrameKind kind = track.isVideo() ? FrameKind.KEY : FrameKind.AUDIO;
                handle.publish(MediaFrame.config(track.id(), kind, track.codec(), bytes));
                published++;
            }
        }
        return published;
    }

    Playlist playlist() {
        return playlist;
    }

    StreamHandle[] handles() {
        return handles;
    }

    /** Where each stream's generator stands; for the generator until it has ended. */
    Playhead[] places() {
        return places;
    }

    /** A place at the first unit of a stream. */
    Playhead begin(int stream) {
        return new Playhead(playlist, starts[stream], firstSequence);
    }

    /** Frames of all streams that are due before {@code elapsedNs}. */
    long framesDue(long elapsedNs) {
        long due = 0;
        for (StreamStart start : starts) {
            due += playlist.framesDue(start, elapsedNs);
        }
        return due;
    }

    /** Frames sent, by stream, configurations left out. Once the generators have ended. */
    long[] sent() {
        long[] sent = new long[places.length];
        for (int k = 0; k < sent.length; k++) {
            sent[k] = places[k].sequence() - firstSequence;
        }
        return sent;
    }

    @Override
    public void close() {
        for (StreamHandle handle : handles) {
            handle.close();
        }
    }
}
