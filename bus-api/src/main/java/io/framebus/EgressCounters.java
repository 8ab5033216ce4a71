package io.framebus;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counts of one {@link EgressAgent}. Written by its thread as plain fields and made visible once per sweep, each by an
 * opaque store: a reader elsewhere needs fresh numbers, not an order between them.
 */
final class EgressCounters {
    private static final int SWEEPS = 0;
    private static final int TURNS = 1;
    private static final int TURNS_IN_DEBT = 2;
    private static final int PASSED_OVER = 3;
    private static final int FRAMES = 4;
    private static final int BYTES = 5;
    private static final int FAILURES = 6;
    private static final int STREAMS = 7;
    private static final int READY = 8;
    private static final int NOTIFICATIONS = 9;
    private static final int PARKS = 10;

    private final AtomicLongArray visible = new AtomicLongArray(11);

    long sweeps;
    long turns;
    long turnsInDebt;
    long streamsPassedOver;
    long frames;
    long bytes;
    long failures;
    int streams;
    int streamsReady;
    long notifications;
    long parks;

    /** Agent thread only. */
    void publish() {
        visible.setOpaque(SWEEPS, sweeps);
        visible.setOpaque(TURNS, turns);
        visible.setOpaque(TURNS_IN_DEBT, turnsInDebt);
        visible.setOpaque(PASSED_OVER, streamsPassedOver);
        visible.setOpaque(FRAMES, frames);
        visible.setOpaque(BYTES, bytes);
        visible.setOpaque(FAILURES, failures);
        visible.setOpaque(STREAMS, streams);
        visible.setOpaque(READY, streamsReady);
        visible.setOpaque(NOTIFICATIONS, notifications);
        visible.setOpaque(PARKS, parks);
    }

    /** Any thread. */
    EgressStats snapshot(int subscriptions) {
        return new EgressStats(
                visible.getOpaque(SWEEPS),
                visible.getOpaque(TURNS),
                visible.getOpaque(TURNS_IN_DEBT),
                visible.getOpaque(PASSED_OVER),
                visible.getOpaque(FRAMES),
                visible.getOpaque(BYTES),
                visible.getOpaque(FAILURES),
                subscriptions,
                (int) visible.getOpaque(STREAMS),
                (int) visible.getOpaque(READY),
                visible.getOpaque(NOTIFICATIONS),
                visible.getOpaque(PARKS));
    }
}
