package io.framebus.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The media files of the tests and what ffprobe says is in them: see src/test/scripts/make-media.sh. */
final class TestMedia {
    private TestMedia() {}

    static List<String> names() {
        return List.of(
                "plain.mp4",
                "audio-first.mp4",
                "bframes.mp4",
                "ntsc.mp4",
                "negative-cts.mp4",
                "late-picture.mp4",
                "fragmented.mp4",
                "fragmented-edits.mp4",
                "fragmented-mixed.mp4",
                "hevc.mp4",
                "hevc-layers.mp4",
                "vp9-opus.mp4",
                "vp8.ivf",
                "vp9.ivf",
                "av1.ivf",
                "slices.h264",
                "no-aud.h264");
    }

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestMedia.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A packet as ffprobe sees it. Times are null where the format has none. */
    record Packet(int stream, Long ptsUs, Long dtsUs, int size, boolean isKey, String md5) {}

    /** The packets of each stream, video streams first, in decode order. */
    static List<List<Packet>> packets(String name) throws IOException {
        Map<Integer, String> timeBases = new HashMap<>();
        List<Integer> video = new ArrayList<>();
        List<Integer> audio = new ArrayList<>();
        Map<Integer, List<Packet>> packets = new HashMap<>();
        for (String line : Files.readAllLines(path(name + ".packets"))) {
            String[] fields = line.replace("# ", "").split(",", -1);
            int stream = Integer.parseInt(fields[0]);
            if (line.startsWith("# ")) {
                (fields[1].equals("video") ? video : audio).add(stream);
                timeBases.put(stream, fields[2]);
                packets.put(stream, new ArrayList<>());
            } else {
                String timeBase = timeBases.get(stream);
                packets.get(stream)
                        .add(new Packet(
                                stream,
                                us(fields[1], timeBase),
                                us(fields[2], timeBase),
                                Integer.parseInt(fields[3]),
                                fields[4].equals("1"),
                                fields[5]));
            }
        }
        video.addAll(audio);
        return video.stream().map(packets::get).toList();
    }

    private static Long us(String ticks, String timeBase) {
        if (ticks.equals("N/A")) {
            return null;
        }
        String[] fraction = timeBase.split("/", -1);
        BigDecimal us =
                new BigDecimal(ticks).multiply(new BigDecimal(fraction[0])).movePointRight(6);
        // Halves go up, towards later: add a half, then take the floor.
        BigDecimal twice = us.multiply(BigDecimal.valueOf(2)).add(new BigDecimal(fraction[1]));
        return twice.divide(new BigDecimal(fraction[1]).multiply(BigDecimal.valueOf(2)), 0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
