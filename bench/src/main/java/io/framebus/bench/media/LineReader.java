package io.framebus.bench.media;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8, of which none may be longer than {@link MediaLimits#MAX_LINE_BYTES}. */
final class LineReader {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line without its end, which is LF or CR LF; null after the last. */
    @Nullable
    String next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        line.reset();
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() == MediaLimits.MAX_LINE_BYTES) {
                throw new MalformedMedia("is longer than " + MediaLimits.MAX_LINE_BYTES + " bytes");
            }
            line.write(b);
        }
        if (b < 0) {
            throw new MalformedMedia("has no line feed at its end: cut short");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMedia("is not UTF-8");
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Number of the line last returned; the first is 1. */
    int number() {
        return number;
    }

    /** What fits into a message of one line. */
    static String shorten(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 40 ? printable : printable.substring(0, 40) + "...";
    }
}
