package io.framebus.bench.media;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import java.nio.ByteBuffer;

/**
 * Looks into the units of an H.264 or H.265 track of an MP4 file, where each NAL unit comes after its length, for what the
 * container does not say: which units nobody refers to, and temporal layers.
 */
final class LengthPrefixedNals {
    /** Parameter sets and SEI before a picture. A unit with more of them is left as it is. */
    private static final int MAX_NALS_BEFORE_PICTURE = 16;

    private final MediaFile file;
    private final boolean isH264;
    private final int lengthBytes;
    private final ByteBuffer head = ByteBuffer.allocate(8);

    private LengthPrefixedNals(MediaFile file, boolean isH264, int lengthBytes) {
        this.file = file;
        this.isH264 = isH264;
        this.lengthBytes = lengthBytes;
    }

    static void describe(UnitIndex units, MediaTrack track, MediaFile file) {
        boolean isH264 = track.codec() == Codec.H264;
        ByteBuffer configuration = track.configuration();
        int lengthSizeAt = isH264 ? 4 : 21;
        if (configuration.limit() <= lengthSizeAt) {
            return;
        }
        LengthPrefixedNals nals = new LengthPrefixedNals(file, isH264, (configuration.get(lengthSizeAt) & 3) + 1);
        int highestLayer = 0;
        for (int i = 0; i < units.count(); i++) {
            int header = nals.pictureHeader(units.offset(i), units.size(i));
            if (header >= 0) {
                int layer = isH264 ? 0 : Math.max(0, (header & 7) - 1);
                units.describe(i, nals.isUnreferenced(header) ? FrameFlags.DISCARDABLE : 0, layer);
                highestLayer = Math.max(highestLayer, layer);
            }
        }
        // H.265 says only that no picture of the same layer refers to it; a higher layer still may.
        for (int i = 0; i < units.count(); i++) {
            if (units.temporalLayer(i) < highestLayer) {
                units.describe(i, 0, units.temporalLayer(i));
            }
        }
    }

    /** The first two bytes of the first NAL unit that belongs to a picture; -1 if none is found. */
    private int pictureHeader(long unitAt, int unitBytes) {
        long at = unitAt;
        long end = unitAt + unitBytes;
        for (int n = 0; n < MAX_NALS_BEFORE_PICTURE && end - at >= lengthBytes + 2; n++) {
            file.read(at, head.clear().limit(lengthBytes + 2));
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | (head.get(i) & 0xFF);
            }
            int header = head.getShort(lengthBytes) & 0xFFFF;
            if (isPicture(header)) {
                return header;
            }
            at += lengthBytes + length;
        }
        return -1;
    }

    private boolean isPicture(int header) {
        int type = isH264 ? header >> 8 & 0x1F : header >> 9 & 0x3F;
        return isH264 ? type >= 1 && type <= 5 : type < 32;
    }

    private boolean isUnreferenced(int header) {
        if (isH264) {
            return (header >> 13 & 3) == 0;
        }
        int type = header >> 9 & 0x3F;
        return type <= 14 && type % 2 == 0;
    }
}
