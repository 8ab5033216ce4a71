/*
 * Memory that several threads read and write, as the Java memory model lets them see it: history.h for more than one writer.
 *
 * Every place keeps all its stores in order. A thread has a view: for each place the oldest store that may still answer its
 * loads. A store carries a view as well, which a thread that synchronizes with it takes over:
 *
 *   - a release store carries the storing thread's view; an opaque store the view at the thread's last release fence;
 *   - an acquire load takes the view of the store that answered it; an opaque one leaves it for the next acquire fence;
 *   - a full fence is an acquire and a release fence, and all full fences are in one order: a later one knows what an earlier
 *     one knew;
 *   - volatile accesses and compare-and-sets release and acquire, and are in one order: they are answered by the newest volatile
 *     store to the place or by a later one; a compare-and-set always by the newest of all.
 *
 * So a store may be seen late and stores to different places in any order, unless a mode or a fence forbids it: stores may
 * overtake stores, loads may overtake loads and earlier stores. Not there: a store that overtakes an earlier load. Where that
 * matters (memory that is given away after a read) the model counts uses instead and asks for happens-before: see the uses of
 * a place as an EVENT below.
 *
 * The includer defines HISTORIES, the number of places whose stores are kept, which are numbered first; PLACES, with those of
 * EVENTs; THREADS; and STORES, the number of stores to one place. The thread that does something is me, a
 * byte that each process has of its own.
 */
typedef View { byte oldest[PLACES] };
typedef Entry { byte value; View shows };
typedef Place { Entry entry[STORES]; byte newest; byte newest_volatile };
typedef Thread { View view; View fenced; View pending };

Place place[HISTORIES];
byte newest_event[PLACES];
Thread thread[THREADS];
View fence_order;
byte p_;   /* scratch of the macros, always 0 between steps */
byte at;
byte loaded;

inline take(into, from) {
    p_ = 0;
    do
    :: p_ < PLACES ->
        into.oldest[p_] = (from.oldest[p_] > into.oldest[p_] -> from.oldest[p_] : into.oldest[p_]);
        p_++
    :: else -> break
    od;
    p_ = 0
}

inline new_entry(spot, stored) {
    place[spot].newest++;
    assert(place[spot].newest < STORES);
    place[spot].entry[place[spot].newest].value = stored;
    thread[me].view.oldest[spot] = place[spot].newest;
    thread[me].pending.oldest[spot] = place[spot].newest
}

inline store_opaque(where, x) {
    d_step {
        new_entry(where, x);
        take(place[where].entry[place[where].newest].shows, thread[me].fenced);
        place[where].entry[place[where].newest].shows.oldest[where] = place[where].newest
    }
}

inline store_release(where, x) {
    d_step {
        new_entry(where, x);
        take(place[where].entry[place[where].newest].shows, thread[me].view)
    }
}

inline store_volatile(where, x) {
    d_step {
        new_entry(where, x);
        take(place[where].entry[place[where].newest].shows, thread[me].view);
        place[where].newest_volatile = place[where].newest
    }
}

inline choose(spot, limit) {
    at = place[spot].newest;
    do
    :: break
    :: at > thread[me].view.oldest[spot] && at > limit -> at--
    od;
    loaded = place[spot].entry[at].value;
    thread[me].view.oldest[spot] = at
}

inline load_opaque(where) {
    choose(where, 0);
    take(thread[me].pending, place[where].entry[at].shows);
    at = 0
}

inline load_acquire(where) {
    choose(where, 0);
    take(thread[me].view, place[where].entry[at].shows);
    take(thread[me].pending, place[where].entry[at].shows);
    at = 0
}

inline load_volatile(where) {
    choose(where, place[where].newest_volatile);
    take(thread[me].view, place[where].entry[at].shows);
    take(thread[me].pending, place[where].entry[at].shows);
    at = 0
}

/* What a compare-and-set or an exchange reads; store_volatile follows in the same step if it stores. */
inline load_newest(where) {
    at = place[where].newest;
    loaded = place[where].entry[at].value;
    thread[me].view.oldest[where] = at;
    take(thread[me].view, place[where].entry[at].shows);
    take(thread[me].pending, place[where].entry[at].shows);
    at = 0
}

inline release_fence() {
    take(thread[me].fenced, thread[me].view)
}

inline acquire_fence() {
    take(thread[me].view, thread[me].pending)
}

inline full_fence() {
    d_step {
        acquire_fence();
        take(thread[me].view, fence_order);
        take(fence_order, thread[me].view);
        take(thread[me].pending, thread[me].view);
        release_fence()
    }
}

/* One thread starts another, or hands over to it in order. */
inline hand_over_to(other) {
    d_step {
        take(thread[other].view, thread[me].view);
        take(thread[other].pending, thread[me].view)
    }
}

/* Time passes: what was stored at this place is seen. Opaque and stronger stores become visible in the end. */
inline see_newest(where) {
    thread[me].view.oldest[where] = place[where].newest;
    thread[me].pending.oldest[where] = place[where].newest
}

/*
 * An EVENT is a plain access to something of which only the newest value is kept. Whoever touches it next must have all earlier
 * accesses in its view; if not, the two are a race, and the accesses may come in any order, late loads included.
 */
#define event(where) \
    newest_event[where]++; \
    thread[me].view.oldest[where] = newest_event[where]; \
    thread[me].pending.oldest[where] = newest_event[where]
#define is_ordered_after(where) (thread[me].view.oldest[where] == newest_event[where])

/*
 * A CELL is a place with volatile accesses and compare-and-sets only: each is answered by the newest store.
 */
typedef Cell { byte value; View shows };

inline look_into(cell) {
    take(thread[me].view, cell.shows);
    take(thread[me].pending, cell.shows)
}

inline put_into(cell, x) {
    cell.value = x;
    take(cell.shows, thread[me].view)
}
