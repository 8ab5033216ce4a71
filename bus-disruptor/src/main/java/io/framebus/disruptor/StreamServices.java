package io.framebus.disruptor;

import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/**
 * What every stream of a bus shares.
 *
 * @param clock the bus's monotonic clock
 * @param events who is told what happens
 * @param arenas memory of ended streams
 * @param departures those who may still be inside a stream's memory
 * @param subscriberIds the last id given to a subscriber
 */
record StreamServices(
        NanoClock clock, Events events, ArenaPool arenas, Departures departures, AtomicLong subscriberIds) {}
