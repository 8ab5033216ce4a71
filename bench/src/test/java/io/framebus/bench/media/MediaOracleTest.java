package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameKind;
import io.framebus.bench.media.TestMedia.Packet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every packet of every file, against what ffprobe found in it. */
class MediaOracleTest {
    /** Byte streams have no times; these are the rates they were made with, and which their parameter sets give. */
    private static final Map<String, Double> RATES = Map.of("slices.h264", 30_000 / 1001.0, "no-aud.h264", 25.0);

    static List<String> names() {
        return TestMedia.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldGiveThePacketsThatFfprobeGives(String name) throws IOException {
        List<List<Packet>> expected = TestMedia.packets(name);
        try (MediaSource source = MediaFiles.open(TestMedia.path(name))) {
            List<List<Packet>> read = read(source, name);
            assertEquals(expected.size(), read.size(), "tracks");
            for (int track = 0; track < read.size(); track++) {
                assertEquals(withTimes(expected.get(track), name), read.get(track), "track " + track);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldGiveUnitsInDecodeOrderWithDurations(String name) {
        try (MediaSource source = MediaFiles.open(TestMedia.path(name))) {
            long previousUs = Long.MIN_VALUE;
            for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
                assertTrue(unit.dtsUs() >= previousUs, unit + " after " + previousUs);
                assertTrue(unit.ptsUs() >= unit.dtsUs(), unit + " is presented before it is decoded");
                assertTrue(unit.durationUs() > 0, unit + " has no duration");
                previousUs = unit.dtsUs();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldGiveTheSameAgainAfterRewindAndAsClip(String name) {
        try (MediaSource source = MediaFiles.open(TestMedia.path(name))) {
            List<MediaUnit> first = drain(source);
            source.rewind();
            assertEquals(first, drain(source));
            assertEquals(source.unitCount(), first.size());
            MediaClip clip = MediaClip.load(source, MediaClip.DEFAULT_MAX_BYTES);
            assertEquals(first.size(), clip.unitCount());
            assertEquals(source.durationUs(), clip.durationUs());
            source.rewind();
            for (int i = 0; i < clip.unitCount(); i++) {
                MediaUnit unit = source.next();
                assertEquals(unit, unit(clip, i));
                byte[] fromFile = new byte[unit.size()];
                byte[] fromClip = new byte[unit.size()];
                assertEquals(unit.size(), source.copyPayload(ByteBuffer.wrap(fromFile)));
                assertEquals(unit.size(), clip.copyPayload(i, ByteBuffer.wrap(fromClip)));
                assertArrayEquals(fromFile, fromClip);
            }
        }
    }

    private static MediaUnit unit(MediaClip clip, int i) {
        return new MediaUnit(
                clip.trackId(i),
                clip.ptsUs(i),
                clip.dtsUs(i),
                clip.unitDurationUs(i),
                clip.size(i),
                clip.kind(i),
                clip.flags(i),
                clip.temporalLayer(i));
    }

    private static List<MediaUnit> drain(MediaSource source) {
        List<MediaUnit> units = new ArrayList<>();
        for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
            units.add(unit);
        }
        return units;
    }

    /** What the source gives as packets by track. */
    private static List<List<Packet>> read(MediaSource source, String name) {
        List<List<Packet>> tracks = new ArrayList<>();
        source.tracks().forEach(track -> tracks.add(new ArrayList<>()));
        ByteBuffer payload = ByteBuffer.allocate(1 << 20);
        for (MediaUnit unit = source.next(); unit != null; unit = source.next()) {
            assertEquals(unit.size(), source.copyPayload(payload.clear()), name);
            boolean isKey = unit.kind() != FrameKind.DELTA;
            String md5 = md5(payload.flip());
            tracks.get(unit.trackId())
                    .add(new Packet(unit.trackId(), unit.ptsUs(), unit.dtsUs(), unit.size(), isKey, md5));
        }
        return tracks;
    }

    /** With tracks numbered as ours are, and times where the format has none. */
    private static List<Packet> withTimes(List<Packet> packets, String name) {
        List<Packet> timed = new ArrayList<>();
        for (Packet p : packets) {
            boolean isAudio = p.stream() != 0 && !name.equals("audio-first.mp4");
            int track = name.equals("audio-first.mp4") ? 1 - p.stream() : isAudio ? 1 : 0;
            Double rate = RATES.get(name);
            Long us = rate == null ? null : Math.round(timed.size() * 1e6 / rate);
            timed.add(new Packet(
                    track, us == null ? p.ptsUs() : us, us == null ? p.dtsUs() : us, p.size(), p.isKey(), p.md5()));
        }
        return timed;
    }

    private static String md5(ByteBuffer payload) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(payload);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
