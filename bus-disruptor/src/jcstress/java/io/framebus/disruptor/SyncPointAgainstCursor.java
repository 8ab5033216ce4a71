package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whoever sees a sync point's sequence at the cursor finds it in the index of its track as well, and the track itself. */
@JCStressTest
@Outcome(id = "not yet", expect = Expect.ACCEPTABLE, desc = "Neither the cursor nor the index has come so far.")
@Outcome(id = "ahead", expect = Expect.ACCEPTABLE, desc = "The index is ahead of the cursor, by one frame at most.")
@Outcome(id = "known", expect = Expect.ACCEPTABLE, desc = "At the cursor and in the index.")
@Outcome(
        id = "UNKNOWN",
        expect = Expect.FORBIDDEN,
        desc = "Behind the cursor and not in the index: a subscriber would wait for the next sync point.")
@State
public class SyncPointAgainstCursor {
    private static final StreamConfig CONFIG = Rig.ring(2, 64).build();

    /** Long enough to see the cursor move, mostly: what follows is then read as early as can be. */
    private static final int LOOKS = 100;

    /** Nothing is written to it: the frame is empty. */
    private static final Arena ARENA = new Arena(CONFIG.effectiveCapacityBytes());

    private final Meeting meeting = new Meeting();
    private final Tracks tracks = new Tracks();
    private final FrameRing ring = new FrameRing(CONFIG, ARENA, new NoSleepers());
    private final FrameWriter writer = new FrameWriter(ring, tracks, () -> 0);
    private final FrameHeader header =
            new FrameHeader().trackId(1).kind(FrameKind.KEY).codec(Codec.H264);

    @Actor
    public void publisher() {
        meeting.meet();
        writer.place(0);
        writer.publish(header, 0);
    }

    @Actor
    public void subscriber(L_Result result) {
        meeting.meet();
        boolean published = false;
        for (int i = 0; i < LOOKS && !published; i++) {
            published = ring.cursor() >= 0;
        }
        boolean indexed = tracks.videoMask() == 1 && tracks.get(0).newestSyncPoint() == 0;
        if (published) {
            result.r1 = indexed ? "known" : "UNKNOWN";
        } else {
            result.r1 = indexed ? "ahead" : "not yet";
        }
    }
}
