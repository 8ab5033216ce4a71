package io.framebus.disruptor;

import io.framebus.ActivityListener;
import io.framebus.StreamConfig;
import io.framebus.SubscribeOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Who exchanges and then looks for activity, while a listener that exchanges is told of it, misses nothing ({@link ActivityListener}).
 */
public final class ActivityAgainstPublish {
    private static final StreamConfig CONFIG = Rig.ring(4, 64).build();
    private static final String SEEN = "seen";
    private static final String TOLD = "told";
    private static final String BOTH = "seen and told";
    private static final String MISSED = "MISSED";

    private ActivityAgainstPublish() {}

    @Outcome(id = SEEN, expect = Expect.ACCEPTABLE, desc = "The look came after it, and the listener found it ready.")
    @Outcome(id = TOLD, expect = Expect.ACCEPTABLE, desc = "The look came before it, so the listener found it idle.")
    @Outcome(id = BOTH, expect = Expect.ACCEPTABLE, desc = "Visible before the look, told after the exchange.")
    @Outcome(id = MISSED, expect = Expect.FORBIDDEN, desc = "It waits for the next one.")
    private static final class Telling {}

    /** A stream with a subscription, and one who is told. Used again from state to state. */
    private static final class Told implements ActivityListener {
        private static final Pool<Told> POOL = new Pool<>(Told::new);
        private final Stream stream = Rig.stream(CONFIG, () -> 0, new ArenaPool(0));
        private final Source source = new Source(stream.publication());
        private final AtomicBoolean ready = new AtomicBoolean();
        private final Meeting meeting = new Meeting();
        private RingSubscription subscription = stream.subscribe(SubscribeOptions.defaults());
        private boolean told;
        private boolean seen;
        private long before;
        private long next;

        Told() {
            stream.handle().addActivityListener(this);
        }

        static Told take() {
            Told taken = POOL.take();
            taken.meeting.reset();
            taken.ready.set(true);
            taken.told = false;
            taken.before = taken.stream.handle().activity();
            return taken;
        }

        @Override
        public void onActivity() {
            if (!ready.getAndSet(true)) {
                told = true;
            }
        }

        void publish() {
            meeting.meet();
            source.publish(next++, Long.BYTES);
        }

        void close() {
            meeting.meet();
            subscription.close();
        }

        void makeIdleAndLook() {
            meeting.meet();
            ready.getAndSet(false);
            seen = stream.handle().activity() != before;
        }

        String outcome() {
            String outcome = seen ? told ? BOTH : SEEN : told ? TOLD : MISSED;
            if (subscription.isEnded()) {
                subscription = stream.subscribe(SubscribeOptions.defaults());
            }
            POOL.giveBack(this);
            return outcome;
        }
    }

    /** A frame is published. */
    @JCStressTest
    @JCStressMeta(Telling.class)
    @State
    public static class Publish {
        private final Told told = Told.take();

        @Actor
        public void publisher() {
            told.publish();
        }

        @Actor
        public void server() {
            told.makeIdleAndLook();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = told.outcome();
        }
    }

    /** A subscription is closed. */
    @JCStressTest
    @JCStressMeta(Telling.class)
    @State
    public static class Close {
        private final Told told = Told.take();

        @Actor
        public void closer() {
            told.close();
        }

        @Actor
        public void server() {
            told.makeIdleAndLook();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = told.outcome();
        }
    }
}
