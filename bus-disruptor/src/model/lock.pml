/*
 * Publishers of a SHARED stream and its end: PublishLock, Publication.publish, Stream.tryLetGo.
 *
 * PUBLISHERS threads publish TIMES frames each. What travels with the hand-over (the plain fields of FrameWriter) is one EVENT:
 * whoever is inside must know of all that was done inside before. A closer closes the publication, asks isVacant, which holds the
 * lock once, and gives the arena away.
 *
 * The way of waiting does not matter: a publisher that does not get in tries again.
 * The memory is that of views.h.
 */
#ifndef PUBLISHERS
#define PUBLISHERS 2
#endif
#ifndef TIMES
#define TIMES 2
#endif
#define HELD 0
#define OPEN 1
#define HISTORIES 2
#define FIELDS 2            /* an EVENT */
#define PLACES 3
#define CLOSER PUBLISHERS
#define THREADS (PUBLISHERS + 1)
#define STORES (2 * (PUBLISHERS * TIMES + 1) + 1)

#include "views.h"
#include "checks.h"

bool one_inside = true;
bool fields_are_seen = true;
bool memory_is_not_reused_while_used = true;

FACT(waited);
FACT(found_closed);
FACT(published_after_other);

byte inside;
byte last_inside = 99;
bool given_back;

inline enter() {
    do
    :: true ->
        atomic {
            load_opaque(HELD);
            entered = !loaded;
            loaded = 0
        };
        if
        :: entered ->
#ifdef HELD_NOT_COMPARED
            store_volatile(HELD, true)
#else
            atomic {
#ifdef ENTER_OPAQUE
                entered = !place[HELD].entry[place[HELD].newest].value;
                if
                :: entered -> store_opaque(HELD, true)
                :: else
                fi
#else
                load_newest(HELD);
                entered = !loaded;
                if
                :: entered -> store_volatile(HELD, true)
                :: else -> MARK(waited)
                fi;
                loaded = 0
#endif
            }
#endif
        :: else
        fi;
        if
        :: entered -> break
        :: else
        fi
    od;
    atomic { inside++; CHECK(one_inside, inside == 1) }
}

inline exit() {
    inside--;
#ifdef EXIT_OPAQUE
    store_opaque(HELD, false)
#else
    store_release(HELD, false)
#endif
}

inline look_at_open() {
    atomic {
#ifdef OPEN_LOAD_OPAQUE
        load_opaque(OPEN);
#else
        load_volatile(OPEN);
#endif
        open = loaded;
        loaded = 0
    }
}

proctype Publisher(byte me) {
    byte times;
    bool entered;
    bool open;
    do
    :: times < TIMES ->
#ifdef LOOK_OUTSIDE
        look_at_open();
#endif
        enter();
#ifndef LOOK_OUTSIDE
        look_at_open();
#endif
        if
        :: open -> atomic {
            CHECK(memory_is_not_reused_while_used, !given_back);
            CHECK(fields_are_seen, is_ordered_after(FIELDS));
            MARK_IF(published_after_other, last_inside != 99 && last_inside != me);
            last_inside = me;
            event(FIELDS)
        }
        :: else -> MARK(found_closed)
        fi;
        exit();
        times++
    :: break
    od;
    LOOK_FOR_WITNESS()
}

proctype Closer() {
    byte me = CLOSER;
    bool entered;
#ifdef OPEN_STORE_OPAQUE
    store_opaque(OPEN, false);
#else
    store_volatile(OPEN, false);
#endif
#ifndef LOCK_NOT_HELD_BY_CLOSER
    enter();
    exit();
#endif
    atomic {
        CHECK(memory_is_not_reused_while_used, is_ordered_after(FIELDS));
        given_back = true
    }
}

init {
    byte p;
    atomic {
        place[OPEN].entry[0].value = true;
        do
        :: p < PUBLISHERS -> run Publisher(p); p++
        :: else -> break
        od;
        run Closer()
    }
}
