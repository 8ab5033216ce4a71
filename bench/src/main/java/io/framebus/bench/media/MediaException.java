package io.framebus.bench.media;

/** A media file or trace cannot be used. The message is one line that names the file and what is wrong with it. */
public final class MediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception for the medium called {@code name}. */
    public MediaException(String name, String problem) {
        super(oneLine(name + ": " + problem));
    }

    /** An exception for the medium called {@code name}, noticed through {@code cause}. */
    public MediaException(String name, String problem, Throwable cause) {
        super(oneLine(name + ": " + problem), cause);
    }

    /** Names and contents of files may have anything in them, and end up on a terminal. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}", "?");
    }
}
