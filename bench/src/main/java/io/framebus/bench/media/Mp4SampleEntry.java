package io.framebus.bench.media;

import io.framebus.Codec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.mp4parser.Container;
import org.mp4parser.boxes.apple.AppleWaveBox;
import org.mp4parser.boxes.iso14496.part12.SampleDescriptionBox;
import org.mp4parser.boxes.sampleentry.AudioSampleEntry;
import org.mp4parser.boxes.sampleentry.VisualSampleEntry;

/** The first entry of an stsd box: what a track's samples are. */
final class Mp4SampleEntry {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private Mp4SampleEntry() {}

    /** The track without an id, or null if its coding is not one we know. */
    static @Nullable MediaTrack read(SampleDescriptionBox stsd, boolean isVideo, long timescale) {
        if (isVideo) {
            VisualSampleEntry entry = Mp4Boxes.first(stsd, VisualSampleEntry.class);
            return entry == null ? null : video(entry, timescale);
        }
        AudioSampleEntry entry = Mp4Boxes.first(stsd, AudioSampleEntry.class);
        return entry == null ? null : audio(entry, timescale);
    }

    private static @Nullable MediaTrack video(VisualSampleEntry entry, long timescale) {
        return switch (entry.getType()) {
            case "avc1", "avc3" -> video(Codec.H264, entry, "avcC", timescale);
            case "hvc1", "hev1" -> video(Codec.H265, entry, "hvcC", timescale);
            case "vp08" -> video(Codec.VP8, entry, "vpcC", timescale);
            case "vp09" -> video(Codec.VP9, entry, "vpcC", timescale);
            case "av01" -> video(Codec.AV1, entry, "av1C", timescale);
            default -> null;
        };
    }

    private static MediaTrack video(Codec codec, VisualSampleEntry entry, String configuration, long timescale) {
        ByteBuffer found = Mp4Boxes.bytes(entry, configuration);
        return MediaTrack.video(codec, timescale, keep(found), entry.getWidth(), entry.getHeight());
    }

    private static @Nullable MediaTrack audio(AudioSampleEntry entry, long timescale) {
        int channels = entry.getChannelCount();
        long rate = entry.getSampleRate() == 0 ? timescale : entry.getSampleRate();
        int rateHz = (int) Math.min(rate, Integer.MAX_VALUE);
        if (entry.getType().equals("Opus")) {
            return MediaTrack.audio(Codec.OPUS, timescale, keep(Mp4Boxes.bytes(entry, "dOps")), rateHz, channels);
        }
        ByteBuffer esds = esds(entry);
        if (esds == null) {
            return MediaTrack.audio(Codec.AAC, timescale, NONE, rateHz, channels);
        }
        Esds decoder = Esds.read(esds);
        if (decoder.codec() == Codec.UNKNOWN) {
            return null;
        }
        // The entry says 2 for surround sound, too; the decoder configuration knows better.
        int coded = decoder.channels() > 0 ? decoder.channels() : channels;
        return MediaTrack.audio(decoder.codec(), timescale, keep(decoder.configuration()), rateHz, coded);
    }

    private static @Nullable ByteBuffer esds(Container entry) {
        ByteBuffer esds = Mp4Boxes.bytes(entry, "esds");
        Container wave = Mp4Boxes.first(entry, AppleWaveBox.class);
        return esds == null && wave != null ? Mp4Boxes.bytes(wave, "esds") : esds;
    }

    /** A copy, so that the metadata it was found in can go. */
    private static ByteBuffer keep(@Nullable ByteBuffer configuration) {
        if (configuration == null) {
            return NONE;
        }
        if (configuration.remaining() > MediaLimits.MAX_CONFIGURATION_BYTES) {
            throw new MalformedMedia("a decoder configuration has " + configuration.remaining()
                    + " bytes, more than the limit of " + MediaLimits.MAX_CONFIGURATION_BYTES);
        }
        return ByteBuffer.allocate(configuration.remaining())
                .put(configuration.duplicate())
                .flip();
    }
}
