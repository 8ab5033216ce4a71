package io.framebus.bench.load;

/**
 * Where in the clip a stream begins, and when.
 *
 * @param unit index of the first unit it plays
 * @param delayNs time from the start of the run until that unit is due
 */
record StreamStart(int unit, long delayNs) {
    static final StreamStart ALIGNED = new StreamStart(0, 0);
}
