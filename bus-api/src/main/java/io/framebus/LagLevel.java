package io.framebus;

/**
 * How near a subscriber is to losing frames, told before it loses any. A level is entered at one share of the ring and left at
 * a lower one, so that a subscriber at the border does not flutter.
 */
public enum LagLevel {
    /** Less than a quarter of the ring is unread, or less than half and no warning stands. */
    NORMAL,
    /** At least half of the ring is unread; stands until less than a quarter is. */
    WARNING,
    /** At least four fifths of the ring is unread; becomes a warning again below three fifths. */
    CRITICAL
}
