package io.framebus.bench.media;

/** What is read breaks the rules of its format. Says what, not in which file: {@link MediaFiles} adds that. */
final class MalformedMedia extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMedia(String problem) {
        super(problem);
    }
}
