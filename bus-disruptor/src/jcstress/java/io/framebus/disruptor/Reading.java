package io.framebus.disruptor;

import io.framebus.DeliveredFrame;
import io.framebus.FanOut;
import io.framebus.FrameHandler;
import io.framebus.Gap;
import io.framebus.Subscription;
import java.util.function.LongToIntFunction;

/**
 * A handler that knows what comes next and what it must look like. It notes what it was given as words for the outcome: runs of
 * {@code frames}, each {@code gap}, and each frame {@code caught} torn; or the fault, if there is one.
 */
final class Reading implements FrameHandler {
    static final String TORN = "TORN";
    static final String MISORDERED = "MISORDERED";
    static final String WRONG_GAP = "WRONG GAP";
    static final String WRONG_BOOKS = "WRONG BOOKS";

    /** How the payload is read. */
    enum Mode {
        COPY,
        /** In place; the handler asks whether the frame is intact. */
        ASK,
        /** In place; the handler does not ask, and the number of frames polled says whether the last one was intact. */
        TRUST
    }

    private static final int FRAMES = 1;
    private static final int GAP = 2;
    private static final int CAUGHT = 3;
    private static final int BITS = 2;
    private static final String[] WORDS = {"", "frames", "gap", "caught"};
    private static final String[] OUTCOMES = new String[1 << (4 * BITS)];

    static {
        for (int code = 0; code < OUTCOMES.length; code++) {
            OUTCOMES[code] = outcome(code);
        }
    }

    private final Mode mode;
    private final LongToIntFunction lengths;

    /** What the publisher's clock showed for each frame is its sequence, unless several publish. */
    private final boolean timed;

    private final long start;
    private long next;
    private long frames;
    private long lost;
    private int code;
    private String fault = "";
    private long unprovenSequence = -1;
    private boolean unprovenWhole;

    /**
     * @param lengths of the frame with a given sequence
     * @param timed whether frames are published with their sequence as the time
     * @param start the first sequence to be read
     */
    Reading(Mode mode, LongToIntFunction lengths, boolean timed, long start) {
        this.mode = mode;
        this.lengths = lengths;
        this.timed = timed;
        this.start = start;
        this.next = start;
    }

    /** Polls, and tells what came of it. */
    String poll(Subscription subscription, int limit) {
        code = 0;
        if (mode == Mode.TRUST) {
            for (int i = 0; i < limit && pollOne(subscription); i++) {
                // one by one, since each poll's result tells of one frame
            }
        } else if (mode == Mode.ASK) {
            subscription.pollInPlace(this, limit);
        } else {
            subscription.poll(this, limit);
        }
        return outcome();
    }

    /** Has this subscription served with others, all in place, so often; and tells what came of it. */
    String serve(FanOut fanOut, RingSubscription subscription, int times) {
        code = 0;
        for (int i = 0; i < times; i++) {
            fanOut.serve(Integer.MAX_VALUE, Long.MAX_VALUE);
            acceptUpTo(subscription.nextSequence());
        }
        return outcome();
    }

    /** A frame that was not asked about is believed once the subscription is past it. */
    private void acceptUpTo(long proven) {
        if (unprovenSequence >= next && unprovenSequence < proven) {
            accept(unprovenSequence, unprovenWhole);
        }
    }

    private boolean pollOne(Subscription subscription) {
        if (subscription.pollInPlace(this, 1) != 1) {
            return false;
        }
        accept(unprovenSequence, unprovenWhole);
        return true;
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        boolean whole = Frames.isWhole(frame) && (!timed || frame.publishTimeNs() == frame.sequence());
        if (mode == Mode.TRUST) {
            acceptUpTo(frame.sequence());
            unprovenSequence = frame.sequence();
            unprovenWhole = whole;
        } else if (frame.isIntact()) {
            accept(frame.sequence(), whole);
        } else {
            note(CAUGHT);
        }
    }

    private void accept(long sequence, boolean whole) {
        if (!whole) {
            fault = TORN;
        } else if (sequence != next) {
            fault = MISORDERED;
        }
        next = sequence + 1;
        frames++;
        if ((code & ((1 << BITS) - 1)) != FRAMES) {
            note(FRAMES);
        }
    }

    @Override
    public void onGap(Gap gap) {
        if (gap.firstSequence() != next) {
            fault = MISORDERED;
        }
        long bytes = 0;
        for (long sequence = gap.firstSequence(); sequence <= gap.lastSequence(); sequence++) {
            bytes += lengths.applyAsInt(sequence);
        }
        if (gap.bytes() != bytes || gap.overwritten() + gap.skipped() != gap.frames()) {
            fault = WRONG_GAP;
        }
        next = gap.lastSequence() + 1;
        lost += gap.frames();
        note(GAP);
    }

    private void note(int word) {
        code = code << BITS | word;
    }

    /** A fault ever found, or else the outcome of the last poll. */
    String outcome() {
        if (!fault.isEmpty()) {
            return fault;
        }
        return code >= 0 && code < OUTCOMES.length ? OUTCOMES[code] : outcome(code);
    }

    private static String outcome(int code) {
        StringBuilder outcome = new StringBuilder();
        for (int rest = code; rest != 0; rest >>>= BITS) {
            String word = WORDS[rest & ((1 << BITS) - 1)];
            outcome.insert(0, outcome.length() == 0 ? word : word + ", ");
        }
        return outcome.length() == 0 ? "nothing" : outcome.toString();
    }

    /**
     * Reads the rest while nobody publishes, and compares the subscription's own books.
     *
     * @param published frames since the stream began, which do not become more
     * @return the fault, or an empty string
     */
    String settle(RingSubscription subscription, long published) {
        while (fault.isEmpty() && subscription.lag() > 0) {
            long before = subscription.nextSequence();
            poll(subscription, Integer.MAX_VALUE);
            if (subscription.nextSequence() == before) {
                fault = WRONG_BOOKS; // nothing is under way any more, so a poll must get on
            }
        }
        if (fault.isEmpty() && !agreesWith(subscription, published)) {
            fault = WRONG_BOOKS;
        }
        return fault;
    }

    private boolean agreesWith(RingSubscription subscription, long published) {
        return next == published
                && frames + lost == published - start
                && subscription.delivered() == frames
                && subscription.dropped() == lost
                && subscription.filtered() == 0;
    }
}
