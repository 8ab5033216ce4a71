/*
 * Parking and waking: Sleepers, with the publisher's cursor and RingSubscription.receive around it.
 *
 * A publisher publishes FRAMES frames. Each of SLEEPERS threads, one subscription each, reads what it finds and sleeps when
 * there is nothing, until it has read all. With DEADLINE a sleep may end by itself, once for each thread.
 *
 * Safety: the list is never seen half (next and inherited are plain). Liveness: there is no state in which a thread waits for
 * ever (an invalid end state), and no endless run under weak fairness (a non-progress cycle): all frames are read by all.
 * The memory is that of views.h.
 */
#ifndef SLEEPERS
#define SLEEPERS 2
#endif
#ifndef FRAMES
#define FRAMES 2
#endif
#ifndef FAN_OUT
#define FAN_OUT 2
#endif
#define CURSOR 0
#define HEAD 1
#define ARMED 2
#define ACKNOWLEDGED 3
#define HISTORIES 4
#define NEXT(s) (3 + (s))
#define INHERITED(s) (3 + SLEEPERS + (s))
#define PLACES (4 + 2 * SLEEPERS)
#define PUBLISHER 0
#define THREADS (SLEEPERS + 1)
#define STORES 14

#include "views.h"
#include "checks.h"

FACT(parked);
FACT(parked_for_a_while);
FACT(signalled);
FACT(inherited);
FACT(passed_over);
FACT(came_back);
FACT(left_early);
FACT(found_at_once);

bool has_acknowledged;

#define is_ready() atomic { load_acquire(CURSOR); ready = loaded > next; loaded = 0 }
#define see_all() see_newest(CURSOR); see_newest(ACKNOWLEDGED)

#include "sleepers.h"

proctype Publisher() {
    byte me = PUBLISHER;
    byte sleeper;
    byte rest;
    byte left;
    bool moved;
    byte sequence;
    do
    :: sequence < FRAMES ->
#ifdef SIGNAL_BEFORE_CURSOR
        signal_sleepers();
#endif
        atomic { sequence++; store_release(CURSOR, sequence) };
#ifndef SIGNAL_BEFORE_CURSOR
        signal_sleepers()
#endif
    :: sequence == FRAMES -> break
    od
}

proctype Subscriber(byte me) {
    byte sleeper;
    byte rest;
    byte left;
    bool moved;
    bool ready;
    bool looked;
#ifdef DEADLINE
    bool timed_out;
#endif
    byte next;
    do
    :: next == FRAMES -> break
    :: next < FRAMES ->
        atomic { load_acquire(CURSOR); next = loaded; loaded = 0 };
        if
        :: next < FRAMES -> sleep()
        :: else
        fi
    od;
    LOOK_FOR_WITNESS()
}

init {
    byte s = SLEEPERS;
    atomic {
#ifdef ACKNOWLEDGED_BEFORE
        place[ARMED].entry[0].value = true;
        place[ACKNOWLEDGED].entry[0].value = true;
        has_acknowledged = true;
#endif
        run Publisher();
        do
        :: s > 0 -> run Subscriber(s); s--
        :: else -> break
        od
    }
}
