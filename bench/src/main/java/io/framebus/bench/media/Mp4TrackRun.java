package io.framebus.bench.media;

import java.nio.ByteBuffer;
import org.mp4parser.boxes.iso14496.part12.TrackRunBox;

/** A trun box whose data may be before the moof box. mp4parser 1.9.56 throws where the data offset is negative. */
final class Mp4TrackRun extends TrackRunBox {
    private static final int DATA_OFFSET_AT = 8;

    private int signedDataOffset;

    @Override
    public void _parseDetails(ByteBuffer content) {
        if ((content.getInt(0) & 0x1) != 0) {
            signedDataOffset = content.getInt(DATA_OFFSET_AT);
            content.putInt(DATA_OFFSET_AT, 0);
        }
        super._parseDetails(content);
    }

    /** Use this in place of {@link #getDataOffset}. 0 if there is none. */
    int signedDataOffset() {
        parseDetails();
        return signedDataOffset;
    }
}
