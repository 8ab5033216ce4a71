package io.framebus.bench.soak;

/**
 * How a subscriber behaves.
 *
 * @param seat who reads for it
 * @param decodable whether nothing may reach it that a decoder cannot use
 * @param filtered whether it leaves frames out
 * @param slowNs how long it holds each frame; 0: not at all
 * @param throwEvery it throws at every so-manieth frame; 0: never
 */
record Manner(Seat seat, boolean decodable, boolean filtered, long slowNs, int throwEvery) {
    /** Who reads. */
    enum Seat {
        /** A thread that polls many by copy. */
        POLL,
        /** A thread that polls many in place. */
        POLL_IN_PLACE,
        /** An egress agent. */
        AGENT,
        /** An egress agent that reads in place. */
        AGENT_IN_PLACE,
        /** A thread of its own, which waits in receive. */
        RECEIVE
    }

    /** Nothing keeps it from reading at once. */
    boolean isHealthy() {
        return slowNs == 0;
    }

    @Override
    public String toString() {
        return seat
                + (decodable ? ", decodable" : "")
                + (filtered ? ", filtered" : "")
                + (slowNs > 0 ? ", slow" : "")
                + (throwEvery > 0 ? ", throws" : "");
    }
}
