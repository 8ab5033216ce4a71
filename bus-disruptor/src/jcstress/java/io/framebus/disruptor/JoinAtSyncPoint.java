package io.framebus.disruptor;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.SubscribeOptions;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A subscriber joins at the newest sync point while the next one is published. Nothing is overwritten, and the replay is the ring
 * itself: it begins with a sync point and goes on without a gap.
 */
@JCStressTest
@Outcome(id = "from the old one", expect = Expect.ACCEPTABLE, desc = "Began at the sync point before.")
@Outcome(id = "from the new one", expect = Expect.ACCEPTABLE, desc = "Began at the sync point just published.")
@Outcome(id = "UNDECODABLE", expect = Expect.FORBIDDEN, desc = "Began with a frame that depends on others.")
@Outcome(id = "GAP", expect = Expect.FORBIDDEN, desc = "Lost or kept back what is retained and decodable.")
@Outcome(id = "NOTHING", expect = Expect.FORBIDDEN, desc = "Waits for a sync point although there is one.")
@State
public class JoinAtSyncPoint implements FrameHandler {
    private static final StreamConfig CONFIG = Rig.ring(16, 64).build();

    /** About as many steps as it takes to get to where the subscriber looks for its sync point. */
    private static final int WHILE_JOINING = 512;

    private static final SubscribeOptions AT_SYNC_POINT =
            SubscribeOptions.builder().startAt(StartAt.SYNC_POINT).build();
    private static final Pool<Stream> STREAMS = new Pool<>(() -> Rig.stream(CONFIG, () -> 0, new ArenaPool(0)));

    private final Meeting meeting = new Meeting();
    private final Stream stream = STREAMS.take();
    private final FrameHeader header = new FrameHeader().trackId(1).codec(Codec.H264);
    private final ByteBuffer payload = ByteBuffer.allocate(0);
    private RingSubscription joined;
    private final long oldSyncPoint;
    private String outcome = "NOTHING";

    public JoinAtSyncPoint() {
        oldSyncPoint = stream.ring.cursor() + 1;
        publish(FrameKind.KEY);
        publish(FrameKind.DELTA);
        publish(FrameKind.DELTA);
    }

    private void publish(FrameKind kind) {
        stream.publication().publish(header.kind(kind), payload);
    }

    @Actor
    public void publisher() {
        meeting.meet();
        meeting.dawdle(WHILE_JOINING);
        publish(FrameKind.DELTA);
        publish(FrameKind.KEY);
        publish(FrameKind.DELTA);
    }

    @Actor
    public void subscriber() {
        meeting.meet();
        joined = stream.subscribe(AT_SYNC_POINT);
        joined.poll(this, Integer.MAX_VALUE);
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        if (outcome.equals("NOTHING")) {
            boolean begins = frame.kind() == FrameKind.KEY;
            outcome = !begins
                    ? "UNDECODABLE"
                    : frame.sequence() == oldSyncPoint ? "from the old one" : "from the new one";
        }
    }

    @Override
    public void onGap(Gap gap) {
        outcome = "GAP";
    }

    @Arbiter
    public void afterwards(L_Result result) {
        joined.poll(this, Integer.MAX_VALUE);
        result.r1 = outcome;
        joined.close();
        STREAMS.giveBack(stream);
    }
}
