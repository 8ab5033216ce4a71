package io.framebus.bench.soak;

/** What a soak does to the bus and those who use it. */
enum Fault {
    SUBSCRIBER_STALL,
    SLOW_HANDLER,
    HELD_THREAD,
    HANDLER_EXCEPTION,
    OBSERVER_EXCEPTION,
    EVICTION,
    DEAD_PUBLISHER,
    SILENT_PUBLISHER,
    IDLE_REAP,
    GRACE_EXPIRED,
    CLOCK_LEAP,
    CLOCK_FREEZE,
    GARBAGE_BURST,
    STOPPED_PROCESS
}
