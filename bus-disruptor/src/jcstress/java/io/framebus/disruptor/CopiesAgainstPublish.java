package io.framebus.disruptor;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The publisher overwrites both slots while a thread makes the copies that its subscriptions are to share. */
@JCStressTest
@Outcome(id = "none", expect = Expect.ACCEPTABLE, desc = "Overwritten before or while it was copied: no copy.")
@Outcome(id = "one", expect = Expect.ACCEPTABLE, desc = "One is whole, the other was overwritten.")
@Outcome(id = "both", expect = Expect.ACCEPTABLE, desc = "Both are whole.")
@Outcome(id = "TORN", expect = Expect.FORBIDDEN, desc = "A copy is of different frames, or of another than asked for.")
@Outcome(id = "CHANGED", expect = Expect.FORBIDDEN, desc = "A copy that was whole is so no more.")
@Outcome(
        id = Reading.WRONG_BOOKS,
        expect = Expect.FORBIDDEN,
        desc = "A subscription that reads the rest does not come to what was published.")
@State
public class CopiesAgainstPublish {
    private static final String[] WHOLE = {"none", "one", "both"};
    private static final Rig.Rigs RIGS = new Rig.Rigs(Rig.ring(2, 256), Reading.Mode.COPY, 96, 128, 112);
    private static final Pool<SharedCopies> COPIES = new Pool<>(SharedCopies::new);

    private final Rig rig = RIGS.take(2);
    private final SharedCopies copies = COPIES.take();
    private final ByteBuffer arena = rig.stream.ring.arena.readOnly();
    private final SharedCopyView view = new SharedCopyView(rig.stream.tracks, -1);
    private final long first = rig.subscription.nextSequence();

    /** Overwrites what is being copied. */
    @Actor
    public void publisher() {
        rig.meeting.meet();
        rig.publish();
        rig.publish();
    }

    /** Copies, and looks at the copies at once. */
    @Actor
    public void copier(L_Result result) {
        rig.meeting.meet();
        FrameRing ring = rig.stream.ring;
        if (copies.find(ring, first, first + 1) != SharedHeaders.NONE) {
            for (int i = 0; i < copies.count(); i++) {
                copies.copyPayload(ring, arena, i);
            }
        }
        result.r1 = look("TORN");
    }

    private String look(String fault) {
        view.framesOf(copies);
        int whole = 0;
        for (int i = 0; i < copies.count(); i++) {
            if (!copies.at(i).hasPayload()) {
                continue;
            }
            view.frame(i);
            if (view.ptsUs() != first + i || !Frames.isWhole(view)) {
                return fault;
            }
            whole++;
        }
        return WHOLE[whole];
    }

    /** What was whole has to be so after the publisher went over it. */
    @Arbiter
    public void afterwards(L_Result result) {
        if (!result.r1.equals("TORN")) {
            result.r1 = look("CHANGED");
        }
        COPIES.giveBack(copies);
        result.r1 = RIGS.giveBack(rig, result.r1);
    }
}
