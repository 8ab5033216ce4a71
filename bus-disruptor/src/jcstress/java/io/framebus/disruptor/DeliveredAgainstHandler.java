package io.framebus.disruptor;

import io.framebus.FanOut;
import io.framebus.FrameHandler;
import io.framebus.StreamConfig;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whoever sees how many frames were delivered sees what the handler did with all of them but the last. */
public final class DeliveredAgainstHandler {
    private static final String UNSEEN = "UNSEEN";
    private static final int FRAMES = 40;
    private static final StreamConfig CONFIG = Rig.ring(64, 2048).build(); // nobody is overrun

    private DeliveredAgainstHandler() {}

    /** The outcomes. */
    @Outcome(id = "none yet", expect = Expect.ACCEPTABLE, desc = "Before the first frame.")
    @Outcome(id = "under way", expect = Expect.ACCEPTABLE, desc = "Between two frames, or in the midst of one.")
    @Outcome(id = "all", expect = Expect.ACCEPTABLE, desc = "After the last frame.")
    @Outcome(
            id = UNSEEN,
            expect = Expect.FORBIDDEN,
            desc = "A frame was delivered, but what was done with the one before it is not to be seen.")
    @Outcome(id = Reading.WRONG_BOOKS, expect = Expect.FORBIDDEN, desc = "Not all frames were delivered in the end.")
    public static final class Seen {
        private Seen() {}
    }

    /** A stream with two subscriptions that one thread serves in step, or polls. What their handlers do is plain. */
    private static final class Room {
        private static final Pool<Room> ROOMS = new Pool<>(Room::new);

        private final Source source;
        private final Follower leader;
        private final Follower watched;
        private final FanOut fanOut;
        private long published;
        private Meeting meeting = new Meeting();

        private Room() {
            Stream stream = Rig.stream(CONFIG, () -> 0, new ArenaPool(0));
            source = new Source(stream.publication());
            leader = new Follower(stream);
            watched = new Follower(stream);
            fanOut = stream.publication().fanOut(false);
            fanOut.add(leader);
            fanOut.add(watched);
        }

        static Room take() {
            Room room = ROOMS.take();
            room.meeting = new Meeting();
            return room;
        }

        /** On the thread that serves afterwards: all have read all that there is, so they will be in step. */
        void prepare() {
            publish(1);
            leader.poll();
            watched.poll();
            publish(FRAMES);
        }

        private void publish(int frames) {
            for (int i = 0; i < frames; i++) {
                source.publish(published++, 16);
            }
        }

        /** After the actors. {@code outcome}, or what is wrong. */
        Object giveBack(Object outcome) {
            fanOut.serve(0, 0); // nobody is in step any more: they can be polled by another thread
            leader.poll();
            watched.poll();
            if (watched.subscription.delivered() != published || watched.handled != published) {
                return Reading.WRONG_BOOKS;
            }
            ROOMS.giveBack(this);
            return outcome;
        }
    }

    private static final class Follower implements FanOut.Member {
        private final RingSubscription subscription;
        private final FrameHandler handler;
        private long handled;

        Follower(Stream stream) {
            subscription = stream.subscribe(SubscribeOptions.defaults());
            handler = frame -> handled++;
        }

        void poll() {
            subscription.poll(handler, Integer.MAX_VALUE);
        }

        String look() {
            long delivered = subscription.delivered();
            long seen = handled;
            if (seen < delivered - 1) {
                return UNSEEN;
            }
            long before = delivered % (FRAMES + 1); // one was read before, each time
            return before == 1 ? "none yet" : before == 0 ? "all" : "under way";
        }

        @Override
        public Subscription subscription() {
            return subscription;
        }

        @Override
        public FrameHandler handler() {
            return handler;
        }

        @Override
        public void serveAlone(int maxFrames) {
            // left to the polls before and afterwards
        }

        @Override
        public void failed(Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** In step with another one. */
    @JCStressTest
    @JCStressMeta(Seen.class)
    @State
    public static class InStep {
        private final Room room = Room.take();

        @Actor
        public void server() {
            room.prepare();
            room.meeting.meet();
            room.fanOut.serve(Integer.MAX_VALUE, Long.MAX_VALUE);
        }

        @Actor
        public void onlooker(L_Result result) {
            room.meeting.meet();
            result.r1 = room.watched.look();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = room.giveBack(result.r1);
        }
    }

    /** Polled by itself. */
    @JCStressTest
    @JCStressMeta(Seen.class)
    @State
    public static class Polled {
        private final Room room = Room.take();

        @Actor
        public void subscriber() {
            room.prepare();
            room.meeting.meet();
            room.watched.poll();
        }

        @Actor
        public void onlooker(L_Result result) {
            room.meeting.meet();
            result.r1 = room.watched.look();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = room.giveBack(result.r1);
        }
    }
}
