package io.framebus.disruptor;

import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/** What may come of a poll that meets the publisher. {@link Reading} makes the words. */
@Outcome(
        id = "nothing",
        expect = Expect.ACCEPTABLE,
        desc = "What was to be read was just being overwritten, or not there.")
@Outcome(id = "frames", expect = Expect.ACCEPTABLE, desc = "Whole frames in order.")
@Outcome(id = "gap", expect = Expect.ACCEPTABLE, desc = "Overwritten, and told so.")
@Outcome(
        id = "(frames|gap)(, (frames|gap))+",
        expect = Expect.ACCEPTABLE,
        desc =
                "Whole frames, each loss told in its place; two gaps if the frame after a gap was lost while it was copied.")
@Outcome(
        id = Reading.TORN,
        expect = Expect.FORBIDDEN,
        desc = "A frame passed for whole though header and payload are of different frames, or stale.")
@Outcome(
        id = Reading.MISORDERED,
        expect = Expect.FORBIDDEN,
        desc = "A frame or a gap came that does not follow what came before.")
@Outcome(
        id = Reading.WRONG_GAP,
        expect = Expect.FORBIDDEN,
        desc = "A gap's bytes are not those of its frames: running totals of different frames were mixed.")
@Outcome(
        id = Reading.WRONG_BOOKS,
        expect = Expect.FORBIDDEN,
        desc = "Everything is read, and delivered + dropped is not what was published; or reading got stuck.")
final class WholeOrLost {
    static final String CAUGHT = "((frames|gap|caught), )*caught(, (frames|gap|caught))*";

    private WholeOrLost() {}
}
