package io.framebus.bench.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is read at given places. What goes wrong with it becomes a {@link MediaException}. */
final class MediaFile implements AutoCloseable {
    private final String name;
    private final FileChannel channel;
    private final long size;

    private MediaFile(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
    }

    static MediaFile open(Path path) {
        String name = path.toString();
        if (Files.isDirectory(path)) {
            throw new MediaException(name, "is a directory, not a media file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new MediaException(name, "is not a regular file");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            long size = channel.size();
            if (size == 0) {
                channel.close();
                throw new MediaException(name, "is empty");
            }
            return new MediaFile(name, channel, size);
        } catch (NoSuchFileException e) {
            throw new MediaException(name, "does not exist", e);
        } catch (AccessDeniedException e) {
            throw new MediaException(name, "may not be read: access denied", e);
        } catch (IOException e) {
            throw new MediaException(name, "cannot be opened: " + reason(e), e);
        }
    }

    static String reason(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage().replaceAll("\\p{Cntrl}+", " ");
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** Reads as many bytes as {@code target} has room for, from {@code at} on. */
    void read(long at, ByteBuffer target) {
        long from = at;
        try {
            while (target.hasRemaining()) {
                int read = channel.read(target, from);
                if (read < 0) {
                    throw new MediaException(name, "ends at byte " + from + ", " + target.remaining() + " bytes early");
                }
                from += read;
            }
        } catch (IOException e) {
            throw new MediaException(name, "cannot be read at byte " + from + ": " + reason(e), e);
        }
    }

    /** Reads up to {@code limit} bytes from {@code at} on, fewer only at the end of the file. Ready to be read from. */
    ByteBuffer readUpTo(long at, int limit) {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(limit, size - at)));
        read(at, bytes);
        return bytes.flip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new MediaException(name, "cannot be closed: " + reason(e), e);
        }
    }
}
