package io.framebus.bench.media;

import static io.framebus.bench.media.MediaLimits.MAX_TIME_US;

import io.framebus.Codec;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The {@code field=value} pairs that describe a track in a {@linkplain TraceFormat trace}. */
final class TraceTrackFields {
    private static final Set<String> VIDEO = Set.of("codec", "timescale", "width", "height", "end_us", "configuration");
    private static final Set<String> AUDIO =
            Set.of("codec", "timescale", "rate", "channels", "end_us", "configuration");

    private final Map<String, String> values = new HashMap<>();

    TraceTrackFields(String text) {
        for (String pair : text.split(" ", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new MalformedMedia("'" + LineReader.shorten(pair) + "' is not field=value");
            }
            if (values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new MalformedMedia("'" + LineReader.shorten(pair) + "': the field is there twice");
            }
        }
    }

    MediaTrack track(int id) {
        Codec codec = codec();
        boolean isVideo = MediaTrack.isVideo(codec);
        for (String field : values.keySet()) {
            if (!(isVideo ? VIDEO : AUDIO).contains(field)) {
                throw new MalformedMedia("'" + LineReader.shorten(field) + "' is not a field of a track of " + codec);
            }
        }
        long timescale = TraceReader.number("timescale", value("timescale"), 1, 0xFFFF_FFFFL);
        if (isVideo) {
            return new MediaTrack(id, codec, timescale, configuration(), size("width"), size("height"), 0, 0);
        }
        int rateHz = (int) TraceReader.number("rate", value("rate"), 1, Integer.MAX_VALUE);
        int channels = (int) TraceReader.number("channels", value("channels"), 1, 0xFFFF);
        return new MediaTrack(id, codec, timescale, configuration(), 0, 0, rateHz, channels);
    }

    /** When the track's last unit ends; empty if that is to be derived from the units before. */
    OptionalLong endUs() {
        String endUs = values.get("end_us");
        return endUs == null
                ? OptionalLong.empty()
                : OptionalLong.of(TraceReader.number("end_us", endUs, -MAX_TIME_US, MAX_TIME_US));
    }

    private int size(String field) {
        return (int) TraceReader.number(field, value(field), 0, 0xFFFF);
    }

    private String value(String field) {
        String value = values.get(field);
        if (value == null) {
            throw new MalformedMedia("the track has no " + field);
        }
        return value;
    }

    private Codec codec() {
        String name = value("codec");
        for (Codec codec : Codec.values()) {
            if (codec.name().equals(name)) {
                return codec;
            }
        }
        throw new MalformedMedia("'" + LineReader.shorten(name) + "' is not a codec");
    }

    private ByteBuffer configuration() {
        String hex = values.getOrDefault("configuration", "");
        if (hex.length() > 2 * MediaLimits.MAX_CONFIGURATION_BYTES) {
            throw new MalformedMedia(
                    "the configuration has more than " + MediaLimits.MAX_CONFIGURATION_BYTES + " bytes");
        }
        try {
            return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new MalformedMedia("configuration '" + LineReader.shorten(hex) + "' is not hexadecimal");
        }
    }
}
