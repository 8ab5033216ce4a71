package io.framebus.bench.media;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

/**
 * Stands before mp4parser, which believes what a file says of itself. Of a moov or moof box it lets through the boxes that
 * are read here, where they belong, with plain headers and without padding; so how deep mp4parser goes does not depend on the
 * file. Sizes have to fit into the parent, and counts have to fit into the bytes that are there.
 */
final class Mp4Guard {
    private static final int VISUAL_FIELD_BYTES = 78;
    private static final int AUDIO_FIELD_BYTES = 28;
    private static final Set<String> OF_VISUAL_ENTRY = Set.of("avcC", "hvcC", "vpcC", "av1C");
    private static final Set<String> OF_AUDIO_ENTRY = Set.of("esds", "wave", "dOps");

    /** What is let through in each container. No type contains itself, by however many others. */
    private static final Map<String, Set<String>> CHILDREN = Map.ofEntries(
            Map.entry("moov", Set.of("mvhd", "trak", "mvex")),
            Map.entry("mvex", Set.of("trex")),
            Map.entry("trak", Set.of("tkhd", "edts", "mdia")),
            Map.entry("edts", Set.of("elst")),
            Map.entry("mdia", Set.of("mdhd", "hdlr", "minf")),
            Map.entry("minf", Set.of("stbl")),
            Map.entry("stbl", Set.of("stsd", "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss")),
            Map.entry("stsd", Set.of("avc1", "avc3", "hvc1", "hev1", "vp08", "vp09", "av01", "mp4a", "Opus")),
            Map.entry("avc1", OF_VISUAL_ENTRY),
            Map.entry("avc3", OF_VISUAL_ENTRY),
            Map.entry("hvc1", OF_VISUAL_ENTRY),
            Map.entry("hev1", OF_VISUAL_ENTRY),
            Map.entry("vp08", OF_VISUAL_ENTRY),
            Map.entry("vp09", OF_VISUAL_ENTRY),
            Map.entry("av01", OF_VISUAL_ENTRY),
            Map.entry("mp4a", OF_AUDIO_ENTRY),
            Map.entry("Opus", OF_AUDIO_ENTRY),
            Map.entry("wave", Set.of("esds")),
            Map.entry("moof", Set.of("traf")),
            Map.entry("traf", Set.of("tfhd", "tfdt", "trun")));

    private final ByteBuffer kept;
    private final Mp4TableGuard tables = new Mp4TableGuard();
    private int boxes;
    private int tracks;

    private Mp4Guard(ByteBuffer kept) {
        this.kept = kept;
    }

    /**
     * What mp4parser may see of the content of a moov or moof box. It is put together in place: boxes only get smaller and
     * fewer, so that what is written never overtakes what is read.
     */
    static ByteBuffer check(String type, ByteBuffer content) {
        ByteBuffer kept = content.duplicate();
        new Mp4Guard(kept).keepChildren(type, content);
        return kept.flip();
    }

    private void keepChildren(String parent, ByteBuffer content) {
        Set<String> known = CHILDREN.getOrDefault(parent, Set.of());
        BoxCursor cursor = new BoxCursor(content);
        while (cursor.next()) {
            if (++boxes > MediaLimits.MAX_METADATA_BOXES) {
                throw new MalformedMedia("has more than " + MediaLimits.MAX_METADATA_BOXES + " boxes of metadata");
            }
            String type = BoxCursor.name(cursor.type());
            if (known.contains(type)) {
                keep(cursor.type(), type, cursor.content());
            }
            if (parent.equals("stsd")) {
                return; // the first entry is the one that counts
            }
        }
        if (parent.equals("stsd")) {
            throw new MalformedMedia("a track has no sample description");
        }
    }

    private void keep(int type, String name, ByteBuffer content) {
        if (name.equals("trak") && ++tracks > MediaLimits.MAX_TRACKS) {
            throw new MalformedMedia("has more than " + MediaLimits.MAX_TRACKS + " tracks");
        }
        int at = kept.position();
        kept.putInt(0).putInt(type);
        if (CHILDREN.containsKey(name)) {
            int fields = fieldBytes(name, content);
            kept.put(content.slice(0, fields));
            keepChildren(name, content.slice(fields, content.limit() - fields));
        } else {
            tables.check(name, content);
            kept.put(content);
        }
        kept.putInt(at, kept.position() - at);
    }

    /** How many bytes a container has before the first box in it. */
    @SuppressWarnings("ReferenceEquality") // the two constants, not sets like them
    private static int fieldBytes(String type, ByteBuffer content) {
        if (type.equals("stsd")) {
            return 8;
        }
        Set<String> children = CHILDREN.get(type);
        if (children == OF_VISUAL_ENTRY) {
            return VISUAL_FIELD_BYTES;
        }
        if (children == OF_AUDIO_ENTRY) {
            // QuickTime's versions 1 and 2 of the entry have more fields.
            int version = content.getShort(8);
            return AUDIO_FIELD_BYTES + (version == 1 ? 16 : version == 2 ? 36 : 0);
        }
        return 0;
    }
}
