package io.framebus.bench.load;

/**
 * What became of the frames of one or more subscribers.
 *
 * @param subscribers how many they are
 * @param published frames published since they joined, over all of them
 * @param delivered frames handed over
 * @param dropped frames lost
 * @param filtered frames passed over by filters
 * @param unread frames published and not read at the end
 * @param gaps gaps told
 * @param overruns how many times the publisher overtook one of them
 * @param torn frames overwritten while they were read in place
 * @param undecodable delivered frames that no decoder could have used
 * @param corrupt delivered frames that are not what was published
 * @param misordered frames and gaps out of their order
 * @param configurations configurations handed over since they were in force
 * @param evicted subscribers ended by their max-lag policy
 */
record FrameCounts(
        int subscribers,
        long published,
        long delivered,
        long dropped,
        long filtered,
        long unread,
        long gaps,
        long overruns,
        long torn,
        long undecodable,
        long corrupt,
        long misordered,
        long configurations,
        int evicted) {

    static final FrameCounts NONE = new FrameCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    FrameCounts plus(FrameCounts other) {
        return new FrameCounts(
                subscribers + other.subscribers,
                published + other.published,
                delivered + other.delivered,
                dropped + other.dropped,
                filtered + other.filtered,
                unread + other.unread,
                gaps + other.gaps,
                overruns + other.overruns,
                torn + other.torn,
                undecodable + other.undecodable,
                corrupt + other.corrupt,
                misordered + other.misordered,
                configurations + other.configurations,
                evicted + other.evicted);
    }

    /** {@code delivered + dropped + filtered + unread}: what {@code published} must be. */
    long accounted() {
        return delivered + dropped + filtered + unread;
    }
}
