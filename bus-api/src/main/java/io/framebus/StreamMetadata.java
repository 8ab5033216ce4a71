package io.framebus;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What is known of a stream beside its frames. Immutable.
 *
 * @param key the stream
 * @param publisher where the publisher sends from, if it comes over a network
 * @param width picture width in pixels, 0 if not known
 * @param height picture height in pixels, 0 if not known
 * @param fps video frames per second, 0 if not known; measured, where there is a measurement
 * @param videoBitrateBps video bits per second, 0 if not known; measured, where there is a measurement
 * @param audioBitrateBps audio bits per second, 0 if not known; measured, where there is a measurement
 * @param startedAtMs wall-clock time of the start in milliseconds since the epoch, for display only
 * @param ingestProtocol how the publisher sends, for instance {@code whip}; empty if not known
 */
public record StreamMetadata(
        StreamKey key,
        Optional<InetSocketAddress> publisher,
        int width,
        int height,
        double fps,
        long videoBitrateBps,
        long audioBitrateBps,
        long startedAtMs,
        String ingestProtocol) {
    /**
     * @throws IllegalArgumentException if a value is null or negative, or {@code fps} is not a number
     */
    public StreamMetadata {
        Checks.notNull(key, "key");
        Checks.notNull(publisher, "publisher");
        Checks.inRange(width, 0, Integer.MAX_VALUE, "width");
        Checks.inRange(height, 0, Integer.MAX_VALUE, "height");
        if (!(fps >= 0 && fps < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("fps must be 0 or more, is " + fps);
        }
        Checks.inRange(videoBitrateBps, 0, Long.MAX_VALUE, "videoBitrateBps");
        Checks.inRange(audioBitrateBps, 0, Long.MAX_VALUE, "audioBitrateBps");
        Checks.inRange(startedAtMs, 0, Long.MAX_VALUE, "startedAtMs");
        Checks.notNull(ingestProtocol, "ingestProtocol");
    }

    /** Metadata of a stream of which nothing is known but its name and its start. */
    public static StreamMetadata unknown(StreamKey key, long startedAtMs) {
        return new StreamMetadata(key, Optional.empty(), 0, 0, 0, 0, 0, startedAtMs, "");
    }

    /** The same with another publisher address. */
    public StreamMetadata withPublisher(InetSocketAddress publisher) {
        return new StreamMetadata(
                key,
                Optional.of(Checks.notNull(publisher, "publisher")),
                width,
                height,
                fps,
                videoBitrateBps,
                audioBitrateBps,
                startedAtMs,
                ingestProtocol);
    }

    /** The same with another picture size, in pixels. */
    public StreamMetadata withSize(int width, int height) {
        return new StreamMetadata(
                key, publisher, width, height, fps, videoBitrateBps, audioBitrateBps, startedAtMs, ingestProtocol);
    }

    /** The same with another picture width, in pixels. */
    public StreamMetadata withWidth(int width) {
        return withSize(width, height);
    }

    /** The same with another picture height, in pixels. */
    public StreamMetadata withHeight(int height) {
        return withSize(width, height);
    }

    /** The same with another frame rate, in frames per second. */
    public StreamMetadata withFps(double fps) {
        return new StreamMetadata(
                key, publisher, width, height, fps, videoBitrateBps, audioBitrateBps, startedAtMs, ingestProtocol);
    }

    /** The same with another video bitrate, in bits per second. */
    public StreamMetadata withVideoBitrateBps(long videoBitrateBps) {
        return new StreamMetadata(
                key, publisher, width, height, fps, videoBitrateBps, audioBitrateBps, startedAtMs, ingestProtocol);
    }

    /** The same with another audio bitrate, in bits per second. */
    public StreamMetadata withAudioBitrateBps(long audioBitrateBps) {
        return new StreamMetadata(
                key, publisher, width, height, fps, videoBitrateBps, audioBitrateBps, startedAtMs, ingestProtocol);
    }

    /** The same with another start, in milliseconds since the epoch. */
    public StreamMetadata withStartedAtMs(long startedAtMs) {
        return new StreamMetadata(
                key, publisher, width, height, fps, videoBitrateBps, audioBitrateBps, startedAtMs, ingestProtocol);
    }

    /** The same with another ingest protocol. */
    public StreamMetadata withIngestProtocol(String ingestProtocol) {
        return new StreamMetadata(
                key, publisher, width, height, fps, videoBitrateBps, audioBitrateBps, startedAtMs, ingestProtocol);
    }
}
