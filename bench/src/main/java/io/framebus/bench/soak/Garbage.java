package io.framebus.bench.soak;

import io.framebus.bench.measure.StopSignal;

/** Allocates in bursts and keeps a little of it for a while, so that every generation of the collector has work. */
final class Garbage implements Runnable {
    private static final int KEPT = 64;
    private static final int PIECE_BYTES = 64 << 10;
    private static final int BURST = 64;
    private static final long PAUSE_NS = 100_000_000;

    private final byte[][] kept = new byte[KEPT][];
    private final StopSignal stop;
    private final Ledger ledger;

    Garbage(StopSignal stop, Ledger ledger) {
        this.stop = stop;
        this.ledger = ledger;
    }

    @Override
    public void run() {
        int at = 0;
        while (!stop.isStopped()) {
            for (int i = 0; i < BURST; i++) {
                byte[] piece = new byte[PIECE_BYTES];
                if (i % 8 == 0) {
                    kept[at++ % KEPT] = piece;
                }
            }
            ledger.injected(Fault.GARBAGE_BURST);
            stop.sleepUntil(System.nanoTime() + PAUSE_NS, PAUSE_NS);
        }
    }
}
