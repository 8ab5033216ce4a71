package io.framebus.bench.soak;

/** What a soak does that is not a fault. */
enum Operation {
    PUBLISH,
    CLAIM_AND_COMMIT,
    CLAIM_AND_ABORT,
    ADD_TO_BATCH,
    JOIN_LIVE,
    JOIN_OLDEST,
    JOIN_SYNC_POINT,
    LEAVE,
    STREAM_END_AND_RESTART,
    PUBLISHER_RETURN,
    BOOKS_SAMPLED,
    BOOKS_CLOSED
}
