package io.framebus.bench.paired;

/** Work of a given length that leaves the memory alone. */
final class Busy {
    private Busy() {}

    static void forNs(long ns) {
        if (ns > 0) {
            long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < ns) {
                Thread.onSpinWait();
            }
        }
    }
}
