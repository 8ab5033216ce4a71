package io.framebus.bench.soak;

import io.framebus.bench.text.Units;

/**
 * How a soak stands.
 *
 * @param elapsedNs since it began
 * @param subscribers subscribers now
 * @param p99Ns from publish to handler in the last window
 * @param memory the last look at memory
 * @param ledger all that was counted so far
 */
record SoakTick(long elapsedNs, int subscribers, long p99Ns, MemoryWatch.Sample memory, Ledger ledger) {
    String line() {
        long published = ledger.count(Operation.PUBLISH)
                + ledger.count(Operation.CLAIM_AND_COMMIT)
                + ledger.count(Operation.ADD_TO_BATCH);
        return Units.rate(elapsedNs / 1e9) + " s  published " + Units.count(published) + "  subscribers "
                + Units.count(subscribers) + "  books closed " + Units.count(ledger.count(Operation.BOOKS_CLOSED))
                + "  p99 " + Units.time(p99Ns) + "  heap " + Units.bytes(memory.heapBytes()) + "  direct "
                + Units.bytes(memory.directBytes()) + "  troubles " + ledger.troubles();
    }
}
