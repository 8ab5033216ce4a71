package io.framebus.bench.media;

import io.framebus.FrameKind;

/**
 * One access unit: what is decoded as a whole.
 *
 * @param trackId index into {@link MediaSource#tracks()}
 * @param ptsUs presentation time in microseconds of media time, edit lists applied; may be negative
 * @param dtsUs decoding time in microseconds of media time; may be negative
 * @param durationUs microseconds until the next unit of the track is decoded; -1 if it is not known
 * @param size payload bytes
 * @param kind key or delta for video, audio for sound
 * @param flags of {@link io.framebus.FrameFlags}: DISCARDABLE where the coding says that no other unit needs this one
 * @param temporalLayer 0 where there are none
 */
public record MediaUnit(
        int trackId, long ptsUs, long dtsUs, long durationUs, int size, FrameKind kind, int flags, int temporalLayer) {}
