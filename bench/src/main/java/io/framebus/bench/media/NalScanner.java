package io.framebus.bench.media;

import java.nio.ByteBuffer;

/** Finds the NAL units of a byte stream by their start codes (ITU-T H.264, B.1), in one pass over the file. */
final class NalScanner {
    private static final int WINDOW_BYTES = 1 << 16;

    /** Is told of each NAL unit, in order. */
    interface Nals {
        /**
         * A NAL unit.
         *
         * @param at where its start code begins, with the zero byte that may come first
         * @param header its first byte
         * @param firstByte its second byte, where a slice begins
         */
        void nal(long at, int header, int firstByte);
    }

    private enum Expect {
        START_CODE,
        HEADER,
        FIRST_BYTE
    }

    private NalScanner() {}

    /** Scans the whole file. A NAL unit without a second byte is left out. */
    static void scan(MediaFile file, Nals nals) {
        ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
        Expect expect = Expect.START_CODE;
        long startCodeAt = 0;
        int header = 0;
        int zeros = 0;
        for (long at = 0; at < file.size(); at += window.limit()) {
            file.read(at, window.clear().limit((int) Math.min(WINDOW_BYTES, file.size() - at)));
            for (int i = 0; i < window.limit(); i++) {
                int b = window.get(i) & 0xFF;
                if (b == 1 && zeros >= 2) {
                    startCodeAt = at + i - Math.min(zeros, 3);
                    expect = Expect.HEADER;
                } else if (expect == Expect.HEADER) {
                    header = b;
                    expect = Expect.FIRST_BYTE;
                } else if (expect == Expect.FIRST_BYTE) {
                    nals.nal(startCodeAt, header, b);
                    expect = Expect.START_CODE;
                }
                zeros = b == 0 ? zeros + 1 : 0;
            }
        }
    }
}
