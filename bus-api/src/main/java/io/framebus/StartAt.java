package io.framebus;

/** Where a new subscriber begins. */
public enum StartAt {
    /** After the cursor: only what is published from now on. */
    LIVE,
    /** At the tail: everything that is still retained, decodable or not. */
    OLDEST,
    /**
     * At the newest retained sync point within the stream's replay bounds, then on into the live frames without gap or
     * duplicate; if there is none, dependent frames are passed over until the next sync point is published. With several
     * video tracks, the newest place from which each track that has a retained sync point can go on.
     */
    SYNC_POINT
}
