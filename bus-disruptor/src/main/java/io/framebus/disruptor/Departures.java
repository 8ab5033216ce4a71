package io.framebus.disruptor;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who left while their thread might still be inside a stream's memory. The housekeeper asks again; whoever cannot be proved
 * out within some seconds is forgotten, and the garbage collector frees that memory when nobody can reach it.
 */
final class Departures {
    private static final long FORGET_NS = 10_000_000_000L;

    private record Waiting(Departure who, long sinceNs) {}

    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger added = new AtomicInteger();

    /** Reviews the others now and then, in case nobody keeps house. */
    void add(Departure who) {
        waiting.add(new Waiting(who, System.nanoTime()));
        if ((added.incrementAndGet() & 63) == 0) {
            review();
        }
    }

    /** How many are waiting. */
    int count() {
        return waiting.size();
    }

    /** On the real clock, since it is about what real cores do. */
    void review() {
        long nowNs = System.nanoTime();
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting one = all.next();
            long agoNs = nowNs - one.sinceNs();
            if (one.who().tryLetGo(agoNs >= Occupancy.SETTLE_NS) || agoNs >= FORGET_NS) {
                all.remove();
            }
        }
    }
}
