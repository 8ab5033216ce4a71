/*
 * What the members of a fan-out did with the frames of a pass, and who asks one of them how far it is:
 * FanOutRun, FanOutHandover.
 *
 * The serving thread hands FRAMES frames to MEMBERS members, frame by frame: a fence, then for each member the sequence read next,
 * plain, and what its handler does. Another thread asks one member for that sequence and then looks at what its handler did. It
 * must see all of it but the last frame's, which is being handled.
 * The memory is that of history.h, with the serving thread as the writer.
 */
#ifndef MEMBERS
#define MEMBERS 2
#endif
#ifndef FRAMES
#define FRAMES 3
#endif
#define NEXT(m) (m)
#define HANDLED(m) (MEMBERS + (m))
#define COHERENT MEMBERS
#define PLACES (2 * MEMBERS)
#define ENTRIES (1 + PLACES + 2 * MEMBERS * FRAMES)

#include "history.h"
#include "checks.h"

bool handled_was_seen = true;

FACT(met_under_way);
FACT(met_in_the_midst);

byte frame;
byte m;
byte i;
byte asked;
byte read_next;

init {
    atomic {
        do
        :: i < PLACES -> store_plain(i, 0); i++
        :: else -> break
        od;
        known = stored;
        fenced = stored;
        frame = 1;
        do
        :: frame <= FRAMES ->
#ifndef NO_FENCE_BEFORE_FRAME
            release_fence();
#endif
            m = 0;
            do
            :: m < MEMBERS ->
                store_plain(NEXT(m), frame);
                store_plain(HANDLED(m), frame);
                m++
            :: else -> break
            od;
            frame++
        :: else -> break
        od
    };
    if
    :: asked = 0
    :: asked = MEMBERS - 1
    fi;
    atomic { load_acquire(NEXT(asked)); read_next = loaded };
    atomic {
        load_plain(HANDLED(asked));
        MARK_IF(met_under_way, loaded + 1 == read_next);
        MARK_IF(met_in_the_midst, read_next > 0 && read_next < FRAMES);
        CHECK(handled_was_seen, loaded + 1 >= read_next)
    };
    LOOK_FOR_WITNESS()
}
