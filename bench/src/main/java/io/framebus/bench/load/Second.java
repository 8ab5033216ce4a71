package io.framebus.bench.load;

import io.framebus.bench.measure.LatencySeries;
import org.HdrHistogram.Histogram;

/**
 * What happened in one interval of a run, a second or a few. Latencies are of the healthy subscribers if there are any; what was
 * not recorded is not a number.
 *
 * @param endNs when the interval ended, since the start
 * @param lengthNs how long it was
 * @param offered frames that were due in it
 * @param sent frames sent in it
 * @param delivered frames handed over in it, over all subscribers
 * @param dropped frames lost in it, over all subscribers
 * @param undecodable delivered frames that no decoder could have used
 * @param p50Ns half of the latencies were at most this; of merged intervals, the worse one's
 * @param p99Ns 99 % of them were; of merged intervals, the worse one's
 * @param maxNs the longest latency
 * @param hiccupNs the longest hiccup of the machine
 * @param lagNs age of the oldest unread frame of any subscriber at the end of the interval; of merged intervals, the larger
 */
record Second(
        long endNs,
        long lengthNs,
        long offered,
        long sent,
        long delivered,
        long dropped,
        long undecodable,
        double p50Ns,
        double p99Ns,
        double maxNs,
        double hiccupNs,
        double lagNs) {

    static double percentile(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile);
    }

    static double max(LatencySeries series) {
        return percentile(series.latest(), 100);
    }

    /** Both in one. */
    static Second merge(Second earlier, Second later) {
        return new Second(
                later.endNs,
                earlier.lengthNs + later.lengthNs,
                earlier.offered + later.offered,
                earlier.sent + later.sent,
                earlier.delivered + later.delivered,
                earlier.dropped + later.dropped,
                earlier.undecodable + later.undecodable,
                worse(earlier.p50Ns, later.p50Ns),
                worse(earlier.p99Ns, later.p99Ns),
                worse(earlier.maxNs, later.maxNs),
                worse(earlier.hiccupNs, later.hiccupNs),
                worse(earlier.lagNs, later.lagNs));
    }

    private static double worse(double a, double b) {
        if (Double.isNaN(a)) {
            return b;
        }
        return Double.isNaN(b) ? a : Math.max(a, b);
    }

    /** A count of this interval by the second. */
    double perSecond(long count) {
        return count * 1e9 / lengthNs;
    }
}
