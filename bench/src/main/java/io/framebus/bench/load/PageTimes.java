package io.framebus.bench.load;

import io.framebus.bench.report.Block;
import io.framebus.bench.report.Merge;
import io.framebus.bench.report.Quantity;
import io.framebus.bench.report.Scale;
import io.framebus.bench.report.TimeChart;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The part of a run's page that shows it second by second. */
final class PageTimes {
    private final List<Second> seconds;
    private final boolean healthy;

    /** @param healthy whether latencies are those of the healthy subscribers, or else of all */
    PageTimes(List<Second> seconds, boolean healthy) {
        this.seconds = seconds;
        this.healthy = healthy;
    }

    List<Block> blocks() {
        return List.of(latency(), deliveries(), publishing(), lag());
    }

    private TimeChart latency() {
        String who = healthy ? "healthy subscribers" : "all subscribers";
        return new TimeChart("End to end and hiccups", Quantity.TIME, Scale.LOG, times())
                .hiccups("machine hiccups, max", column(Second::hiccupNs))
                .series("end to end, max", Merge.MAX, column(Second::maxNs))
                .series("end to end, p99", Merge.MAX, column(Second::p99Ns))
                .series("end to end, p50", Merge.MAX, column(Second::p50Ns))
                .caption(
                        "From when a frame was due to its handler, " + who
                                + ". Look at a peak with a hiccup under it as the machine's, at one without as this program's.");
    }

    private TimeChart deliveries() {
        return new TimeChart("What subscribers got", Quantity.RATE, Scale.LINEAR, times())
                .series("delivered", Merge.MEAN, column(second -> second.perSecond(second.delivered())))
                .series("dropped", Merge.MEAN, column(second -> second.perSecond(second.dropped())))
                .series("undecodable", Merge.MEAN, column(second -> second.perSecond(second.undecodable())))
                .caption("Frames per second, over all subscribers.");
    }

    private TimeChart publishing() {
        return new TimeChart("What was published", Quantity.RATE, Scale.LINEAR, times())
                .series("due", Merge.MEAN, column(second -> second.perSecond(second.offered())))
                .series("sent", Merge.MEAN, column(second -> second.perSecond(second.sent())))
                .caption("Frames per second, over all streams. Where sent is below due, the generator was late.");
    }

    private TimeChart lag() {
        return new TimeChart("Worst lag", Quantity.TIME, Scale.LINEAR, times())
                .series("oldest unread frame", Merge.MAX, column(Second::lagNs))
                .caption("How old the oldest frame was that some subscriber had not read, at the end of each second.");
    }

    private double[] times() {
        return column(second -> second.endNs() / 1e9);
    }

    private double[] column(ToDoubleFunction<Second> value) {
        return seconds.stream().mapToDouble(value).toArray();
    }
}
