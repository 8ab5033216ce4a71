package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A snapshot taken while the polling thread writes shows the books between two entries, never within one. */
public final class BooksAgainstSnapshot {
    private static final String HALF = "HALF AN ENTRY";
    private static final long START = 100;

    private BooksAgainstSnapshot() {}

    private static boolean is(Books.Snapshot snapshot, long read, long overwritten, long skipped, long filtered) {
        return snapshot.nextSequence() == START + read
                && snapshot.overwritten() == overwritten
                && snapshot.skipped() == skipped
                && snapshot.filtered() == filtered;
    }

    /** The outcomes of one of each entry. */
    @Outcome(id = "at the start", expect = Expect.ACCEPTABLE, desc = "Before the first entry.")
    @Outcome(id = "delivered", expect = Expect.ACCEPTABLE, desc = "After the delivery.")
    @Outcome(id = "filtered", expect = Expect.ACCEPTABLE, desc = "After the filtered frame.")
    @Outcome(id = "dropped", expect = Expect.ACCEPTABLE, desc = "After the dropped frames.")
    @Outcome(id = "at the end", expect = Expect.ACCEPTABLE, desc = "After the last delivery.")
    @Outcome(
            id = HALF,
            expect = Expect.FORBIDDEN,
            desc = "Frames passed over and not yet counted, or the reverse: delivered + dropped + filtered is wrong.")
    public static final class OneOfEach {
        private OneOfEach() {}

        static String name(Books.Snapshot seen) {
            if (is(seen, 0, 0, 0, 0)) {
                return "at the start";
            } else if (is(seen, 1, 0, 0, 0)) {
                return "delivered";
            } else if (is(seen, 2, 0, 0, 1)) {
                return "filtered";
            } else if (is(seen, 5, 2, 1, 1)) {
                return "dropped";
            }
            return is(seen, 6, 2, 1, 1) ? "at the end" : HALF;
        }
    }

    private static Progress atStart() {
        Progress progress = new Progress(new FrameSlot[0]);
        progress.moveTo(START);
        return progress;
    }

    /** One of each entry. */
    @JCStressTest
    @JCStressMeta(OneOfEach.class)
    @State
    public static class Entries {
        private final Meeting meeting = new Meeting();
        private final Books books = new Books(atStart());

        @Actor
        public void subscriber() {
            meeting.meet();
            books.deliver(START + 1);
            books.filter(START + 2);
            books.drop(2, 1, START + 5);
            books.deliver(START + 6);
        }

        @Actor
        public void onlooker(L_Result result) {
            meeting.meet();
            result.r1 = OneOfEach.name(books.snapshot());
        }
    }

    /** The same as entered for those in step: deliveries are plain, and nothing is issued between. */
    @JCStressTest
    @JCStressMeta(OneOfEach.class)
    @State
    public static class EntriesInStep {
        private final Meeting meeting = new Meeting();
        private final Progress progress = atStart();
        private final Books books = new Books(progress);

        @Actor
        public void subscriber() {
            meeting.meet();
            progress.moveToPlain(START + 1);
            books.filter(START + 2);
            books.drop(2, 1, START + 5);
            progress.moveToPlain(START + 6);
        }

        @Actor
        public void onlooker(L_Result result) {
            meeting.meet();
            result.r1 = OneOfEach.name(books.snapshot());
        }
    }

    /** A frame is taken back and counted as overwritten. */
    @JCStressTest
    @Outcome(id = "before", expect = Expect.ACCEPTABLE, desc = "Not handed over yet, or taken back.")
    @Outcome(id = "delivered", expect = Expect.ACCEPTABLE, desc = "Handed over, not known to be torn yet.")
    @Outcome(id = "dropped", expect = Expect.ACCEPTABLE, desc = "Taken back and counted as dropped.")
    @Outcome(id = HALF, expect = Expect.FORBIDDEN, desc = "Counted twice, or not at all.")
    @State
    public static class TakenBack {
        private final Meeting meeting = new Meeting();
        private final Books books = new Books(atStart());

        @Actor
        public void subscriber() {
            meeting.meet();
            books.deliver(START + 1);
            books.takeBack(START);
            books.drop(1, 0, START + 1);
        }

        @Actor
        public void onlooker(L_Result result) {
            meeting.meet();
            Books.Snapshot seen = books.snapshot();
            if (is(seen, 0, 0, 0, 0)) {
                result.r1 = "before";
            } else if (is(seen, 1, 0, 0, 0)) {
                result.r1 = "delivered";
            } else {
                result.r1 = is(seen, 1, 1, 0, 0) ? "dropped" : HALF;
            }
        }
    }
}
