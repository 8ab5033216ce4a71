/*
 * The books of one subscription read by another thread while they change: Books.
 *
 * The polling thread does CHANGES times one of: deliver, deliver and take back, filter, drop. Another thread takes a snapshot at
 * any moment. All four numbers must have been true together, between two of those operations. A snapshot that meets a change
 * under way is tried again; a try that does not end in an answer is not followed further.
 * The memory is that of history.h, with the polling thread as the writer.
 */
#ifndef CHANGES
#define CHANGES 5
#endif
#define VERSION 0
#define NEXT 1
#define OVERWRITTEN 2
#define SKIPPED 3
#define FILTERED 4
#define COHERENT 5
#define PLACES 5
#define ENTRIES (6 + 6 * CHANGES)

#include "history.h"
#include "checks.h"

bool snapshot_was_true = true;

FACT(met_a_change);
FACT(changed_meanwhile);
FACT(saw_middle);

byte version;
byte next;
byte overwritten;
byte skipped;
byte filtered;
byte moments;
byte next_then[2 * CHANGES + 1];
byte overwritten_then[2 * CHANGES + 1];
byte skipped_then[2 * CHANGES + 1];
byte filtered_then[2 * CHANGES + 1];
byte done;
byte i;

inline moment() {
    next_then[moments] = next;
    overwritten_then[moments] = overwritten;
    skipped_then[moments] = skipped;
    filtered_then[moments] = filtered;
    moments++
}

inline begin_change() {
#ifndef NO_VERSION
    version++;
    store_opaque(VERSION, version);
#ifndef NO_FENCE_IN_BEGIN
    release_fence();
#endif
#endif
    skip
}

inline end_change() {
#ifndef NO_VERSION
    version++;
#ifdef END_OPAQUE
    store_opaque(VERSION, version);
#else
    store_release(VERSION, version);
#endif
#endif
    skip
}

inline store_next(x) {
    next = x;
#ifdef NEXT_STORE_OPAQUE
    store_opaque(NEXT, next)
#else
    store_release(NEXT, next)
#endif
}

inline change() {
    if
    :: store_next(next + 1) /* deliver */
    :: store_next(next + 1); moment(); store_next(next - 1) /* deliver, takeBack */
    :: begin_change();
        filtered++;
        store_opaque(FILTERED, filtered);
        store_next(next + 1);
        end_change()
    :: begin_change();
        overwritten = overwritten + 2;
        store_opaque(OVERWRITTEN, overwritten);
        skipped++;
        store_opaque(SKIPPED, skipped);
        store_next(next + 3);
        end_change()
    fi;
    moment()
}

byte read_version;
byte read_next;
byte read_overwritten;
byte read_skipped;
byte read_filtered;
bool ok;

init {
    atomic {
        do
        :: i < PLACES -> store_plain(i, 0); i++
        :: else -> break
        od;
        i = 0;
        known = stored;
        fenced = stored;
        moment();
        do
        :: done < CHANGES -> change(); done++
        :: else -> break
        od
    };
    atomic {
#ifdef BEGIN_LOAD_OPAQUE
        load_opaque(VERSION);
#else
        load_acquire(VERSION);
#endif
        read_version = loaded
    };
    if
#ifndef ODD_IS_TAKEN
    :: read_version % 2 == 1 -> MARK(met_a_change); LOOK_FOR_WITNESS()
#endif
    :: else ->
        atomic { load_acquire(NEXT); read_next = loaded };
        atomic { load_opaque(OVERWRITTEN); read_overwritten = loaded };
        atomic { load_opaque(SKIPPED); read_skipped = loaded };
        atomic { load_opaque(FILTERED); read_filtered = loaded };
        atomic {
#ifndef NO_FENCE_IN_IS_UNCHANGED
            acquire_fence();
#endif
            load_opaque(VERSION)
        };
        if
#ifndef NOT_LOOKED_AGAIN
        :: loaded != read_version -> MARK(changed_meanwhile)
#endif
        :: else -> atomic {
            i = 0;
            ok = false;
            do
            :: i < moments ->
                ok = ok || (next_then[i] == read_next && overwritten_then[i] == read_overwritten
                    && skipped_then[i] == read_skipped && filtered_then[i] == read_filtered);
                i++
            :: else -> break
            od;
            MARK_IF(saw_middle, read_version > 0 && read_version < version);
            CHECK(snapshot_was_true, ok)
        }
        fi;
        LOOK_FOR_WITNESS()
    fi
}
