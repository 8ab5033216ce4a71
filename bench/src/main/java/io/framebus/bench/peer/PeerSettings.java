package io.framebus.bench.peer;

import io.framebus.Resync;

/**
 * What a channel is to be able to do.
 *
 * @param maxPayloadBytes the longest payload, at least 1
 * @param capacityFrames frames that a subscriber may be behind before it loses any, or before the publisher is refused; a power
 *     of two, since most peers would round it up to one
 * @param capacityBytes payload bytes that a peer which counts bytes is to hold at least. One that needs more to carry the
 *     longest payload, or a power of two of them, takes more: {@link PeerChannel#memoryBytes}
 * @param subscribers how many there will be
 * @param parking whether subscribers will wait in {@link PeerSubscriber#receive}; a peer that pays for that in the publisher
 *     pays only then
 * @param resync where a subscriber of a peer that has the choice goes on after loss
 */
public record PeerSettings(
        int maxPayloadBytes, int capacityFrames, int capacityBytes, int subscribers, boolean parking, Resync resync) {
    private static final int MAX_CAPACITY_FRAMES = 1 << 20;
    private static final int MAX_CAPACITY_BYTES = 1 << 30;
    private static final int MAX_SUBSCRIBERS = 100_000;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public PeerSettings {
        require(maxPayloadBytes >= 1, "maxPayloadBytes must be at least 1, is " + maxPayloadBytes);
        require(
                Integer.bitCount(capacityFrames) == 1 && capacityFrames >= 2 && capacityFrames <= MAX_CAPACITY_FRAMES,
                "capacityFrames must be a power of two between 2 and " + MAX_CAPACITY_FRAMES + ", is "
                        + capacityFrames);
        require(
                capacityBytes >= maxPayloadBytes && capacityBytes <= MAX_CAPACITY_BYTES,
                "capacityBytes must be between maxPayloadBytes " + maxPayloadBytes + " and " + MAX_CAPACITY_BYTES
                        + ", is " + capacityBytes);
        require(
                subscribers >= 0 && subscribers <= MAX_SUBSCRIBERS,
                "subscribers must be between 0 and " + MAX_SUBSCRIBERS + ", is " + subscribers);
    }

    /** Settings with the memory that {@code capacityFrames} of the longest payload take, polled, resync to a sync point. */
    public static PeerSettings of(int maxPayloadBytes, int capacityFrames, int subscribers) {
        long bytes = (long) maxPayloadBytes * capacityFrames;
        require(
                bytes <= MAX_CAPACITY_BYTES,
                "capacityFrames x maxPayloadBytes must be at most " + MAX_CAPACITY_BYTES + ", is " + bytes);
        return new PeerSettings(maxPayloadBytes, capacityFrames, (int) bytes, subscribers, false, Resync.SYNC_POINT);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
