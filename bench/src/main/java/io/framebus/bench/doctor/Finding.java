package io.framebus.bench.doctor;

/**
 * One thing that was looked at.
 *
 * @param level how it stands
 * @param topic what was looked at, in a word or two
 * @param found what was found
 * @param why why it matters
 * @param remedy what to do about it
 */
record Finding(Level level, String topic, String found, String why, String remedy) {
    private static final String NOT_KNOWN = "not known here";

    /** The topic, of which nothing can be said. */
    static Finding unknown(String topic, String why) {
        return new Finding(Level.UNKNOWN, topic, NOT_KNOWN, why, "");
    }
}
