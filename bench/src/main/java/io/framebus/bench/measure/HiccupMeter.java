package io.framebus.bench.measure;

/**
 * Measures the machine: a thread that does nothing but sleep a millisecond at a time, and records by how much it slept longer.
 * What it sees, every thread of the run may have suffered.
 */
public final class HiccupMeter implements Runnable {
    private static final long SLEEP_NS = 1_000_000;

    private final LatencySeries.Writer hiccups;
    private final StopSignal stop;

    public HiccupMeter(LatencySeries.Writer hiccups, StopSignal stop) {
        this.hiccups = hiccups;
        this.stop = stop;
    }

    @Override
    public void run() {
        while (!stop.isStopped()) {
            long due = System.nanoTime() + SLEEP_NS;
            stop.sleepUntil(due, SLEEP_NS);
            hiccups.record(System.nanoTime() - due);
        }
    }
}
