/*
 * One publisher and one subscription of one stream: FrameWriter, RingBounds, RunningTotals, FrameSlot, FrameReader, Progress, FrameSelector, TotalsTrail, Landing,
 * SyncGate, Books (overwritten, skipped), RingClaim, RingBatch.
 *
 * The publisher publishes FRAMES frames or claims and gives up, of any of the lengths allowed, in a ring of SLOTS slots and an
 * arena of BYTES bytes; each byte and each header field is a place of its own. Between two looks the subscription joins, polls
 * as often as it likes with any limit, and at last, with everything known, until nothing is left.
 *
 * Abstractions. The cursor is stored as the number of frames published. One track. Of the totals: bytes and sync points, not
 * media time; of the rest of a header: the kind (other plain fields behave like it). A byte's value is the frame it belongs to.
 * Configuration sets and filters are left out. A landing is tried MAX_LANDINGS times. The gauges are left out.
 * The memory is that of history.h.
 *
 * Settings
 *   SLOTS, BYTES, FRAMES   bounds
 *   LEN_0 .. LEN_4         lengths that occur
 *   KEYS                   frames are sync points or dependent ones, else all are sync points
 *   ABORTS                 how many claims are given up at most
 *   OPEN                   at the end a claim may be open
 *   BATCH, BATCH_BYTES     frames are published in batches; at most so many, and of so many bytes, wait to be seen
 *   IN_PLACE               pollInPlace, else poll
 *   RESYNC_SYNC_POINT, RESYNC_LIVE   else OLDEST
 *   JOIN_OLDEST, JOIN_LIVE   joins at any moment, else before the first frame
 */
#ifndef ABORTS
#define ABORTS 0
#endif
#define MAX_LANDINGS 2
#define RETIRED 255
#define NONE 99

#define STAMP(s) ((s) % SLOTS)
#define CURSOR SLOTS
#define TAIL (SLOTS + 1)
#define SYNC (SLOTS + 2)
#define COHERENT (SLOTS + 3)
#define POSITION(s) (COHERENT + (s) % SLOTS)
#define LENGTH(s) (COHERENT + SLOTS + (s) % SLOTS)
#define KIND(s) (COHERENT + 2 * SLOTS + (s) % SLOTS)
#define BYTES_THROUGH(s) (COHERENT + 3 * SLOTS + (s) % SLOTS)
#define SYNCS_THROUGH(s) (COHERENT + 4 * SLOTS + (s) % SLOTS)
#define LAST_BYTES (COHERENT + 5 * SLOTS)
#define LAST_SYNCS (LAST_BYTES + 1)
#define ARENA (LAST_SYNCS + 1)
#define PLACES (ARENA + BYTES)
/* Per frame: a payload, 5 header fields, stamp, sync point, cursor, and for each placing 2 totals, tail, and the retirements. */
#define ENTRIES (PLACES + (FRAMES + ABORTS + 1) * (BYTES + 11) + FRAMES + 1)

#include "history.h"
#include "checks.h"

/* What every check is called. */
bool retained_is_untouched = true;
bool header_is_in_bounds = true;
bool frame_is_whole = true;
bool in_order_once = true;
bool published_is_there = true;
bool gap_is_exact = true;
bool landing_is_ahead = true;
bool sync_point_is_known = true;
bool sync_point_is_next = true;
bool waiting_is_retained = true;
bool decodable = true;
bool books_balance = true;
bool drains = true;

FACT(lapped);            /* an overrun was found at the first look */
FACT(lapped_in_header);  /* at the second */
FACT(lapped_in_payload); /* at the last */
FACT(wrapped);           /* a payload was placed at the beginning of the arena and the end left unused */
FACT(retired_many);      /* one placing retired more than one frame */
FACT(retired_all);
FACT(gap_told);
FACT(gap_of_many);
FACT(taken_back);
FACT(said_torn);
FACT(kept_back);         /* a dependent frame was passed over */
FACT(delivered_after_gap);
FACT(landed_on_last_totals);
FACT(landing_failed);
FACT(gave_up);           /* a poll ended because no landing could be told */
FACT(joined_late);
FACT(claim_given_up);
FACT(sync_ahead_of_cursor);
FACT(shown_for_room);    /* frames of a batch were shown as the next would have had too little room */
FACT(shown_before_sync); /* and before a sync point */
FACT(shown_as_last);     /* and as everything before them was retired */
FACT(shown_together);    /* and with one more */

/* The publisher. What it has really published, kept for comparison: */
byte length_of[FRAMES + 1];
byte position_of[FRAMES + 1];
byte stamped_at[FRAMES + 1];   /* the entry of its stamp */
bool key_of[FRAMES + 1];
byte sequence;
byte end;
byte tail;
byte position;
byte bytes_through;
byte syncs_through;
byte aborts;
byte waiting;                /* frames of a batch that are not to be seen yet */
byte waiting_bytes;

byte length;
bool gives_up;
bool key;
byte t;
short first_kept;
byte i;

inline choose_frame() {
    if
#ifdef LEN_0
    :: length = 0
#endif
#ifdef LEN_1
    :: length = 1
#endif
#ifdef LEN_2
    :: length = 2
#endif
#ifdef LEN_3
    :: length = 3
#endif
#ifdef LEN_4
    :: length = 4
#endif
    fi;
#ifdef KEYS
    if
    :: key = true
    :: key = false
    fi;
#else
    key = true;
#endif
    if
    :: aborts < ABORTS -> gives_up = true; aborts++
    :: gives_up = false
    fi
}

inline keep_totals_of_the_last() {
#ifndef NO_TOTALS_FENCE
    release_fence();
#endif
    store_plain(LAST_BYTES, bytes_through);
    store_plain(LAST_SYNCS, syncs_through)
}

inline store_cursor(frames) {
#ifdef CURSOR_STORE_OPAQUE
    store_opaque(CURSOR, frames);
#else
    store_release(CURSOR, frames);
#endif
    waiting = 0;
    waiting_bytes = 0
}

/* RingBounds.moveTail. */
inline retire_all_in_sight() {
    if
#ifndef NO_TOTALS_KEPT
    :: waiting == 0 -> keep_totals_of_the_last()
#endif
#ifndef NOTHING_IN_SIGHT
    :: waiting > 0 -> MARK(shown_as_last); store_cursor(sequence)
#endif
    :: else
    fi
}

/* RingBounds.place and retire. */
inline place() {
    position = ((end % BYTES) + length <= BYTES -> end : end + BYTES - (end % BYTES));
    MARK_IF(wrapped, position != end);
#ifdef UNUSED_END_NOT_COUNTED
    first_kept = end + length - BYTES;
#else
    first_kept = position + length - BYTES;
#endif
    t = tail;
#ifdef TAIL_BEFORE_RETIRE
    do
    :: t < sequence && (t + SLOTS <= sequence || position_of[t] < first_kept) -> t++
    :: else -> break
    od;
    if
    :: t != tail -> store_release(TAIL, t)
    :: else
    fi;
    t = tail;
#endif
    do
    :: t < sequence && (t + SLOTS <= sequence
#ifndef RETIRE_BY_SLOT_ONLY
            || position_of[t] < first_kept
#endif
            ) ->
#if !defined(NO_RETIRE) && !defined(RETIRE_AFTER_WRITE)
        store_opaque(STAMP(t), RETIRED);
#endif
        t++
    :: else -> break
    od;
    MARK_IF(retired_many, t > tail + 1);
    MARK_IF(retired_all, t == sequence && t > tail + 1);
    if
    :: t == sequence - waiting -> retire_all_in_sight()
    :: else
    fi;
    if
    :: t != tail ->
        tail = t;
#ifndef NO_RETIRE_FENCE
        release_fence();
#endif
#ifndef TAIL_BEFORE_RETIRE
#ifdef TAIL_STORE_OPAQUE
        store_opaque(TAIL, t)
#else
        store_release(TAIL, t)
#endif
#endif
    :: else
    fi
}

/* By the publisher or, in a claim, by its user: any bytes at all until it is committed. */
inline write_payload(x) {
    i = 0;
    do
    :: i < length ->
        t = tail;
        do
        :: t < sequence ->
            CHECK(retained_is_untouched, !((position + i) % BYTES >= position_of[t] % BYTES
                    && (position + i) % BYTES < position_of[t] % BYTES + length_of[t]));
            t++
        :: else -> break
        od;
        store_plain(ARENA + (position + i) % BYTES, x);
        i++
    :: else -> break
    od;
    i = 0
}

inline write_header() {
    store_plain(POSITION(sequence), position);
    store_plain(LENGTH(sequence), length);
    store_plain(KIND(sequence), key);
    store_plain(BYTES_THROUGH(sequence), bytes_through);
    store_plain(SYNCS_THROUGH(sequence), syncs_through)
}

inline store_stamp() {
#ifdef STAMP_STORE_OPAQUE
    store_opaque(STAMP(sequence), sequence);
#else
    store_release(STAMP(sequence), sequence);
#endif
    stamped_at[sequence] = stored
}

inline store_sync_point() {
    if
#ifdef SYNC_POINT_STORE_OPAQUE
    :: key -> store_opaque(SYNC, sequence)
#else
    :: key -> store_release(SYNC, sequence)
#endif
    :: else
    fi
}

/* RingBatch.place, before RingBounds.place. */
inline make_room() {
#if defined(BATCH) && !defined(NO_BATCH_LIMIT)
    if
    :: waiting > 0 && (waiting == BATCH || waiting_bytes + length > BATCH_BYTES) ->
        MARK(shown_for_room);
        store_cursor(sequence)
    :: else
    fi
#else
    skip
#endif
}

/* FrameWriter.complete, before a sync point. Where all frames are sync points they are of a track without video, whose sync points are not told of. */
inline show_before_sync_point() {
#if defined(KEYS) && !defined(WAITING_BEHIND_SYNC_POINT)
    if
    :: key && waiting > 0 ->
        MARK(shown_before_sync);
        store_cursor(sequence)
    :: else
    fi
#else
    skip
#endif
}

/* Of a batch: it is published, or goes on. */
inline show_or_wait() {
#ifdef BATCH
    waiting++;
    waiting_bytes = waiting_bytes + length;
    if
    :: true ->
        MARK_IF(shown_together, waiting > 1);
        store_cursor(sequence + 1)
    :: sequence + 1 < FRAMES
    fi
#else
    store_cursor(sequence + 1)
#endif
}

/* FrameWriter.complete. */
inline complete() {
    length_of[sequence] = length;
    position_of[sequence] = position;
    key_of[sequence] = key;
    bytes_through = bytes_through + length;
    syncs_through = syncs_through + key;
#ifndef STAMP_BEFORE_HEADER
    write_header();
#endif
#ifdef CURSOR_BEFORE_STAMP
    store_cursor(sequence + 1);
#endif
    store_stamp();
#ifdef STAMP_BEFORE_HEADER
    write_header();
#endif
#ifdef STAMP_BEFORE_PAYLOAD
    write_payload(sequence + 1);
#endif
#ifndef SYNC_POINT_AFTER_CURSOR
    show_before_sync_point();
    store_sync_point();
#endif
#ifndef CURSOR_BEFORE_STAMP
    show_or_wait();
#endif
#ifdef SYNC_POINT_AFTER_CURSOR
    store_sync_point();
#endif
    end = position + length;
    sequence++
}

inline publish() {
    choose_frame();
    make_room();
    place();
    CHECK(waiting_is_retained, tail + waiting <= sequence);
    if
    :: gives_up ->
        MARK(claim_given_up);
        write_payload(100 + sequence);
    :: else ->
#ifndef STAMP_BEFORE_PAYLOAD
        write_payload(sequence + 1);
#endif
#ifdef RETIRE_AFTER_WRITE
        t = 0;
        do
        :: t < tail ->
            if
            :: value_of[newest[STAMP(t)]] == t -> store_opaque(STAMP(t), RETIRED)
            :: else
            fi;
            t++
        :: else -> break
        od;
#endif
        complete()
    fi
}

inline publish_all() {
    i = 0;
    do
    :: i < PLACES ->
        store_plain(i, (i < SLOTS -> RETIRED : (i == SYNC -> NONE : 0)));
        i++
    :: else -> break
    od;
    i = 0;
    known = stored;
    fenced = stored;
    do
    :: sequence < FRAMES -> publish()
    :: else -> break
    od;
#ifdef OPEN
    if
    :: true -> choose_frame(); place(); write_payload(100 + sequence)
    :: true
    fi;
#endif
    length = 0;
    position = 0;
    first_kept = 0;
    key = false;
    gives_up = false;
    t = 0
}

/* The subscription. */
byte next;
byte overwritten;
byte skipped;
short here_bytes;            /* TotalsTrail: before what is read next */
short here_syncs;
byte landing_bytes;
byte landing_syncs;
byte gap_first;
byte gap_frames;
short gap_bytes;
short gap_syncs;
bool without_sync;
short landed_at = -100;

/* What its handler was told, for comparison: */
byte expected;               /* what comes next */
byte start;
byte delivered;
byte told;                   /* frames of the gaps told */
short last_delivered = -1;

byte available;
byte reading;
byte header_position;
byte header_length;
byte header_kind;
#ifdef TOTALS_FROM_SLOT
#ifndef THROUGH_AFTER_LOOK
#define THROUGH_BEFORE_LOOK
#endif
byte through_bytes;
byte through_syncs;
#endif
bool whole;
bool still;
bool found;
byte cursor_seen;
byte tail_seen;
byte target;
byte oldest;
byte landings;
byte polls;
byte newest_sync;
bool answered;
bool last_polls;
short sum_bytes;
short sum_syncs;

inline is_still(s) {
#ifndef NO_ACQUIRE_FENCE
    acquire_fence();
#endif
    load_opaque(STAMP(s));
    still = (loaded == s)
}

inline holds(s) {
#ifdef STAMP_LOAD_OPAQUE
    load_opaque(STAMP(s))
#else
    load_acquire(STAMP(s))
#endif
}

inline load_cursor() {
#ifdef CURSOR_LOAD_OPAQUE
    load_opaque(CURSOR)
#else
    load_acquire(CURSOR)
#endif
}

inline load_tail() {
#ifdef TAIL_LOAD_OPAQUE
    load_opaque(TAIL)
#else
    load_acquire(TAIL)
#endif
}

/* TotalsTrail.findLanding and RunningTotals.readOfTheLast. */
inline find_landing(s) {
    found = false;
    if
    :: s == 0 ->
        landing_bytes = 0;
        landing_syncs = 0;
        found = true
    :: else ->
        holds(s);
        if
        :: loaded == s ->
            load_plain(BYTES_THROUGH(s));
            landing_bytes = loaded;
            load_plain(LENGTH(s));
            landing_bytes = landing_bytes - loaded;
            load_plain(SYNCS_THROUGH(s));
            landing_syncs = loaded;
            load_plain(KIND(s));
            landing_syncs = landing_syncs - loaded;
            is_still(s);
#ifdef LANDING_WITHOUT_LOOK
            still = true;
#endif
            found = still
        :: else ->
            holds(s - 1);
            if
            :: loaded == s - 1 ->
                load_plain(BYTES_THROUGH(s - 1));
                landing_bytes = loaded;
                load_plain(SYNCS_THROUGH(s - 1));
                landing_syncs = loaded;
                is_still(s - 1);
#ifdef LANDING_WITHOUT_LOOK
                still = true;
#endif
                found = still
            :: else ->
                load_tail();
                if
                :: loaded == s ->
                    load_plain(LAST_BYTES);
                    landing_bytes = loaded;
                    load_plain(LAST_SYNCS);
                    landing_syncs = loaded;
#ifndef NO_TOTALS_ACQUIRE_FENCE
                    acquire_fence();
#endif
                    load_cursor();
#ifdef TOTALS_WITHOUT_LOOK
                    loaded = s;
#endif
                    found = (loaded == s);
                    MARK_IF(landed_on_last_totals, found)
                :: else
                fi
            fi
        fi
    fi
}

inline begin_totals() {
    here_bytes = landing_bytes;
    here_syncs = landing_syncs
}

/* TotalsTrail.pass: a frame was read, or passed over by itself. */
inline pass_totals() {
    here_bytes = here_bytes + header_length;
    here_syncs = here_syncs + header_kind
}

/* A frame is handed over: its totals are added up, as by who shares headers, or those through it taken, as by who reads its slot. */
inline pass_handed() {
#ifdef TOTALS_FROM_SLOT
#ifdef THROUGH_AFTER_LOOK
    load_through();
#endif
    here_bytes = through_bytes;
    here_syncs = through_syncs
#else
    pass_totals()
#endif
}

inline load_through() {
    load_plain(BYTES_THROUGH(reading));
    through_bytes = loaded;
    load_plain(SYNCS_THROUGH(reading));
    through_syncs = loaded
}

inline extend_gap(first, frames, bytes, syncs) {
    gap_first = (gap_frames == 0 -> first : gap_first);
    gap_frames = gap_frames + frames;
    gap_bytes = gap_bytes + bytes;
    gap_syncs = gap_syncs + syncs
}

/* Gap, as its handler checks it: it begins where the last frame or gap ended, and sums up what was published there. */
inline tell_gap() {
    MARK(gap_told);
    MARK_IF(gap_of_many, gap_frames > 2);
    CHECK(in_order_once, gap_first == expected);
    i = gap_first;
    sum_bytes = 0;
    sum_syncs = 0;
    do
    :: i < gap_first + gap_frames && i < sequence ->
        sum_bytes = sum_bytes + length_of[i];
        sum_syncs = sum_syncs + key_of[i];
        i++
    :: else -> break
    od;
    CHECK(gap_is_exact, gap_first + gap_frames <= sequence && gap_bytes == sum_bytes && gap_syncs == sum_syncs);
    i = 0;
    sum_bytes = 0;
    sum_syncs = 0;
    expected = gap_first + gap_frames;
    told = told + gap_frames;
    gap_first = 0;
    gap_frames = 0;
    gap_bytes = 0;
    gap_syncs = 0
}

/* A frame that its handler takes for good. */
inline deliver() {
    CHECK(frame_is_whole, whole && header_length == length_of[reading] && header_kind == key_of[reading]);
    CHECK(in_order_once, reading == expected);
#ifdef KEYS
#ifdef RESYNC_SYNC_POINT
    CHECK(decodable, header_kind || last_delivered < 0 || last_delivered == reading - 1);
#endif
#endif
    MARK_IF(delivered_after_gap, told > 0);
    expected = reading + 1;
    last_delivered = reading;
    delivered++
}

inline read_payload() {
    CHECK(header_is_in_bounds, header_position % BYTES + header_length <= BYTES);
    whole = true;
    i = 0;
    do
    :: i < header_length ->
        load_plain(ARENA + (header_position + i) % BYTES);
        whole = whole && loaded == reading + 1;
        i++
    :: else -> break
    od;
    i = 0
}

/* Landing.after. */
inline choose_target(first) {
#ifdef RESYNC_SYNC_POINT
    oldest = tail_seen;
    if
    :: first - landed_at < (cursor_seen - tail_seen) / 4 -> oldest = tail_seen + (cursor_seen - tail_seen) / 4
    :: else
    fi;
#ifdef SYNC_POINT_LOAD_OPAQUE
    load_opaque(SYNC);
#else
    load_acquire(SYNC);
#endif
    newest_sync = NONE;
    i = 0;
    do
    :: i < cursor_seen ->
        newest_sync = (key_of[i] -> i : newest_sync);
        i++
    :: else -> break
    od;
    i = 0;
    CHECK(sync_point_is_known, newest_sync == NONE || (loaded != NONE && loaded >= newest_sync));
    MARK_IF(sync_ahead_of_cursor, loaded != NONE && loaded >= cursor_seen);
#ifdef BATCH
    scan = newest[CURSOR];
    do
    :: scan > known -> scan = before[scan]
    :: else -> break
    od;
    CHECK(sync_point_is_next, loaded == NONE || loaded <= value_of[scan]);
    scan = 0;
#endif
    newest_sync = 0;
    if
    :: loaded != NONE && loaded >= oldest -> target = loaded
    :: else -> target = tail_seen + (cursor_seen - tail_seen) / 2
    fi;
    oldest = 0
#else
#ifdef RESYNC_LIVE
    target = cursor_seen
#else
    target = tail_seen
#endif
#endif
}

inline drop(overwritten_now, skipped_now, to) {
    overwritten = overwritten + overwritten_now;
    skipped = skipped + skipped_now;
    next = to
}

#define BALANCED delivered + told == next - start && told == overwritten + skipped

/*
 * FrameReader.drain, with handOver, mayHandOver and goOnAfterOverrun; one track and no filter. Each atomic part is a step after
 * which states that do not differ are one; nothing else runs meanwhile, so its size is no assumption.
 */
inline poll() {
    atomic { load_cursor(); available = loaded; reading = next; at = 0; loaded = 0 };
    do
    :: reading >= available -> break
    :: !last_polls && reading > next -> break /* the limit; at least one was read */
    :: atomic {
        reading < available ->
        holds(reading);
        still = (loaded == reading);
        if
        :: !still ->
            MARK(lapped);
            CHECK(published_is_there, at > stamped_at[reading])
        :: else
        fi;
        at = 0;
        loaded = 0
    };
    if
    :: !still ->
        go_on_after_overrun();
        if
        :: found -> reading = next
        :: else -> MARK(gave_up); break
        fi
    :: else ->
        atomic {
            load_plain(POSITION(reading));
            header_position = loaded;
            load_plain(LENGTH(reading));
            header_length = loaded;
            load_plain(KIND(reading));
            header_kind = loaded;
#if defined(IN_PLACE) && defined(THROUGH_BEFORE_LOOK)
            load_through();
#endif
            loaded = 0
        };
        atomic {
            is_still(reading);
#ifdef NO_HEADER_LOOK
            still = true;
#endif
            if
            :: !still ->
                MARK(lapped_in_header);
                forget_header()
            :: else
            fi;
            at = 0;
            loaded = 0
        };
        if
        :: still -> hand_over()
        :: else
        fi;
        atomic { reading = next; still = false; forget_header() }
    fi
    od;
    atomic {
        if
        :: gap_frames > 0 -> tell_gap()
        :: else
        fi;
        available = 0;
        reading = 0;
        still = false;
        found = false;
        CHECK(books_balance, BALANCED)
    }
}

inline forget_header() {
    header_position = 0;
    header_length = 0;
    header_kind = 0;
#ifdef TOTALS_FROM_SLOT
    through_bytes = 0;
    through_syncs = 0;
#endif
    whole = false
}

inline hand_over() {
    if
#ifdef RESYNC_SYNC_POINT
    :: atomic {
        !header_kind && without_sync ->
        MARK(kept_back);
        extend_gap(reading, 1, header_length, 0);
#ifndef KEPT_NOT_PASSED
        pass_totals();
#endif
        drop(0, 1, reading + 1)
    }
    :: else ->
        atomic {
        without_sync = false;
#else
    :: atomic {
#endif
        if
        :: gap_frames > 0 -> tell_gap()
        :: else
        fi;
#ifdef IN_PLACE
        pass_handed();
        next = reading + 1;
#endif
        read_payload();
#if !defined(IN_PLACE) && defined(THROUGH_BEFORE_LOOK)
        load_through();
#endif
        loaded = 0
        };
#ifndef IN_PLACE
        atomic {
            is_still(reading);
#ifdef NO_SECOND_LOOK
            still = true;
#endif
            if
            :: still -> pass_handed(); next = reading + 1; deliver()
            :: else -> MARK(lapped_in_payload)
            fi;
            at = 0;
            loaded = 0
        }
#else
        atomic {
            answered = false;
            if
            :: true ->
                is_still(reading);
#ifdef IS_INTACT_WITHOUT_LOOK
                still = true;
#endif
                answered = still;
                MARK_IF(said_torn, !still)
            :: true
            fi;
            if
            :: answered -> deliver()
            :: else ->
                is_still(reading);
#ifdef NO_LOOK_AFTER_HANDLER
                still = true;
#endif
                if
                :: still -> deliver()
                :: else ->
                    MARK(taken_back);
#ifndef NOT_TAKEN_BACK
                    next = reading;
#endif
#ifndef TOTALS_NOT_TAKEN_BACK
                    here_bytes = here_bytes - header_length;
                    here_syncs = here_syncs - header_kind
#endif
                fi
            fi;
            answered = false;
            at = 0;
            loaded = 0
        }
#endif
    fi
}

inline go_on_after_overrun() {
    atomic { landings = 0; found = false };
    do
    :: landings == MAX_LANDINGS -> break
    :: atomic {
        landings < MAX_LANDINGS ->
        landings++;
        load_cursor();
        cursor_seen = loaded;
        load_tail();
        tail_seen = loaded;
        at = 0;
        loaded = 0
    };
        if
        :: tail_seen <= reading -> break
        :: else
        fi;
        atomic { choose_target(reading); at = 0; loaded = 0 };
        atomic {
            find_landing(target);
            at = 0;
            loaded = 0;
            still = false;
            if
            :: found ->
                CHECK(landing_is_ahead, target > reading);
                pass_overrun()
            :: else -> MARK(landing_failed); landing_bytes = 0; landing_syncs = 0
            fi;
            target = 0;
            cursor_seen = 0;
            tail_seen = 0
        };
        if
        :: found -> break
        :: else
        fi
    od;
    atomic {
        landings = 0;
        cursor_seen = 0;
        tail_seen = 0;
        landing_bytes = 0;
        landing_syncs = 0
    }
}

inline pass_overrun() {
    tail_seen = (tail_seen < target -> tail_seen : target);
    extend_gap(reading, target - reading, landing_bytes - here_bytes, landing_syncs - here_syncs);
#ifdef GAP_COUNTED_TWICE
    drop(tail_seen - reading + 1, target - tail_seen, target);
#else
    drop(tail_seen - reading, target - tail_seen, target);
#endif
    begin_totals();
#ifdef RESYNC_SYNC_POINT
    landed_at = target;
#ifndef GATE_STAYS_OPEN
    without_sync = true
#endif
#endif
}

/* FrameSelector.findStart, at any moment; under the lock, which orders nothing that the publisher does. */
inline join() {
    do
    :: atomic {
        load_cursor();
        cursor_seen = loaded;
        load_tail();
        tail_seen = (loaded < cursor_seen -> loaded : cursor_seen);
#ifdef JOIN_LIVE
        target = cursor_seen;
#else
        target = tail_seen;
#endif
        find_landing(target);
        if
        :: found ->
            begin_totals();
            start = target;
            next = target;
            expected = target;
            MARK_IF(joined_late, target > 1)
        :: else
        fi;
        cursor_seen = 0;
        tail_seen = 0;
        target = 0;
        landing_bytes = 0;
        landing_syncs = 0;
        still = false;
        at = 0;
        loaded = 0
    };
        if
        :: found -> found = false; break
        :: else
        fi
    od
}

init {
    atomic { publish_all() };
#if defined(JOIN_OLDEST) || defined(JOIN_LIVE)
    join();
#endif
    do
    :: !last_polls ->
        poll();
        LOOK_FOR_WITNESS()
    :: atomic { !last_polls -> know_everything(); last_polls = true }
    :: last_polls && next < sequence ->
        poll();
        atomic { polls++; CHECK(drains, polls < 4) }
    :: last_polls && next == sequence -> break
    od
}
