package io.framebus.disruptor;

import io.framebus.FanOut;
import io.framebus.FrameHandler;
import io.framebus.Publishers;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/**
 * A stream of tiny capacities with a subscription that resumes at the tail. A rig is used again from state to state: its sequence
 * goes on, and what earlier states wrote is what a broken protocol would let through.
 */
final class Rig {
    private static final FrameHandler NOTHING = frame -> {};
    private static final StreamKey KEY = new StreamKey("jcstress", "rig");

    /** Rigs of one kind. */
    static final class Rigs {
        private final Pool<Rig> pool;

        /**
         * @param lengths of the frames published one after the other, over and over again
         */
        Rigs(StreamConfig.Builder config, Reading.Mode mode, int... lengths) {
            this(config, mode, true, lengths);
        }

        /** Of frames that are published together, so that the times they bear are not their own. */
        static Rigs ofBatches(StreamConfig.Builder config, Reading.Mode mode, int... lengths) {
            return new Rigs(config, mode, false, lengths);
        }

        private Rigs(StreamConfig.Builder config, Reading.Mode mode, boolean timed, int... lengths) {
            StreamConfig resumingAtTail =
                    config.startAt(StartAt.OLDEST).resync(Resync.OLDEST).build();
            pool = new Pool<>(() -> new Rig(resumingAtTail, mode, timed, lengths));
        }

        /** A rig whose subscription has {@code unread} frames to read. */
        Rig take(int unread) {
            Rig rig = pool.take();
            rig.meeting.reset();
            for (int i = 0; i < unread; i++) {
                rig.publish();
            }
            return rig;
        }

        /**
         * After the actors: publishes one more frame, reads the rest, and looks at the books.
         *
         * @return {@code outcome}, or what is wrong
         */
        Object giveBack(Rig rig, Object outcome) {
            String fault = rig.settle();
            if (fault.isEmpty()) {
                pool.giveBack(rig);
                return outcome;
            }
            return fault; // and this rig is not used again
        }
    }

    static StreamConfig.Builder ring(int capacityFrames, int capacityBytes) {
        return StreamConfig.builder().capacityFrames(capacityFrames).capacityBytes(capacityBytes);
    }

    /** A stream of its own, whose frames are published at the time that the clock shows. */
    static Stream stream(StreamConfig config, NanoClock clock, ArenaPool arenas) {
        return new Stream(
                KEY,
                config,
                new StreamServices(clock, new Events(null), arenas, new Departures(), new AtomicLong()),
                ended -> {});
    }

    final Stream stream;
    final RingSubscription subscription;
    final Meeting meeting = new Meeting();
    private final RingSubscription leader;
    private final FanOut fanOut;
    private final Source source;
    private final int[] lengths;
    private final Reading reading;

    /** Whether each frame bears its own time. */
    private final boolean timed;

    /** What the stream's clock shows: the publisher sets it to the sequence. */
    private long nowNs;

    private long next;

    private Rig(StreamConfig config, Reading.Mode mode, boolean timed, int... lengths) {
        this.lengths = lengths;
        this.timed = timed && config.publishers() == Publishers.ONE;
        stream = stream(config, () -> nowNs, new ArenaPool(0));
        source = new Source(stream.publication());
        subscription = stream.subscribe(SubscribeOptions.defaults());
        leader = stream.subscribe(SubscribeOptions.defaults());
        reading = new Reading(mode, this::lengthOf, this.timed, 0);
        fanOut = stream.publication().fanOut(true);
        fanOut.add(new Member(leader, NOTHING));
        fanOut.add(new Member(subscription, reading));
    }

    int lengthOf(long sequence) {
        return lengths[(int) (sequence % lengths.length)];
    }

    void publish() {
        long key = nextKey();
        source.publish(key, lengthOf(key));
    }

    /** So many frames in a batch, all of the time that the clock shows when the first is added. */
    void publishTogether(int frames) {
        for (int i = 0; i < frames; i++) {
            long key = nextKey();
            source.add(key, lengthOf(key));
        }
        source.publishBatch();
    }

    void claimAndCommit(int spare) {
        long key = nextKey();
        source.claimAndCommit(key, lengthOf(key), spare);
    }

    /** Takes no sequence. */
    void claimAndAbort(int length) {
        source.claimAndAbort(next, length);
    }

    private long nextKey() {
        long key = next++;
        nowNs = key;
        return key;
    }

    /**
     * Has another subscription read in place what there is, before this one does on the same thread: headers that the thread
     * shares are read by then.
     */
    void pollLeader() {
        leader.pollInPlace(NOTHING, Integer.MAX_VALUE);
    }

    String poll(int limit) {
        return reading.poll(subscription, limit);
    }

    /** Has this subscription served behind another one, so often, as far as it is in step. */
    String serve(int times) {
        return reading.serve(fanOut, subscription, times);
    }

    /** Both have read all that there is, on this thread: so they will be in step. */
    void meetLeader() {
        pollLeader();
        reading.poll(subscription, Integer.MAX_VALUE);
    }

    private record Member(Subscription subscription, FrameHandler handler) implements FanOut.Member {
        @Override
        public void serveAlone(int maxFrames) {
            // left to the poll that settles the books
        }

        @Override
        public void failed(Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String settle() {
        fanOut.serve(0, 0); // nobody is in step any more: they can be polled
        publish();
        return reading.settle(subscription, next);
    }

    Joiner joiner(StartAt startAt) {
        return new Joiner(SubscribeOptions.builder().startAt(startAt).build());
    }

    /** A second subscriber, which joins while frames are published. */
    final class Joiner {
        private final SubscribeOptions options;
        private RingSubscription joined = subscription;
        private Reading joinedReading = reading;

        private Joiner(SubscribeOptions options) {
            this.options = options;
        }

        String joinAndPoll() {
            joined = stream.subscribe(options);
            joinedReading = new Reading(Reading.Mode.COPY, Rig.this::lengthOf, timed, joined.nextSequence());
            return joinedReading.poll(joined, Integer.MAX_VALUE);
        }

        /** After the actors: reads the rest and leaves. The outcome, or what is wrong. */
        Object settle(Object outcome) {
            String fault = joinedReading.settle(joined, next);
            joined.close();
            return fault.isEmpty() ? outcome : fault;
        }
    }
}
