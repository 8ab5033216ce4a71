package io.framebus.bench.soak;

import io.framebus.bench.measure.Outcome;

/**
 * What a soak found.
 *
 * @param plan what was asked for
 * @param elapsedNs how long it took, end included
 * @param interrupted it ended early
 * @param ledger all that was counted
 * @param framesChecked frames whose every byte was checked, delivered intact
 * @param memory memory over time
 * @param end memory after all was closed
 * @param delay delay over time
 */
record SoakFigures(
        SoakPlan plan,
        long elapsedNs,
        boolean interrupted,
        Ledger ledger,
        long framesChecked,
        MemoryWatch memory,
        MemoryWatch.Sample end,
        DelayWatch delay) {

    /** A run that ended early and found nothing is no success. */
    Outcome outcome() {
        if (ledger.troubles() > 0) {
            return Outcome.FAILED;
        }
        if (interrupted) {
            return Outcome.INTERRUPTED;
        }
        return framesChecked > 0 ? Outcome.OK : Outcome.FAILED;
    }
}
