package io.framebus;

/** Where a subscriber goes on after it was overrun. */
public enum Resync {
    /**
     * At the newest retained sync point of its own tracks ahead of it; if there is none, frames that depend on lost ones are
     * passed over until the next sync point is published. Nothing is handed over that a decoder cannot use. A subscriber
     * without video tracks goes on half a ring ahead of the tail.
     */
    SYNC_POINT,
    /**
     * At the tail, the oldest retained frame, decodable or not. The next frame published overwrites that very place: a reader
     * slower than the publisher gets less than one frame per overrun. Meant for parity with other systems and for
     * measurements.
     */
    OLDEST,
    /** After the cursor, with the next frame published, decodable or not. */
    LIVE
}
