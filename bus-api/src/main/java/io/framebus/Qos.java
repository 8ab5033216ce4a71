package io.framebus;

/**
 * What a stream carried over the last second of the monotonic clock, and since it began.
 *
 * @param videoBitrateBps payload bits per second of {@link FrameKind#KEY} and {@link FrameKind#DELTA} frames
 * @param audioBitrateBps payload bits per second of {@link FrameKind#AUDIO} frames
 * @param fps video frames per second; packets that continue a frame, and configurations, are not counted
 * @param totalFrames frames published since the stream began, of every kind
 * @param totalBytes payload bytes published since the stream began
 */
public record Qos(long videoBitrateBps, long audioBitrateBps, double fps, long totalFrames, long totalBytes) {}
