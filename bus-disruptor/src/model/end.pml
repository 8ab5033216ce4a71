/*
 * Ends: RingSubscription.receive, SubscriptionEnd.close, evictIf and endWith, Stream.end, SubscriptionGauges.freezeAt, with Sleepers.
 *
 * A publisher publishes FRAMES frames at most. One thread receives, sleeping while there is nothing, until it is told ENDED.
 * Meanwhile, at any moment: the stream ends (ENDS), the housekeeper evicts (EVICTS), another thread closes the subscription
 * (CLOSES); any of them together. IDLING: it does not sleep but looks again and again.
 *
 * What is published before the end is what the ending thread knows to be published (its own publishes, those that happened
 * before). Afterwards the receiving thread looks at its lag twice.
 * The memory is that of views.h; park, unpark and time those of sleepers.h.
 */
#ifndef FRAMES
#define FRAMES 1
#endif
#define SLEEPERS 1
#define FAN_OUT 2
#define CURSOR 0
#define HEAD 1
#define ARMED 2
#define ACKNOWLEDGED 3
#define END 4
#define SHUT 5
#define LAST_CURSOR 6
#define HANDLE 7
#define HISTORIES 8
#define NEXT(s) 8
#define INHERITED(s) 9
#define PLACES 10
#define PUBLISHER 0
#define RECEIVER 1
#define ENDER 2
#define EVICTOR 3
#define LEAVER 4
#define THREADS 5
#define STORES 8

#define NOT_FROZEN 99

#include "views.h"
#include "checks.h"

bool drained = true;
bool told_once = true;
bool books_stand_still = true;
bool ended_has_a_reason = true;

FACT(parked);
FACT(parked_for_a_while);
FACT(signalled);
FACT(inherited);
FACT(passed_over);
FACT(came_back);
FACT(left_early);
FACT(drained_some);
FACT(shut_by_other);
FACT(lag_left);
FACT(second_reason);

bool has_acknowledged;
byte told;
byte before_end;           /* frames published before the stream's end */
bool stream_ended_first;   /* its reason stood */

#ifdef END_LOAD_OPAQUE
#define load_end() load_opaque(END)
#else
#define load_end() load_volatile(END)
#endif
#ifdef SHUT_LOAD_OPAQUE
#define load_shut() load_opaque(SHUT)
#else
#define load_shut() load_volatile(SHUT)
#endif
#ifdef HANDLE_STORE_OPAQUE
#define store_handle(x) store_opaque(HANDLE, x)
#else
#define store_handle(x) store_volatile(HANDLE, x)
#endif
#ifdef HANDLE_LOAD_OPAQUE
#define load_handle(s) load_opaque(HANDLE)
#else
#define load_handle(s) load_volatile(HANDLE)
#endif

#define is_ready() \
    atomic { load_end(); ready = loaded; loaded = 0 }; \
    if \
    :: ready \
    :: else -> atomic { load_acquire(CURSOR); ready = loaded > next; loaded = 0 } \
    fi
#define see_all() see_newest(CURSOR); see_newest(ACKNOWLEDGED); see_newest(END)

#include "sleepers.h"

/* end.compareAndSet(null, reason). */
inline set_end() {
    atomic {
#ifdef END_NOT_COMPARED
        first = true;
        store_volatile(END, true);
#else
#ifdef END_STORE_OPAQUE
        loaded = place[END].entry[place[END].newest].value;
        first = !loaded;
        if
        :: first -> store_opaque(END, true)
        :: else
        fi;
#else
        load_newest(END);
        first = !loaded;
        if
        :: first -> store_volatile(END, true)
        :: else -> MARK(second_reason)
        fi;
#endif
#endif
        loaded = 0
    }
}

inline tell() {
    atomic {
        if
        :: first ->
            told++;
            CHECK(told_once, told <= 1)
        :: else
        fi
    }
}

/* SubscriptionGauges.freezeAt: the first one stands. */
inline freeze_at(x) {
    atomic {
#ifdef FREEZE_NOT_COMPARED
        store_volatile(LAST_CURSOR, x)
#else
        load_newest(LAST_CURSOR);
        if
        :: loaded == NOT_FROZEN -> store_volatile(LAST_CURSOR, x)
        :: else
        fi;
        loaded = 0
#endif
    }
}

inline set_shut() {
#ifdef SHUT_STORE_OPAQUE
    store_opaque(SHUT, true)
#else
    store_volatile(SHUT, true)
#endif
}

/* SubscriptionEnd.leave, but for letting go of the memory: see occupancy.pml. */
inline leave_subscription() {
    set_end();
    atomic { load_shut(); was_shut = loaded; loaded = 0 };
    if
    :: was_shut
    :: else ->
        MARK(shut_by_other);
#ifdef FREEZE_AFTER_SHUT
        set_shut();
#endif
        atomic { load_acquire(CURSOR); seen = loaded; loaded = 0 };
        freeze_at(seen);
#ifndef FREEZE_AFTER_SHUT
        set_shut();
#endif
#if !defined(NO_WAKE_ON_LEAVE) && !defined(IDLING)
        nudge(RECEIVER);
#endif
        tell()
    fi;
    atomic { first = false; was_shut = false; seen = 0 }
}

/* SubscriptionGauges.lagFrames. */
inline look_at_lag() {
    atomic { load_acquire(CURSOR); left = loaded; loaded = 0 };
    atomic {
        load_volatile(LAST_CURSOR);
        left = (left < loaded -> left : loaded);
        rest = (left > next -> left - next : 0);
        loaded = 0;
        left = 0
    }
}

proctype Publisher() {
    byte me = PUBLISHER;
    byte sleeper;
    byte rest;
    byte left;
    bool moved;
    byte sequence;
    do
    :: sequence < FRAMES ->
        atomic { sequence++; store_release(CURSOR, sequence) };
#ifndef IDLING
        signal_sleepers()
#endif
    :: break
    od
}

/* Stream.end and SubscriptionEnd.endWith. */
proctype Ender() {
    byte me = ENDER;
    byte sleeper;
    byte rest;
    byte left;
    bool moved;
    bool first;
    atomic { load_acquire(CURSOR); before_end = loaded; loaded = 0 };
    atomic { set_end(); stream_ended_first = first };
    tell();
    first = false;
#if !defined(NO_NUDGE_ON_END) && !defined(IDLING)
    nudge(RECEIVER);
#endif
#if !defined(NO_WAKE_ALL_ON_END) && !defined(IDLING)
    wake_all()
#endif
}

proctype Leaver(byte me) {
    bool moved;
    bool first;
    bool was_shut;
    byte seen;
    leave_subscription()
}

/* receive, again and again, until ENDED. */
proctype Receiver() {
    byte me = RECEIVER;
    byte sleeper;
    byte rest;
    byte left;
    bool moved;
    bool ready;
    bool looked;
    bool reason;
    byte available;
    byte next;
    do
    :: true ->
        atomic { load_shut(); moved = loaded; loaded = 0 };
        if
        :: moved -> moved = false; break
        :: else
        fi;
        atomic { load_acquire(CURSOR); available = loaded; loaded = 0 };
        if
        :: next < available -> atomic { next = available; available = 0 }
        :: else ->
            atomic { load_end(); reason = loaded; loaded = 0 };
#ifndef CURSOR_BEFORE_END
            if
            :: reason -> atomic { load_acquire(CURSOR); available = loaded; loaded = 0 }
            :: else
            fi;
#endif
            if
            :: next >= available && reason ->
                MARK_IF(drained_some, next > 0);
                CHECK(drained, !stream_ended_first || next >= before_end);
                freeze_at(available);
                set_shut();
                break
            :: else -> atomic { available = 0; reason = false }
            fi;
#ifndef IDLING
            sleep();
#endif
            looked = false
        fi
    od;
    atomic { available = 0; reason = false };
    atomic { load_end(); CHECK(ended_has_a_reason, loaded); loaded = 0 };
    look_at_lag();
    available = rest;
    rest = 0;
    look_at_lag();
    CHECK(books_stand_still, rest == available);
    MARK_IF(lag_left, rest > 0);
    LOOK_FOR_WITNESS()
}

init {
    atomic {
        place[LAST_CURSOR].entry[0].value = NOT_FROZEN;
        run Publisher();
        run Receiver();
#ifdef ENDS
        run Ender();
#endif
#ifdef EVICTS
        run Leaver(EVICTOR);
#endif
#ifdef CLOSES
        run Leaver(LEAVER);
#endif
        skip
    }
}
