package io.framebus.bench.consumer;

/**
 * What one subscriber, or several added up, got to see.
 *
 * @param published frames published since it joined, until it left
 * @param delivered frames handed over
 * @param dropped frames lost
 * @param unread frames published and not read at the end
 * @param undecodable delivered frames that a decoder could not have used
 * @param gaps gaps told
 * @param overruns how many times the publisher overtook it
 * @param evicted 1 if its max-lag policy ended it
 * @param watchedNs how long it watched, times its pictures' tracks
 * @param freezes how many times a picture came more than {@link io.framebus.bench.measure.FreezeMeter#NOTICED_NS} late
 * @param frozenNs how long those took
 * @param longestFreezeNs the longest of them
 */
public record ViewerFigures(
        long published,
        long delivered,
        long dropped,
        long unread,
        long undecodable,
        long gaps,
        long overruns,
        long evicted,
        long watchedNs,
        long freezes,
        long frozenNs,
        long longestFreezeNs) {
    /** Nothing yet. */
    public static final ViewerFigures NONE = new ViewerFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public ViewerFigures plus(ViewerFigures other) {
        return new ViewerFigures(
                published + other.published,
                delivered + other.delivered,
                dropped + other.dropped,
                unread + other.unread,
                undecodable + other.undecodable,
                gaps + other.gaps,
                overruns + other.overruns,
                evicted + other.evicted,
                watchedNs + other.watchedNs,
                freezes + other.freezes,
                frozenNs + other.frozenNs,
                Math.max(longestFreezeNs, other.longestFreezeNs));
    }

    /** Frames of which it is settled what became of them. */
    public long settled() {
        return delivered + dropped;
    }

    /** Frames that a viewer could not be shown: lost, or handed over without what they depend on. */
    public long unshown() {
        return dropped + undecodable;
    }

    /** Share of the time watched in which a picture stood still for too long; 0 where nobody watched. */
    public double frozenShare() {
        return (double) frozenNs / Math.max(1, watchedNs);
    }

    /** {@link #dropped} as a share of what is settled; 0 where nothing is. */
    public double loss() {
        return settled() == 0 ? 0 : (double) dropped / settled();
    }
}
