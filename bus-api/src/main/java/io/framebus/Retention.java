package io.framebus;

/**
 * How much of a stream can still be read, against what its ring can hold. A frame is retained until either limit needs its
 * place.
 *
 * @param frames frames retained now
 * @param capacityFrames frames the ring holds at most
 * @param bytes payload bytes retained now
 * @param capacityBytes bytes of payload memory; what is retained may be less by the unused end of a lap
 * @param spanNs monotonic time between the publication of the oldest and of the newest retained frame, in nanoseconds: what
 *     the two limits amount to at the measured rate, once the ring is full
 */
public record Retention(long frames, int capacityFrames, long bytes, int capacityBytes, long spanNs) {}
