package io.framebus.bench.media;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the open bitstream units (OBUs) of an AV1 temporal unit say (AV1 specification, 5.3 to 5.9). A key unit is one that a
 * decoder can start with: its first frame is a shown key frame, coded here rather than an earlier one shown again, and a
 * sequence header comes before it.
 */
record Av1Unit(boolean isKey, int temporalLayer, @Nullable ByteBuffer sequenceHeader) {
    private static final int SEQUENCE_HEADER = 1;
    private static final int FRAME_HEADER = 3;
    private static final int FRAME = 6;

    private static final int KEY_FRAME = 0;

    /** More than this before the first frame is not looked at. */
    private static final int MAX_OBUS = 64;

    /** An OBU's header, its extension, its size, and the byte of the frame header that matters. */
    private static final int HEAD_BYTES = 11;

    static Av1Unit read(MediaFile file, long unitAt, long unitBytes) {
        long at = unitAt;
        long end = unitAt + unitBytes;
        @Nullable ByteBuffer sequenceHeader = null;
        boolean isStillPicture = false;
        for (int n = 0; n < MAX_OBUS && at < end; n++) {
            ByteBuffer head = file.readUpTo(at, (int) Math.min(HEAD_BYTES, end - at));
            int header = head.get();
            int type = header >> 3 & 0xF;
            int layer = (header & 0x4) != 0 ? head.get() >> 5 & 7 : 0;
            long content = (header & 0x2) != 0 ? leb128(head) : end - at - head.position();
            long next = at + head.position() + content;
            if (next > end) {
                throw new MalformedMedia(
                        "an OBU claims " + content + " bytes where " + (end - at - head.position()) + " are left");
            }
            if (type == SEQUENCE_HEADER && content > 0 && next - at <= MediaLimits.MAX_CONFIGURATION_BYTES) {
                isStillPicture = (head.get() >> 3 & 1) != 0;
                sequenceHeader = file.readUpTo(at, (int) (next - at));
            } else if ((type == FRAME_HEADER || type == FRAME) && content > 0) {
                boolean startsHere = isStillPicture || isShownKeyFrame(head.get());
                return new Av1Unit(startsHere && sequenceHeader != null, layer, sequenceHeader);
            }
            at = next;
        }
        return new Av1Unit(false, 0, sequenceHeader);
    }

    /** From show_existing_frame (1 bit), frame_type (2 bits) and show_frame (1 bit). */
    private static boolean isShownKeyFrame(int frameHeader) {
        boolean showsExisting = (frameHeader & 0x80) != 0;
        boolean isShown = (frameHeader & 0x10) != 0;
        return !showsExisting && (frameHeader >> 5 & 3) == KEY_FRAME && isShown;
    }

    private static long leb128(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            int next = bytes.get();
            value |= (next & 0x7FL) << (7 * i);
            if ((next & 0x80) == 0) {
                break;
            }
        }
        return value;
    }
}
