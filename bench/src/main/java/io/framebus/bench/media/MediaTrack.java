package io.framebus.bench.media;

import io.framebus.Codec;
import java.nio.ByteBuffer;

/**
 * One track of a source.
 *
 * @param id its index in {@link MediaSource#tracks()}. Video comes first: a file with one track of each has video as 0 and
 *     audio as 1, as {@link io.framebus.MediaFrame} numbers them
 * @param codec how its units are coded
 * @param timescale ticks per second of the container's clock; all times of this package are microseconds whatever it is
 * @param configuration what a decoder needs before the first unit, as the container keeps it: the content of avcC, hvcC,
 *     av1C, vpcC or dOps, an AudioSpecificConfig, Annex B parameter sets, an AV1 sequence header OBU. Empty where there is
 *     none. Read-only
 * @param width picture width in pixels; 0 for audio
 * @param height picture height in pixels; 0 for audio
 * @param sampleRateHz sound samples per second; 0 for video
 * @param channels sound channels; 0 for video
 */
public record MediaTrack(
        int id,
        Codec codec,
        long timescale,
        ByteBuffer configuration,
        int width,
        int height,
        int sampleRateHz,
        int channels) {

    /** Takes the configuration as a read-only view; its bytes must not change afterwards. */
    public MediaTrack {
        configuration = configuration.slice().asReadOnlyBuffer();
    }

    static MediaTrack video(Codec codec, long timescale, ByteBuffer configuration, int width, int height) {
        return new MediaTrack(0, codec, timescale, configuration, width, height, 0, 0);
    }

    static MediaTrack audio(Codec codec, long timescale, ByteBuffer configuration, int sampleRateHz, int channels) {
        return new MediaTrack(0, codec, timescale, configuration, 0, 0, sampleRateHz, channels);
    }

    MediaTrack withId(int newId) {
        return new MediaTrack(newId, codec, timescale, configuration, width, height, sampleRateHz, channels);
    }

    /** A view of its own, whose position may be moved. */
    @Override
    public ByteBuffer configuration() {
        return configuration.duplicate();
    }

    /** Whether this is a picture track. */
    public boolean isVideo() {
        return isVideo(codec);
    }

    /** The format in a few characters: {@code 1920x1080} or {@code 48000 Hz x2}. */
    public String format() {
        return isVideo() ? width + "x" + height : sampleRateHz + " Hz x" + channels;
    }

    static boolean isVideo(Codec codec) {
        return switch (codec) {
            case H264, H265, VP8, VP9, AV1, VVC -> true;
            case AAC, OPUS, G711A, G711U, G722, MP3, RAW, UNKNOWN -> false;
        };
    }
}
