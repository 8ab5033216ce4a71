package io.framebus.disruptor;

import io.framebus.FanOut;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** The members of a {@link RingFanOut}, by place. Adding and removing take constant time. For the thread that serves. */
final class FanOutSeats {
    private static final FanOutSeat[] NONE = {};

    private final IdentityHashMap<FanOut.Member, FanOutSeat> byMember = new IdentityHashMap<>();
    private FanOutSeat[] all = new FanOutSeat[4];

    /** All of them twice over, or nothing since somebody came or went. */
    private FanOutSeat[] twice = NONE;

    private int size;

    int size() {
        return size;
    }

    /** By place; there may be more room than seats. */
    FanOutSeat[] all() {
        return all;
    }

    /**
     * All of them, and once more, so that from each place on they are one row: who begins with another one each time has one loop, not
     * two. Made anew, in time that grows with their number, by the first to ask after somebody came or went.
     */
    FanOutSeat[] twice() {
        if (twice.length == 0) {
            twice = Arrays.copyOf(all, 2 * size);
            System.arraycopy(all, 0, twice, size, size);
        }
        return twice;
    }

    boolean contains(FanOut.Member member) {
        return byMember.containsKey(member);
    }

    /**
     * Where to begin, so that most come in: at the place of the one furthest behind of those who have something to read up to {@code last}, can come
     * into step, and are no more than {@code reach} frames behind the place where most of these are. One past {@code last} if there is nobody.
     */
    long whereToBegin(long last, long reach) {
        long most = whereMostAre(last);
        long begin = most;
        for (int i = 0; i < size; i++) {
            long next = all[i].next();
            if (next < begin && next >= most - reach && all[i].canBegin(last)) {
                begin = next;
            }
        }
        return begin;
    }

    /** What more than half of these read next, or what some do: the vote of Boyer and Moore, in which each takes away one who differs. */
    private long whereMostAre(long last) {
        long most = last + 1;
        int votes = 0;
        for (int i = 0; i < size; i++) {
            if (all[i].canBegin(last)) {
                long next = all[i].next();
                most = votes == 0 ? next : most;
                votes += next == most ? 1 : -1;
            }
        }
        return most;
    }

    /** Takes the last place. */
    void add(FanOutSeat seat) {
        if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
        }
        twice = NONE;
        seat.place = size;
        all[size] = seat;
        size++;
        byMember.put(seat.member, seat);
    }

    /** The last one takes its place. Null if there is none of the member. */
    @Nullable
    FanOutSeat remove(FanOut.Member member) {
        FanOutSeat removed = byMember.remove(member);
        if (removed != null) {
            twice = NONE;
            size--;
            FanOutSeat moved = all[size];
            moved.place = removed.place;
            all[moved.place] = moved;
            Arrays.fill(all, size, size + 1, null);
        }
        return removed;
    }
}
