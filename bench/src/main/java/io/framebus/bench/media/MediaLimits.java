package io.framebus.bench.media;

/** What a file may ask for at most. Real media stays far below; a hostile file does not get further. */
final class MediaLimits {
    static final int MAX_TRACKS = 64;

    /** Access units over all tracks: five hours of 60 fps video with 48 kHz AAC. Indexed at some 40 bytes each. */
    static final int MAX_UNITS = 2_000_000;

    static final int MAX_UNIT_BYTES = 64 << 20;

    /**
     * Size of a moov or moof box, held in memory while it is read: as bytes, and as mp4parser's objects. These take up to five
     * times the bytes, or 80 bytes for each sample of a fragment.
     */
    static final int MAX_METADATA_BYTES = 64 << 20;

    /** Boxes in a moov or moof box, at any depth. */
    static final int MAX_METADATA_BOXES = 100_000;

    /** Entries of an edit list, of which the first few count. */
    static final int MAX_EDITS = 10_000;

    static final int MAX_TOP_LEVEL_BOXES = 1_000_000;

    /** Size of a track's decoder configuration. */
    static final int MAX_CONFIGURATION_BYTES = 64 << 10;

    /** Length of a line of a trace: a configuration of the size above in hexadecimal fits. */
    static final int MAX_LINE_BYTES = 256 << 10;

    /** Timestamps are within this distance of zero (317 years), so that sums of them never overflow. */
    static final long MAX_TIME_US = 10_000_000_000_000_000L;

    private MediaLimits() {}
}
