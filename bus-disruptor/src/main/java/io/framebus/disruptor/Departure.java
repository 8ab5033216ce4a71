package io.framebus.disruptor;

/** Somebody who has left a stream and may still be inside its memory. */
interface Departure {
    /**
     * Lets go of the memory if it is proved that the thread is out. True once that is done.
     *
     * @param settled whether it left at least {@link Occupancy#SETTLE_NS} ago
     */
    boolean tryLetGo(boolean settled);
}
