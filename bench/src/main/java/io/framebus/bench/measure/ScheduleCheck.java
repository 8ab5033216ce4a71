package io.framebus.bench.measure;

import io.framebus.bench.text.Units;
import java.util.Optional;

/**
 * How well a generator kept its schedule, and whether that is well enough for the figures to say something about the load that
 * was asked for. The same limits for every command.
 *
 * @param offered frames that were due
 * @param sent frames that were sent
 * @param late frames that were sent more than {@link #LATE_NS} after they were due
 */
public record ScheduleCheck(long offered, long sent, long late) {
    /** A frame sent this much after it was due is late. */
    public static final long LATE_NS = 20_000_000;
    /** How long after the end frames are still sent that were due before. */
    public static final long GRACE_NS = 500_000_000;
    /** Of the frames that were due, this share must have been sent. */
    public static final double MIN_SENT_SHARE = 0.999;
    /** Of the frames that were sent, this share may have been late. */
    public static final double MAX_LATE_SHARE = 0.05;

    /** No frames at all. */
    public static final ScheduleCheck NONE = new ScheduleCheck(0, 0, 0);

    /** Both together. */
    public ScheduleCheck plus(ScheduleCheck other) {
        return new ScheduleCheck(offered + other.offered, sent + other.sent, late + other.late);
    }

    /** Whether enough frames were sent, and enough of them in time. */
    public boolean isKept() {
        return complaint().isEmpty();
    }

    /** What the generator did not do; empty if it kept its schedule. */
    public Optional<String> complaint() {
        if (sent < offered * MIN_SENT_SHARE) {
            return Optional.of("it sent " + Units.count(sent) + " of " + Units.count(offered) + " frames ("
                    + Units.percent(sent, offered) + ")");
        }
        if (late > sent * MAX_LATE_SHARE) {
            return Optional.of("it sent " + Units.percent(late, sent) + " of the frames more than "
                    + Units.time(LATE_NS) + " late");
        }
        return Optional.empty();
    }
}
