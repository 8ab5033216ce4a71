package io.framebus.bench.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens media files. What a file is, its first bytes say; its name does not matter. */
public final class MediaFiles {
    private static final int MATROSKA = 0x1A45DFA3;
    private static final int OGG = BoxCursor.type("OggS");
    private static final int H265_VIDEO_PARAMETER_SET = 32 << 1;
    private static final int HEAD_BYTES = 64;
    private static final double MAX_FRAMES_PER_SECOND = 1000;

    private MediaFiles() {}

    /**
     * Opens an MP4 (fragmented or not), IVF, H.264 Annex B or trace file.
     *
     * @throws MediaException if it is none of these, or broken, or cannot be read
     */
    public static MediaSource open(Path file) {
        return open(file, 0);
    }

    /**
     * Opens a file as {@link #open(Path)} does.
     *
     * @param framesPerSecond rate of Annex B files, which have no times of their own; 0: what their sequence parameter set
     *     says, else 25. Other files have times, and do not use it
     * @throws MediaException if the file is not one we read, or broken, or cannot be read
     * @throws IllegalArgumentException if {@code framesPerSecond} is not between 0 and 1000
     */
    public static MediaSource open(Path file, double framesPerSecond) {
        if (!(framesPerSecond >= 0 && framesPerSecond <= MAX_FRAMES_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "framesPerSecond must be between 0 and " + MAX_FRAMES_PER_SECOND + ", is " + framesPerSecond);
        }
        MediaFile opened = MediaFile.open(file);
        boolean handedOver = false;
        try {
            MediaSource source = read(file, opened, framesPerSecond);
            handedOver = source.hasPayload();
            return source;
        } catch (MalformedMedia e) {
            throw new MediaException(opened.name(), String.valueOf(e.getMessage()), e);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            // Fields are read from buffers that end where their box, frame or parameter set ends.
            throw new MediaException(opened.name(), "is malformed: a structure ends before its fields do", e);
        } catch (IOException e) {
            throw new MediaException(opened.name(), "cannot be read: " + MediaFile.reason(e), e);
        } finally {
            if (!handedOver) {
                opened.close();
            }
        }
    }

    /**
     * Opens the bundled trace of that name, or else the file at that path.
     *
     * @throws MediaException if there is neither, or as {@link #open(Path)}
     */
    public static MediaSource open(String nameOrPath) {
        if (BundledTraces.names().contains(nameOrPath)) {
            return BundledTraces.open(nameOrPath);
        }
        try {
            return open(Path.of(nameOrPath));
        } catch (InvalidPathException e) {
            throw new MediaException(nameOrPath, "is neither a bundled trace nor a path", e);
        }
    }

    private static MediaSource read(Path path, MediaFile file, double framesPerSecond) throws IOException {
        ByteBuffer head = file.readUpTo(0, HEAD_BYTES);
        if (StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString().startsWith(TraceFormat.SIGNATURE)) {
            try (InputStream in = Files.newInputStream(path)) {
                return TraceReader.read(file.name(), in);
            }
        }
        int first = head.limit() >= 4 ? head.getInt(0) : 0;
        if (first == IvfReader.SIGNATURE) {
            return IvfReader.read(file);
        }
        if (head.limit() >= 8 && Mp4Reader.isFirstBox(head.getInt(4))) {
            return Mp4Reader.read(file);
        }
        if (first == 1 || first >>> 8 == 1) {
            int headerAt = first == 1 ? 4 : 3;
            if (head.limit() > headerAt && head.get(headerAt) == H265_VIDEO_PARAMETER_SET) {
                throw new MalformedMedia("is an H.265 byte stream, which is not read; put it into MP4:"
                        + " ffmpeg -i FILE -c copy -tag:v hvc1 OUT.mp4");
            }
            return AnnexBReader.read(file, framesPerSecond);
        }
        throw new MalformedMedia(
                first == MATROSKA || first == OGG
                        ? "is Matroska, WebM or Ogg, which is not read; put it into MP4 or IVF:"
                                + " ffmpeg -i FILE -map 0:v -c copy OUT.ivf"
                        : "is none of MP4, IVF, H.264 Annex B and framebus trace");
    }
}
