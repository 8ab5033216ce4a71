package io.framebus;

/** The coding of a track, with the number that stands for it on the wire. */
public enum Codec {
    /** H.264/AVC. */
    H264(0),
    /** H.265/HEVC. */
    H265(1),
    /** VP8. */
    VP8(2),
    /** VP9. */
    VP9(3),
    /** AV1. */
    AV1(4),
    /** AAC. */
    AAC(5),
    /** Opus. */
    OPUS(6),
    /** G.711 A-law. */
    G711A(7),
    /** G.711 mu-law. */
    G711U(8),
    /** G.722. */
    G722(9),
    /** MPEG-1/2 layer III. */
    MP3(10),
    /** Uncompressed samples or bytes. */
    RAW(11),
    /** H.266/VVC. */
    VVC(12),
    /** A coding the bus has no name for. */
    UNKNOWN(255);

    private static final Codec[] BY_ID = new Codec[256];

    static {
        for (Codec codec : values()) {
            BY_ID[codec.id] = codec;
        }
    }

    private final int id;

    Codec(int id) {
        this.id = id;
    }

    /** The number of this codec: 0 to 12, and 255 for {@link #UNKNOWN}. */
    public int id() {
        return id;
    }

    /**
     * The codec with the number {@code id}.
     *
     * @throws IllegalArgumentException if no codec has that number
     */
    public static Codec fromId(int id) {
        Codec codec = id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
        if (codec == null) {
            throw new IllegalArgumentException("codec id must be 0 to 12 or 255, is " + id);
        }
        return codec;
    }
}
