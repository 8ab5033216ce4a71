package io.framebus.bench.peer;

import java.util.List;

/** A transport that takes frames from one thread and gives each of them to any number of subscribers. Stateless. */
public interface Peer {
    /** As it is named in options and tables, such as {@code agrona-copy}. */
    String name();

    /** What it can and cannot do. */
    Traits traits();

    /** Whether it is no transport that does the job, but what the others' costs are seen against. Only safe on one thread. */
    default boolean isFloor() {
        return false;
    }

    /** What its JVM must be started with, beside the class path. */
    default List<String> jvmOptions() {
        return List.of();
    }

    /**
     * Opens a channel. A figure of what a call costs counts only if its peer was the only one that its JVM ever opened: the calls
     * through these interfaces are then bound to one class each.
     *
     * @throws IllegalArgumentException if it cannot carry such frames, naming value and limit
     */
    PeerChannel open(PeerSettings settings);
}
