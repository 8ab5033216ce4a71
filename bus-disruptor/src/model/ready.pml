/*
 * Streams that tell an agent when they have something new: EgressReadiness, EgressReadyList, EgressRoster.sweep, EgressSweep, with each
 * stream's cursor.
 *
 * A publisher for each of STREAMS streams publishes FRAMES frames and tells of each. The agent takes the list, reads what there is of each
 * stream that is ready, and lets those idle that it has drained; it waits while no stream is ready and the list is empty, until it has read
 * all. (The code lets a sweep pass before it makes a stream idle that it has drained; what it does then is the same.) With CLOSER another thread tells of the first stream as well, once, of something that it has counted up: a stream's activity is the sum.
 *
 * With PARKS the agent's thread is parked while it waits, and nothing but a wake-up ends that: EgressIdle, EgressReadyList.tryPark, unpark, wake. With
 * COMMANDER another thread leaves a command and wakes it. The thread's own parking is a permit: see EgressThreadParking.
 *
 * With PARKS the agent's thread is parked while it waits, and nothing but a wake-up ends that: EgressIdle, EgressReadyList.tryPark, unpark, wake. With
 * COMMANDER another thread leaves a command and wakes it. The thread's own parking is a permit: see EgressThreadParking.
 *
 * Safety: the list is never seen half (next is plain), and no stream is among the ready twice. Liveness: there is no state in which the
 * agent waits for ever beside a frame (an invalid end state).
 * The memory is that of views.h.
 */
#ifndef STREAMS
#define STREAMS 2
#endif
#ifndef FRAMES
#define FRAMES 2
#endif
#define CURSOR(s) (s)
#define READY(s) (STREAMS + (s))
#define HEAD (2 * STREAMS)
#define CHANGES (2 * STREAMS + 1)
#define PENDING (2 * STREAMS + 2)
#define HISTORIES (2 * STREAMS + 3)
#define NEXT(s) (HISTORIES + (s))
#define PLACES (HISTORIES + STREAMS)
#define AGENT STREAMS
#define CLOSES (STREAMS + 1)
#define COMMANDS (STREAMS + 2)
#define THREADS (STREAMS + 3)
#define STORES 20
#define NOBODY 0
#define PARKED (STREAMS + 1)

#include "views.h"
#include "checks.h"

bool list_is_seen_whole = true;
bool is_ready_once = true;

FACT(waited);
FACT(told_one_that_was_idle);
FACT(told_one_that_was_ready);
FACT(seen_at_the_last_look);
FACT(told_before_the_last_look);
FACT(two_on_the_list);
FACT(parked);
FACT(woken_by_a_stream);
FACT(woken_by_a_command);
FACT(told_before_it_parked);
FACT(command_seen_once_parked);

bool permit;               /* of the agent's thread: the next park returns at once */
byte next_of[STREAMS];     /* an EVENT: NEXT(s); one more than the stream's number, so that 0 is nobody */

/* tryMakeReady: was_idle says whether it was. */
inline make_ready(s) {
    atomic {
#ifdef TELL_LOOKS_FIRST
        if
        :: me != AGENT -> load_opaque(READY(s))
        :: else -> load_newest(READY(s))
        fi;
        was_idle = !loaded;
        loaded = 0
    };
    if
    :: was_idle -> atomic {
#endif
        load_newest(READY(s));
        was_idle = !loaded;
        store_volatile(READY(s), true);
        loaded = 0
    }
#ifdef TELL_LOOKS_FIRST
    :: else
    fi
#endif
}

inline make_idle(s) {
    atomic {
#ifdef IDLE_STORE_OPAQUE
        store_opaque(READY(s), false)
#else
#ifndef IDLE_NOT_EXCHANGED
        load_newest(READY(s));
#endif
        store_volatile(READY(s), false);
        loaded = 0
#endif
    }
}

inline push(s) {
    first = NOBODY;
    do
    :: true ->
        atomic {
            next_of[s] = (first == PARKED -> NOBODY : first);
            event(NEXT(s));
#ifdef PUSH_OPAQUE
            loaded = place[HEAD].entry[place[HEAD].newest].value;
            pushed = (loaded == first);
            if
            :: pushed -> store_opaque(HEAD, s + 1)
            :: else
            fi;
#else
            load_newest(HEAD);
            pushed = (loaded == first);
            if
            :: pushed -> store_volatile(HEAD, s + 1)
            :: else
            fi;
#endif
            MARK_IF(two_on_the_list, pushed && first != NOBODY && first != PARKED);
            first = loaded;
            loaded = 0
        };
        if
        :: pushed -> break
        :: else
        fi
    od;
    atomic {
#ifndef PUSH_WAKES_NOBODY
        MARK_IF(woken_by_a_stream, first == PARKED);
        permit = permit || first == PARKED;
#endif
        first = NOBODY;
        pushed = false
    }
}

inline tell(s) {
    make_ready(s);
    if
    :: was_idle -> MARK(told_one_that_was_idle); was_idle = false; push(s)
    :: else -> MARK(told_one_that_was_ready)
    fi
}

proctype Publisher(byte me) {
    byte sequence;
    byte first;
    bool was_idle;
    bool pushed;
    do
    :: sequence < FRAMES ->
#ifdef TELL_BEFORE_CURSOR
        tell(me);
#endif
        atomic { sequence++; store_release(CURSOR(me), sequence) };
#ifndef TELL_BEFORE_CURSOR
        tell(me)
#endif
    :: sequence == FRAMES -> break
    od
}

/* Subscriptions end: the activity of the first stream grows without a frame. */
proctype Closer() {
    byte me = CLOSES;
    byte first;
    bool was_idle;
    bool pushed;
    atomic { load_newest(CHANGES); store_volatile(CHANGES, loaded + 1); loaded = 0 };
    tell(0)
}

/* Something is added or removed, and the agent woken for it. */
proctype Commander() {
    byte me = COMMANDS;
    bool sees_parked;
    atomic {
#ifdef COMMAND_OPAQUE
        store_opaque(PENDING, true)
#else
        store_volatile(PENDING, true)
#endif
    };
    atomic {
#ifdef WAKE_LOOKS_OPAQUE
        load_opaque(HEAD);
#else
        load_volatile(HEAD);
#endif
        sees_parked = (loaded == PARKED);
        loaded = 0
    };
    if
    :: sees_parked -> atomic {
        load_newest(HEAD);
        if
        :: loaded == PARKED -> MARK(woken_by_a_command); store_volatile(HEAD, NOBODY); permit = true
        :: else
        fi;
        loaded = 0
    }
    :: else
    fi
}

/* tryPark, and what it is for. */
inline park() {
#ifdef COMMANDS_SEEN_FIRST
    atomic { load_volatile(PENDING); command_left = (loaded != carried_out); loaded = 0 };
#endif
    atomic {
        load_newest(HEAD);
        try_park = (loaded == NOBODY);
        MARK_IF(told_before_it_parked, !try_park);
#ifdef PARK_NOT_COMPARED
        try_park = true;
#endif
        if
        :: try_park -> store_volatile(HEAD, PARKED)
        :: else
        fi;
        loaded = 0
    };
    if
    :: try_park ->
#ifndef COMMANDS_SEEN_FIRST
        atomic { load_volatile(PENDING); command_left = (loaded != carried_out); loaded = 0 };
#endif
        if
        :: !command_left -> atomic { MARK(parked); permit -> permit = false }
        :: else -> MARK(command_seen_once_parked)
        fi;
        atomic {
            load_newest(HEAD);
            if
            :: loaded == PARKED -> store_volatile(HEAD, NOBODY)
            :: else
            fi;
            loaded = 0
        }
    :: else
    fi;
    atomic { command_left = false; try_park = false }
}

/* The activity of a stream: its frames, and what else there was to notice. */
inline look_for_activity(s) {
    atomic { load_acquire(CURSOR(s)); activity = loaded; loaded = 0 };
    if
    :: s == 0 -> atomic { load_volatile(CHANGES); activity = activity + loaded; loaded = 0 }
    :: else
    fi
}

proctype Agent() {
    byte me = AGENT;
    byte last;
    byte activity;
    byte s;
    byte drained_at[STREAMS];
    bool looked_at[STREAMS];
    bool was_idle;
    byte most = FRAMES * STREAMS;
    byte read;
    bool carried_out;
    bool to_carry_out;
    bool command_left;
    bool try_park;
#ifdef CLOSER
    most++;
#endif
#ifdef COMMANDER
    to_carry_out = true;
#endif
    atomic {
        do
        :: s < STREAMS -> looked_at[s] = true; s++
        :: else -> s = 0; break
        od
    };
    do
    :: read == most && carried_out == to_carry_out -> break
    :: else ->
#ifdef COMMANDER
        atomic { load_volatile(PENDING); carried_out = loaded; loaded = 0 };
#endif
        /* sweep: those who have told */
        atomic { load_opaque(HEAD); last = loaded; loaded = 0 };
        if
        :: last != NOBODY ->
            atomic {
#ifdef TAKE_OPAQUE
                last = place[HEAD].entry[place[HEAD].newest].value;
                store_opaque(HEAD, NOBODY);
#else
                load_newest(HEAD);
                last = loaded;
                store_volatile(HEAD, NOBODY);
                loaded = 0;
#endif
                do
                :: last != NOBODY ->
                    CHECK(list_is_seen_whole, is_ordered_after(NEXT(last - 1)));
                    CHECK(is_ready_once, !looked_at[last - 1]);
                    looked_at[last - 1] = true;
                    last = next_of[last - 1]
                :: else -> break
                od
            }
        :: else
        fi;
        /* those who are ready: what there is is read */
        do
        :: s == STREAMS -> break
        :: s < STREAMS && !looked_at[s] -> s++
        :: s < STREAMS && looked_at[s] ->
            look_for_activity(s);
            atomic {
                read = read + activity - drained_at[s];
                drained_at[s] = activity;
                activity = 0
            };
            /* letIdle */
            make_idle(s);
#ifdef NO_LAST_LOOK
            looked_at[s] = false;
#else
            look_for_activity(s);
            if
            :: activity == drained_at[s] -> looked_at[s] = false
            :: else ->
                activity = 0;
#ifdef KEPT_WITHOUT_EXCHANGE
                was_idle = true;
#else
                make_ready(s);
#endif
                if
                :: was_idle -> MARK(seen_at_the_last_look)
                :: else -> MARK(told_before_the_last_look); looked_at[s] = false
                fi;
                was_idle = false
            fi;
#endif
            atomic { activity = 0; s++ }
        od;
        s = 0;
        /* While none is ready it looks at the list again and again: what is there is seen in the end. */
        do
        :: s < STREAMS && !looked_at[s] -> s++
        :: s < STREAMS && looked_at[s] -> break
        :: s == STREAMS ->
            if
            :: read == most && carried_out == to_carry_out
#ifdef PARKS
            :: else -> park()
#else
            :: else -> atomic { MARK(waited); place[HEAD].entry[place[HEAD].newest].value != NOBODY -> see_newest(HEAD) }
#endif
            fi;
            break
        od;
        s = 0
    od;
    LOOK_FOR_WITNESS()
}

init {
    byte s;
    atomic {
        do
        :: s < STREAMS -> place[READY(s)].entry[0].value = true; run Publisher(s); s++
        :: else -> break
        od;
#ifdef CLOSER
        run Closer();
#endif
#ifdef COMMANDER
        run Commander();
#endif
        run Agent()
    }
}
