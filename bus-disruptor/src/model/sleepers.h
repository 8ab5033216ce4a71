/*
 * Sleepers: armed, acknowledged, the list, the states of a sleeper, and how a thread sleeps and is woken. Every access to memory
 * is a step of its own.
 *
 * The includer defines SLEEPERS, their number, and FAN_OUT, the WAKE_FAN_OUT of the code. Threads 1 to SLEEPERS are those of the
 * sleepers of the same numbers. It defines is_ready(), which sets ready.
 *
 * park and unpark are a permit and order nothing. A park of limited time ends when it likes. What was stored a look ago is seen
 * by the next one: looks are a millisecond apart or more, and an opaque store becomes visible in the end.
 */
#define AWAY 0
#define QUEUED 1
#define LEFT 2
#define WOKEN 3

Cell state[SLEEPERS + 1];
#ifndef HANDLE
Cell handle[SLEEPERS + 1];         /* Sleeper.thread is set */
#define load_handle(s) look_into(handle[s]); loaded = handle[s].value
#define store_handle(x) put_into(handle[me], x)
#endif
bool permit[SLEEPERS + 1];
byte next_of[SLEEPERS + 1];        /* an EVENT: NEXT(s) */
byte inherited_by[SLEEPERS + 1];   /* an EVENT: INHERITED(s) */
bool list_is_seen_whole = true;

#ifdef MOVE_NOT_ATOMIC
inline move(s, from, to) {
    atomic { look_into(state[s]); moved = (state[s].value == from) };
    if
    :: moved -> atomic { put_into(state[s], to) }
    :: else
    fi
}
#else
inline move(s, from, to) {
    d_step {
#ifndef MOVE_OPAQUE
        look_into(state[s]);
#endif
        moved = (state[s].value == from);
        if
        :: moved ->
            state[s].value = to;
#ifndef MOVE_OPAQUE
            take(state[s].shows, thread[me].view)
#endif
        :: else
        fi
    }
}
#endif

inline nudge(s) {
    atomic {
        load_handle(s);
        if
        :: loaded -> permit[s] = true
        :: else
        fi;
        loaded = 0
    }
}

inline take_all() {
#ifdef TAKE_ALL_NOT_ATOMIC
    atomic { load_newest(HEAD); sleeper = loaded; loaded = 0 };
    store_volatile(HEAD, 0)
#else
    atomic {
#ifdef TAKE_ALL_OPAQUE
        sleeper = place[HEAD].entry[place[HEAD].newest].value;
        store_opaque(HEAD, 0)
#else
        load_newest(HEAD);
        sleeper = loaded;
        loaded = 0;
        store_volatile(HEAD, 0)
#endif
    }
#endif
}

/*
 * Wakes up to left of the list that begins with sleeper. What is plain goes together with the compare-and-set that follows: a
 * race would be told by the check, and where there is none nobody looks in between.
 */
inline wake() {
    do
    :: sleeper == 0 -> break
    :: sleeper != 0 ->
        atomic {
            CHECK(list_is_seen_whole, is_ordered_after(NEXT(sleeper)) && is_ordered_after(INHERITED(sleeper)));
            rest = next_of[sleeper];
#ifdef REST_IS_FORGOTTEN
            inherited_by[sleeper] = 0;
#else
            inherited_by[sleeper] = (left == 1 -> rest : 0);
#endif
            MARK_IF(inherited, left == 1 && rest != 0);
            event(INHERITED(sleeper));
            move(sleeper, QUEUED, WOKEN);
            if
            :: moved -> left--
            :: else -> inherited_by[sleeper] = 0; event(INHERITED(sleeper))
            fi
        };
        if
        :: moved ->
            atomic {
                nudge(sleeper);
                sleeper = (left == 0 -> 0 : rest)
            }
        :: else -> atomic {
            move(sleeper, LEFT, AWAY);
            if
            :: moved -> sleeper = rest; MARK(passed_over)
#ifdef NOT_TRIED_AGAIN
            :: else -> sleeper = rest
#else
            :: else -> MARK(came_back)
#endif
            fi
        }
        fi
    od;
    atomic { sleeper = 0; rest = 0; left = 0; moved = false }
}

inline acknowledge() {
    if
    :: !has_acknowledged ->
#ifdef ACKNOWLEDGED_STORE_OPAQUE
        store_opaque(ACKNOWLEDGED, true);
#else
        store_release(ACKNOWLEDGED, true);
#endif
        has_acknowledged = true
    :: else
    fi
}

inline signal_sleepers() {
    atomic { load_opaque(ARMED); moved = loaded; loaded = 0 };
    if
    :: !moved
    :: else ->
        moved = false;
#ifdef ACKNOWLEDGED_AFTER_LOOK
        full_fence();
        atomic { load_opaque(HEAD); sleeper = loaded; loaded = 0 };
        acknowledge();
#else
        acknowledge();
#ifndef NO_FENCE_IN_SIGNAL
#ifdef RELEASE_FENCE_IN_SIGNAL
        d_step { release_fence(); acquire_fence() };
#else
        full_fence();
#endif
#endif
        atomic { load_opaque(HEAD); sleeper = loaded; loaded = 0 };
#endif
        if
        :: sleeper != 0 ->
            take_all();
            left = 1;
            MARK_IF(signalled, sleeper != 0);
            wake()
        :: else
        fi
    fi
}

inline wake_all() {
#ifndef NO_FENCE_IN_WAKE_ALL
    full_fence();
#endif
    take_all();
    left = FAN_OUT;
    wake()
}

inline enqueue() {
    move(me, LEFT, QUEUED);
    if
    :: moved -> moved = false
    :: else ->
        move(me, AWAY, QUEUED);
        atomic { load_opaque(HEAD); rest = loaded; loaded = 0; moved = false };
        do
        :: moved -> break
        :: !moved -> atomic {
            next_of[me] = rest;
            event(NEXT(me));
#ifdef ENQUEUE_OPAQUE
            loaded = place[HEAD].entry[place[HEAD].newest].value;
            moved = (loaded == rest);
            if
            :: moved -> store_opaque(HEAD, me)
            :: else
            fi;
#else
            load_newest(HEAD);
            moved = (loaded == rest);
            if
            :: moved -> store_volatile(HEAD, me)
            :: else
            fi;
#endif
            rest = loaded;
            loaded = 0
        }
        od;
        atomic { rest = 0; moved = false }
    fi
}

inline leave() {
    atomic {
        move(me, QUEUED, LEFT);
        if
        :: !moved ->
            CHECK(list_is_seen_whole, is_ordered_after(INHERITED(me)));
            sleeper = inherited_by[me];
            inherited_by[me] = 0;
            event(INHERITED(me))
        :: else
        fi
    };
    if
    :: !moved ->
        atomic {
            move(me, WOKEN, AWAY);
#ifdef INHERITED_IS_FORGOTTEN
            sleeper = 0;
#endif
            left = FAN_OUT
        };
        wake()
    :: else -> moved = false
    fi
}

/* Time passes, and what was stored before is seen; or a permit or nothing at all ends it early, but not again and again. */
inline park_for_a_while() {
    atomic {
        MARK(parked_for_a_while);
        permit[me] = false;
        if
#ifdef LOOKS_ARE_PLAIN
        :: true /* the compiler may load once and for all */
#else
        :: true -> see_all()
#endif
        :: !looked -> looked = true
        fi
    }
}

inline sleep() {
    atomic {
        load_opaque(ARMED);
        moved = loaded;
        loaded = 0;
        if
        :: moved -> moved = false
        :: else -> store_volatile(ARMED, true)
        fi
    };
    atomic { store_handle(true) };
    enqueue();
#ifndef NO_FENCE_IN_SLEEP
#ifdef RELEASE_FENCE_IN_SLEEP
    d_step { release_fence(); acquire_fence() };
#else
    full_fence();
#endif
#endif
    do
    :: atomic { state[me].value != QUEUED -> look_into(state[me]) }; break
    :: atomic { state[me].value == QUEUED -> look_into(state[me]) };
#ifdef NO_LOOK_BEFORE_SLEEP
        ready = false;
#else
        is_ready();
#endif
        if
        :: ready -> break
        :: else
        fi;
#ifdef DEADLINE
        if
        :: !timed_out -> timed_out = true; MARK(left_early); break
        :: true
        fi;
#endif
#ifdef ALWAYS_ACKNOWLEDGED
        moved = true;
#else
        atomic {
#ifdef ACKNOWLEDGED_LOAD_OPAQUE
            load_opaque(ACKNOWLEDGED);
#else
            load_acquire(ACKNOWLEDGED);
#endif
            moved = loaded;
            loaded = 0
        };
#endif
        if
        :: moved ->
            moved = false;
#ifdef NO_LOOK_AFTER_ACKNOWLEDGED
            ready = false;
#else
            is_ready();
#endif
            if
            :: !ready -> atomic { MARK(parked); permit[me] -> permit[me] = false }
            :: else -> ready = false
            fi
        :: else -> park_for_a_while()
        fi
    od;
    ready = false;
    leave();
    atomic { store_handle(false) }
}

