package io.framebus.bench.measure;

/**
 * Measures the machine: a thread that does nothing but sleep a millisecond at a time, and records by how much it slept longer.
 * What it sees, every thread of the run may have suffered.
 */
public final class HiccupMeter implements Runnable {
    private static final long SLEEP_NS = 1_000_000;

    private final LatencySeries.Writer hiccups;
    private final StopSignal stop;
    private final long sleepNs;

    public HiccupMeter(LatencySeries.Writer hiccups, StopSignal stop) {
        this(hiccups, stop, SLEEP_NS);
    }

    /** @param sleepNs how long it sleeps at a time: the longer, the less it disturbs those beside it, and the less it sees */
    public HiccupMeter(LatencySeries.Writer hiccups, StopSignal stop, long sleepNs) {
        this.hiccups = hiccups;
        this.stop = stop;
        this.sleepNs = sleepNs;
    }

    @Override
    public void run() {
        while (!stop.isStopped()) {
            long due = System.nanoTime() + sleepNs;
            stop.sleepUntil(due, sleepNs);
            hiccups.record(System.nanoTime() - due);
        }
    }
}
