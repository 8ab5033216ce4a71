/*
 * Memory that one thread writes and others read, as the Java memory model lets them see it.
 *
 * The writer's stores are kept in program order, none is ever forgotten, and a load may be answered by any store that is not
 * ruled out. What rules stores out, and nothing else does:
 *
 *   - An acquire load that is answered by a release store makes everything before that store known. So does a load of any mode
 *     with an acquire fence after it, and so does a store of any mode with a release fence before it: then everything before
 *     that fence is known.
 *   - An answer must not be older than the newest known store to the same place.
 *   - Opaque and acquire loads of one place do not go back to an older answer (coherence). Plain ones may.
 *
 * Hence stores become visible in any order and as late as the modes allow, separately for each place and reader: what store
 * buffers, unordered stores, early or late loads, and a compiler that moves plain accesses can do, and processors that show a
 * store to one core before another. Not there: a load that is answered by a store which the writer has not done yet (it needs a
 * writer that depends on what the reader does, and here it does not), and a long that is stored in two pieces.
 *
 * Because the writer reads nothing that a reader writes, it runs first and the readers choose afterwards: a load that is
 * answered by an old store is a load that came early. That is every interleaving, for a fraction of the states.
 *
 * The includer defines ENTRIES, PLACES and COHERENT: how many stores there can be, how many places, and how many of the
 * places, numbered first, are ever loaded other than plainly.
 */
byte stored;                 /* the newest entry */
byte value_of[ENTRIES];      /* what was stored */
byte before[ENTRIES];        /* the entry before it at the same place */
byte shows[ENTRIES];         /* everything up to this entry is known to whoever synchronizes with this store */
byte newest[PLACES];
byte fenced;                 /* the newest entry when the writer last issued a release fence */

/* The reader's side. */
byte known;                  /* the stores up to this entry are known */
byte pending;                /* and up to this one after an acquire fence */
byte coherent[COHERENT];     /* the newest answer that each place has given */
byte at;                     /* the entry that answered the last load */
byte loaded;                 /* its value */
byte scan;

inline store(place, x, visible) {
    stored++;
    value_of[stored] = x;
    before[stored] = newest[place];
    shows[stored] = visible;
    newest[place] = stored
}

/* A plain store and an opaque one differ in nothing that a reader could see here. */
#define store_plain(place, x) store(place, x, fenced)
#define store_opaque(place, x) store(place, x, fenced)
#define store_release(place, x) store(place, x, stored)
#define release_fence() fenced = stored

inline choose(place, oldest) {
    at = newest[place];
    do
    :: break
    :: at > known && at > oldest -> at = before[at]
    od;
    loaded = value_of[at]
}

inline load_plain(place) {
    choose(place, 0);
    if
    :: shows[at] > pending && shows[at] > known -> pending = shows[at]
    :: else
    fi;
    at = 0
}

inline load_opaque(place) {
    choose(place, coherent[place]);
    coherent[place] = (at > known -> at : 0);
    if
    :: shows[at] > pending && shows[at] > known -> pending = shows[at]
    :: else
    fi
}

inline load_acquire(place) {
    choose(place, coherent[place]);
    coherent[place] = (at > known -> at : 0);
    learn(shows[at])
}

#define acquire_fence() learn(pending)

/* What is implied by what is known is cleared, so that states which differ in nothing else are one. */
inline learn(entry) {
    d_step {
    if
    :: entry > known ->
        known = entry;
        scan = 0;
        do
        :: scan < COHERENT ->
            if
            :: coherent[scan] <= known -> coherent[scan] = 0
            :: else
            fi;
            scan++
        :: else -> break
        od;
        scan = 0
    :: else
    fi;
    if
    :: pending <= known -> pending = 0
    :: else
    fi
    }
}

/* As after joining the writer's thread. */
#define know_everything() learn(stored)
