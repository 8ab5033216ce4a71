package io.framebus.bench.media;

/**
 * Where media comes from. All three are single lines.
 *
 * @param name what to call it: a file's or a trace's name
 * @param source the package and file a trace was made from; empty if it is not known
 * @param attribution title, author and licence; empty if they are not known
 */
public record MediaOrigin(String name, String source, String attribution) {
    /** Makes single lines of the three. */
    public MediaOrigin {
        name = oneLine(name);
        source = oneLine(source);
        attribution = oneLine(attribution);
    }

    static MediaOrigin named(String name) {
        return new MediaOrigin(name, "", "");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
