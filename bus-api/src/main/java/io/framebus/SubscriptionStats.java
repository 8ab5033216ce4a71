package io.framebus;

/**
 * A subscription at one moment. The frame counts belong together:
 * {@code delivered + dropped + filtered + lagFrames == published}, in every snapshot.
 *
 * @param id the subscription's id, unique within its bus
 * @param label the subscriber's label
 * @param key the stream
 * @param startSequence the first sequence this subscription was to read
 * @param nextSequence the sequence it reads next
 * @param published frames published since {@code startSequence}
 * @param delivered frames handed to the handler
 * @param dropped frames it did not get: {@code overwritten + skipped}
 * @param overwritten dropped frames that were overwritten before they were read
 * @param skipped dropped frames that were passed over by the resync policy or because no decoder could have used them
 * @param filtered frames passed over by its filter; not loss
 * @param lagFrames frames published and not yet read
 * @param lagBytes payload bytes not yet read and still retained
 * @param lagNs age of the oldest frame not yet read, on the monotonic clock in nanoseconds; 0 when there is none
 * @param headroomFrames frames that can still be published before this subscription loses one, judged by the nearer of the
 *     two limits (frames, bytes) at the mean size of the frames it has not read
 * @param headroomShare distance to loss as a share of the ring, 1 at the live edge and 0 at the tail, by the nearer limit
 * @param gaps gaps reported
 * @param overruns how many times the publisher overtook it
 * @param torn frames that were overwritten while its handler read them in place
 * @param waitingForSyncPoint whether it passes over dependent frames of some track until the next sync point
 * @param evictable whether its policy can end it now: it has one, it has not ended, and no grace time holds
 * @param maxLag its max-lag policy, in words
 */
public record SubscriptionStats(
        long id,
        String label,
        StreamKey key,
        long startSequence,
        long nextSequence,
        long published,
        long delivered,
        long dropped,
        long overwritten,
        long skipped,
        long filtered,
        long lagFrames,
        long lagBytes,
        long lagNs,
        long headroomFrames,
        double headroomShare,
        long gaps,
        long overruns,
        long torn,
        boolean waitingForSyncPoint,
        boolean evictable,
        String maxLag) {
    /** Age of the oldest frame not yet read, in milliseconds. */
    public double lagMs() {
        return lagNs / 1e6;
    }
}
