/*
 * Closing a region and giving its memory away: Occupancy, RingSubscription.poll and SubscriptionEnd.tryLetGo or Publication.publish and
 * Stream.tryLetGo (the protocol is the same), Departures, ArenaLease, ArenaPool.
 *
 * A user enters the region ENTRIES times, looks at the closed flag, uses the arena and leaves. With TWO_USERS a second thread
 * takes the place of the first, by an ordered hand-over, and may find it dead. A closer sets the flag and asks isVacant; if that
 * is not proved the housekeeper asks again, before and after the time has passed that makes the case settled. SELF_CLOSE: the
 * user itself closes, in its own call. LEASE: the region is one of two holds on the arena; the other is let go at any moment.
 *
 * When all holds are let go the arena is wiped for another stream. Then everything that users did with it must have happened
 * before, and nothing may follow.
 *
 * Time. The settled case rests on hardware: a store that was executed before the time had passed is seen afterwards, and a load
 * executed afterwards sees what was stored before. That is what the step time_passes says, and all that it says.
 * The memory is that of views.h.
 */
#ifndef USES
#define USES 2
#endif
#define CLOSED 0
#define OWNER 1
#define INSIDE 2
#define HOLDERS 3
#define ARENA_USE 4         /* an EVENT */
#define HISTORIES 4
#define PLACES 5
#define FIRST 0
#define SECOND 1
#define CLOSER 2
#define HOUSEKEEPER 3
#define OTHER 4
#define THREADS 5
#define STORES 10
#define NOBODY 9

#include "views.h"
#include "checks.h"

bool memory_is_not_reused_while_used = true;
bool given_back_once = true;
bool given_back_at_last = true;

FACT(used);
FACT(found_closed);
FACT(given_back_by_closer);
FACT(given_back_exactly);
FACT(given_back_settled);
FACT(refused_inside);
FACT(refused_unsettled);
FACT(owner_was_dead);
FACT(taken_over);

byte given_back;
byte let_go;               /* by the region; compare-and-set */
bool over[3];              /* the thread is dead */
bool flag_is_set;
bool may_start_second;

/* AtomicInteger.decrementAndGet. */
inline let_go_of_arena() {
    load_newest(HOLDERS);
#ifdef HOLDERS_OPAQUE
    loaded--;
    store_opaque(HOLDERS, loaded);
#else
    loaded--;
    store_volatile(HOLDERS, loaded);
#endif
    if
    :: loaded == 0 ->
        given_back++;
        CHECK(given_back_once, given_back == 1);
        CHECK(memory_is_not_reused_while_used, is_ordered_after(ARENA_USE))
    :: else
    fi;
    loaded = 0
}

/* Occupancy.isVacant: the answer in yes, and who was the last owner in last. */
inline is_vacant() {
    atomic {
#ifdef OWNER_LOAD_OPAQUE
        load_opaque(OWNER);
#else
        load_volatile(OWNER);
#endif
        last = loaded;
        loaded = 0;
        yes = last == NOBODY;
        if
        :: last != NOBODY && over[last] ->
            MARK(owner_was_dead);
            take(thread[me].view, thread[last].view); /* isAlive is false: everything it did happened before */
            yes = true
        :: else
        fi
    };
    if
    :: !yes -> atomic {
#ifdef INSIDE_LOAD_OPAQUE
        load_opaque(INSIDE);
#else
        load_acquire(INSIDE);
#endif
#ifdef INSIDE_NOT_ASKED
        loaded = false;
#endif
        yes = !loaded && (settled || last == me);
        MARK_IF(refused_inside, loaded);
        MARK_IF(refused_unsettled, !loaded && !yes);
        MARK_IF(given_back_settled, yes && last != me);
        loaded = 0
    }
    :: else
    fi
}

/* tryLetGo. */
inline try_let_go() {
    is_vacant();
    atomic {
        if
        :: yes && !let_go ->
            let_go = true;
            MARK_IF(given_back_by_closer, me == CLOSER);
            MARK_IF(given_back_exactly, !settled);
            let_go_of_arena()
        :: else
        fi;
        last = 0;
        yes = false
    }
}

inline set_closed() {
    atomic {
#ifdef CLOSED_STORE_RELEASE
        store_release(CLOSED, true);
#else
        store_volatile(CLOSED, true);
#endif
        flag_is_set = true
    }
}

inline look_at_closed() {
#ifdef CLOSED_LOAD_OPAQUE
    load_opaque(CLOSED)
#else
    load_volatile(CLOSED)
#endif
}

/* Occupancy.enter, the closed flag, the use, exit, and one more look at the flag. */
inline use() {
    /* The plain load sees the thread's own store, or those before the hand-over to it. */
    if
    :: place[OWNER].entry[thread[me].view.oldest[OWNER]].value != me ->
#ifdef OWNER_STORE_RELEASE
        store_release(OWNER, me);
#else
        store_volatile(OWNER, me);
#endif
        MARK_IF(taken_over, me == SECOND);
#ifndef NO_TAKE_OVER_FENCE
        full_fence()
#endif
    :: else
    fi;
#ifdef LOOK_BEFORE_ENTER
    atomic { look_at_closed(); closed_seen = loaded; loaded = 0 };
#endif
    store_opaque(INSIDE, true);
#ifndef LOOK_BEFORE_ENTER
    atomic { look_at_closed(); closed_seen = loaded; loaded = 0 };
#endif
#ifdef CLOSED_NOT_LOOKED_AT
    closed_seen = false;
#endif
    if
    :: !closed_seen ->
        atomic {
            MARK(used);
            CHECK(memory_is_not_reused_while_used, given_back == 0);
            event(ARENA_USE)
        };
#ifdef SELF_CLOSE
        if
        :: !flag_is_set ->
            set_closed();
            try_let_go()
        :: true
        fi
#endif
    :: else -> MARK(found_closed)
    fi;
#ifdef EXIT_OPAQUE
    store_opaque(INSIDE, false);
#else
    store_release(INSIDE, false);
#endif
    atomic { look_at_closed(); closed_seen = loaded; loaded = 0 };
    if
    :: closed_seen -> try_let_go()
    :: else
    fi;
    closed_seen = false
}

inline see(who, spot) {
    thread[who].view.oldest[spot] = place[spot].newest
}

inline time_passes() {
#ifndef NO_SETTLING
    see(FIRST, CLOSED);
    see(SECOND, CLOSED);
    see(HOUSEKEEPER, OWNER);
    see(HOUSEKEEPER, INSIDE);
#endif
    skip
}

proctype User(byte me) {
    byte last;
    byte times;
    bool yes;
    bool settled;
    bool closed_seen;
    do
    :: times < USES ->
        use();
        times++
    :: break
    od;
#ifdef SELF_CLOSE
    if
    :: !flag_is_set -> set_closed(); try_let_go()
    :: else
    fi;
#endif
    atomic {
        times = 0;
#ifdef TWO_USERS
        if
        :: me == FIRST ->
            hand_over_to(SECOND);
            may_start_second = true
        :: else
        fi;
#endif
        if
        :: over[me] = true
        :: true /* lives on, elsewhere */
        fi
    }
}

proctype Closer() {
    byte me = CLOSER;
    byte last;
    bool yes;
    bool settled;
#ifndef SELF_CLOSE
    set_closed();
    try_let_go();
#endif
    flag_is_set ->
    hand_over_to(HOUSEKEEPER);
    me = HOUSEKEEPER;
    atomic { time_passes(); settled = true };
#ifndef FORGOTTEN
    do
    :: !let_go -> try_let_go()
    :: let_go -> break
    od
#endif
}

/* The other hold on the arena: a subscription that has left, or the publisher's. */
proctype Other() {
    byte me = OTHER;
    atomic { let_go_of_arena() }
}

init {
    atomic {
        place[OWNER].entry[0].value = NOBODY;
#ifdef LEASE
        place[HOLDERS].entry[0].value = 2;
        run Other();
#else
        place[HOLDERS].entry[0].value = 1;
#endif
        run User(FIRST);
        run Closer()
    };
#ifdef TWO_USERS
    may_start_second;
    run User(SECOND);
#endif
    (_nr_pr == 1);
    CHECK(given_back_at_last, given_back == 1);
    LOOK_FOR_WITNESS()
}
