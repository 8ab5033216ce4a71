package io.framebus.disruptor;

import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FrameHandler;
import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A subscriber finds that it has lost more than its policy allows, while its stream ends: whoever is told that the stream ended
 * is given everything up to the end.
 */
@JCStressTest
@Outcome(id = EvictionAgainstEnd.EVICTED, expect = Expect.ACCEPTABLE, desc = "Evicted before the stream ended.")
@Outcome(
        id = EvictionAgainstEnd.DRAINED,
        expect = Expect.ACCEPTABLE,
        desc = "The stream ended first, and evicts nobody.")
@Outcome(
        id = EvictionAgainstEnd.CUT_OFF,
        expect = Expect.FORBIDDEN,
        desc = "Told that the stream ended, and shut half-way.")
@State
public class EvictionAgainstEnd implements FrameHandler {
    static final String EVICTED = "evicted";
    static final String DRAINED = "drained";
    static final String CUT_OFF = "CUT OFF";

    private static final int PUBLISHED = 3;
    private static final ArenaPool ARENAS = new ArenaPool(1 << 20);

    private final Meeting meeting = new Meeting();
    private final Stream stream = Rig.stream(
            Rig.ring(2, 64).startAt(StartAt.OLDEST).resync(Resync.OLDEST).build(), () -> 0, ARENAS);
    private final Publication publication = stream.publication();
    private final RingSubscription subscription = stream.subscribe(
            SubscribeOptions.builder().maxLag(MaxLagPolicy.cumulative(0)).build());

    public EvictionAgainstEnd() {
        Source source = new Source(publication);
        for (int key = 0; key < PUBLISHED; key++) {
            source.publish(key, Long.BYTES); // one more than the ring holds
        }
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        // The books say what was handed over.
    }

    @Actor
    public void publisher() {
        meeting.meet();
        publication.close();
    }

    @Actor
    public void subscriber() {
        meeting.meet();
        subscription.poll(this, 1);
    }

    @Arbiter
    public void afterwards(L_Result result) {
        for (int i = 0; i < PUBLISHED && subscription.poll(this, PUBLISHED) != Subscription.ENDED; i++) {
            // until it has ended
        }
        long passed = subscription.delivered() + subscription.dropped();
        if (subscription.endReason().orElseThrow() instanceof EndReason.Evicted) {
            result.r1 = EVICTED;
        } else {
            result.r1 = passed == PUBLISHED && subscription.lag() == 0 ? DRAINED : CUT_OFF;
        }
        subscription.tryLetGo(true);
        stream.tryLetGo(true);
    }
}
