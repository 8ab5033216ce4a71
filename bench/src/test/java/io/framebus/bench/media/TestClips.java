package io.framebus.bench.media;

import io.framebus.Codec;
import io.framebus.FrameKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small clips with known content. */
public final class TestClips {
    public static final int VIDEO = 0;
    public static final int AUDIO = 1;
    public static final long VIDEO_STEP_US = 40_000;
    public static final long AUDIO_STEP_US = 20_000;

    private TestClips() {}

    /** 20 video frames at 25 frames/s, every fifth a key frame, and 40 audio frames; both with configurations. */
    public static MediaClip trace() {
        return of(videoAndAudio(20, 5));
    }

    /** The same with payload. */
    public static MediaClip withPayload() {
        return MediaClip.load(new Source(videoAndAudio(20, 5), true), MediaClip.DEFAULT_MAX_BYTES);
    }

    /** These units, without payload. */
    public static MediaClip of(List<MediaUnit> units) {
        return MediaClip.load(new Source(units, false), MediaClip.DEFAULT_MAX_BYTES);
    }

    /** 10 audio frames of 3 bytes. */
    public static MediaClip tinyAudio() {
        List<MediaUnit> units = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            units.add(new MediaUnit(
                    AUDIO, i * AUDIO_STEP_US, i * AUDIO_STEP_US, AUDIO_STEP_US, 3, FrameKind.AUDIO, 0, 0));
        }
        return of(units);
    }

    /** Video only, from kinds: K key, D delta, and with {@code d} a delta that is discardable. Decoding begins at 1 s. */
    public static MediaClip video(String kinds) {
        List<MediaUnit> units = new ArrayList<>();
        for (int i = 0; i < kinds.length(); i++) {
            FrameKind kind = kinds.charAt(i) == 'K' ? FrameKind.KEY : FrameKind.DELTA;
            int flags = kinds.charAt(i) == 'd' ? io.framebus.FrameFlags.DISCARDABLE : 0;
            long dtsUs = 1_000_000 + i * VIDEO_STEP_US;
            units.add(new MediaUnit(VIDEO, dtsUs + VIDEO_STEP_US, dtsUs, VIDEO_STEP_US, 100 + i, kind, flags, 0));
        }
        return of(units);
    }

    /**
     * One or two video tracks and perhaps sound, with key frames, discardable frames, sizes and times drawn from {@code seed}. The
     * first unit is a key frame.
     */
    public static MediaClip random(long seed) {
        Random random = new Random(seed);
        int videoTracks = 1 + random.nextInt(2);
        boolean audio = random.nextBoolean();
        int keyPercent = 3 + random.nextInt(25);
        int count = 20 + random.nextInt(120);
        List<MediaUnit> units = new ArrayList<>();
        long dtsUs = 0;
        for (int i = 0; i < count; i++) {
            int track = i == 0 ? 0 : random.nextInt(videoTracks + (audio ? 1 : 0));
            boolean sound = track == videoTracks;
            boolean key = i == 0 || random.nextInt(100) < keyPercent;
            int flags = !sound && !key && random.nextInt(4) == 0 ? io.framebus.FrameFlags.DISCARDABLE : 0;
            FrameKind kind = sound ? FrameKind.AUDIO : key ? FrameKind.KEY : FrameKind.DELTA;
            int size = sound ? 60 : key ? 2000 + random.nextInt(3000) : random.nextInt(900);
            units.add(new MediaUnit(track, dtsUs, dtsUs, VIDEO_STEP_US, size, kind, flags, 0));
            dtsUs += random.nextInt(3) == 0 ? 0 : 1000L * random.nextInt(40);
        }
        List<MediaTrack> tracks = new ArrayList<>();
        for (int track = 0; track <= videoTracks; track++) {
            if (track < videoTracks || audio) {
                byte[] configuration = new byte[random.nextInt(3) * 7];
                tracks.add(
                        track < videoTracks
                                ? new MediaTrack(
                                        track, Codec.H264, 90_000, ByteBuffer.wrap(configuration), 640, 360, 0, 0)
                                : new MediaTrack(
                                        track, Codec.AAC, 48_000, ByteBuffer.wrap(configuration), 0, 0, 48_000, 2));
            }
        }
        return MediaClip.load(new Source(tracks, units, false), MediaClip.DEFAULT_MAX_BYTES);
    }

    public static List<MediaTrack> tracks() {
        return List.of(
                new MediaTrack(VIDEO, Codec.H264, 90_000, ByteBuffer.wrap(new byte[] {1, 2, 3}), 640, 360, 0, 0),
                new MediaTrack(AUDIO, Codec.AAC, 48_000, ByteBuffer.wrap(new byte[] {4, 5}), 0, 0, 48_000, 2));
    }

    private static List<MediaUnit> videoAndAudio(int videoFrames, int keyInterval) {
        List<MediaUnit> units = new ArrayList<>();
        for (int i = 0; i < videoFrames; i++) {
            long timeUs = i * VIDEO_STEP_US;
            FrameKind kind = i % keyInterval == 0 ? FrameKind.KEY : FrameKind.DELTA;
            int size = kind == FrameKind.KEY ? 4000 : 500 + 7 * i;
            units.add(new MediaUnit(VIDEO, timeUs, timeUs, VIDEO_STEP_US, size, kind, 0, 0));
            for (long audioUs = timeUs; audioUs < timeUs + VIDEO_STEP_US; audioUs += AUDIO_STEP_US) {
                units.add(new MediaUnit(AUDIO, audioUs, audioUs, AUDIO_STEP_US, 60, FrameKind.AUDIO, 0, 0));
            }
        }
        return units;
    }

    /** Units in memory; the payload of each is drawn from its index. */
    private static final class Source implements MediaSource {
        private final List<MediaTrack> tracks;
        private final List<MediaUnit> units;
        private final boolean payload;
        private int next;

        Source(List<MediaUnit> units, boolean payload) {
            this(TestClips.tracks(), units, payload);
        }

        Source(List<MediaTrack> tracks, List<MediaUnit> units, boolean payload) {
            this.tracks = tracks;
            this.units = units;
            this.payload = payload;
        }

        @Override
        public MediaOrigin origin() {
            return new MediaOrigin("test", "", "");
        }

        @Override
        public List<MediaTrack> tracks() {
            return tracks;
        }

        @Override
        public boolean hasPayload() {
            return payload;
        }

        @Override
        public int unitCount() {
            return units.size();
        }

        @Override
        public long durationUs() {
            MediaUnit last = units.get(units.size() - 1);
            return last.dtsUs() + last.durationUs() - units.get(0).dtsUs();
        }

        @Override
        public MediaUnit next() {
            return next < units.size() ? units.get(next++) : null;
        }

        @Override
        public int copyPayload(ByteBuffer target) {
            byte[] bytes = new byte[units.get(next - 1).size()];
            new Random(next).nextBytes(bytes);
            target.put(bytes);
            return bytes.length;
        }

        @Override
        public void rewind() {
            next = 0;
        }

        @Override
        public void close() {}
    }
}
