package io.framebus.bench.media;

import io.framebus.Codec;
import io.framebus.FrameKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads IVF files: a header, then frames of VP8, VP9 or AV1, each with its size and time before it. All little-endian. */
final class IvfReader {
    static final int SIGNATURE = 0x444B4946; // DKIF

    private static final int FILE_HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 12;

    private IvfReader() {}

    static MediaSource read(MediaFile file) {
        ByteBuffer header = file.readUpTo(0, FILE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (header.limit() < FILE_HEADER_BYTES) {
            throw new MalformedMedia("ends within the IVF header");
        }
        int headerBytes = header.getShort(6) & 0xFFFF;
        if (headerBytes < FILE_HEADER_BYTES) {
            throw new MalformedMedia("the IVF header claims a size of " + headerBytes + " bytes");
        }
        Codec codec = codec(header);
        long rate = header.getInt(16) & 0xFFFF_FFFFL;
        long scale = header.getInt(20) & 0xFFFF_FFFFL;
        if (rate == 0 || scale == 0) {
            throw new MalformedMedia("the IVF header has a time base of " + scale + "/" + rate);
        }
        UnitIndex units = new UnitIndex();
        ByteBuffer configuration = readFrames(file, headerBytes, codec, rate, scale, units);
        int width = header.getShort(12) & 0xFFFF;
        int height = header.getShort(14) & 0xFFFF;
        MediaTrack track = MediaTrack.video(codec, rate, configuration, width, height);
        return new IndexedSource(MediaOrigin.named(file.name()), List.of(track), units, file);
    }

    private static Codec codec(ByteBuffer header) {
        int fourCc = Integer.reverseBytes(header.getInt(8));
        return switch (BoxCursor.name(fourCc)) {
            case "VP80" -> Codec.VP8;
            case "VP90" -> Codec.VP9;
            case "AV01" -> Codec.AV1;
            default -> throw new MalformedMedia("holds '" + BoxCursor.name(fourCc) + "', which is not VP8, VP9 or AV1");
        };
    }

    /** Adds all frames to {@code units}; the decoder configuration, which only AV1 has. */
    private static ByteBuffer readFrames(
            MediaFile file, int from, Codec codec, long rate, long scale, UnitIndex units) {
        @Nullable ByteBuffer configuration = null;
        ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long at = from;
        while (at < file.size()) {
            long left = file.size() - at - FRAME_HEADER_BYTES;
            if (left < 0) {
                throw new MalformedMedia("ends within the header of frame " + units.count());
            }
            file.read(at, header.clear());
            long size = header.getInt(0) & 0xFFFF_FFFFL;
            if (size > left) {
                throw new MalformedMedia(
                        "frame " + units.count() + " claims " + size + " bytes where " + left + " are left");
            }
            long timeUs = timeUs(header.getLong(4), rate, scale, units);
            at += FRAME_HEADER_BYTES;
            if (codec == Codec.AV1) {
                Av1Unit unit = Av1Unit.read(file, at, size);
                units.add(0, timeUs, timeUs, UnitIndex.UNKNOWN, at, (int) size, kind(unit.isKey()));
                units.describe(units.count() - 1, 0, unit.temporalLayer());
                configuration = configuration == null ? unit.sequenceHeader() : configuration;
            } else {
                ByteBuffer head = file.readUpTo(at, (int) Math.min(size, VpxFrames.HEAD_BYTES));
                boolean isKey = codec == Codec.VP8 ? VpxFrames.isVp8Key(head) : VpxFrames.isVp9Key(head);
                units.add(0, timeUs, timeUs, UnitIndex.UNKNOWN, at, (int) size, kind(isKey));
            }
            at += size;
        }
        if (units.count() == 0) {
            throw new MalformedMedia("has no frames");
        }
        return configuration == null ? ByteBuffer.allocate(0) : configuration;
    }

    private static long timeUs(long ticks, long rate, long scale, UnitIndex units) {
        if (ticks < 0 || ticks > Long.MAX_VALUE / 2 / scale) {
            throw new MalformedMedia(
                    "frame " + units.count() + " has a time out of range: " + Long.toUnsignedString(ticks) + " ticks");
        }
        long timeUs = Ticks.toUs(ticks * scale, rate);
        if (units.count() > 0 && timeUs < units.dtsUs(units.count() - 1)) {
            throw new MalformedMedia("frame " + units.count() + " goes back in time");
        }
        return timeUs;
    }

    private static FrameKind kind(boolean isKey) {
        return isKey ? FrameKind.KEY : FrameKind.DELTA;
    }
}
