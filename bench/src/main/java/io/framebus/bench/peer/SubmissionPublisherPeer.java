package io.framebus.bench.peer;

import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's {@link SubmissionPublisher}: {@code offer} without waiting, with a handler that counts what was dropped. It pushes:
 * where a subscriber has asked for frames, a task that hands them over goes to the publisher's executor.
 *
 * <p>The executor here is a queue of tasks that the polling threads run. That is the cheapest there can be: no thread is woken.
 * Which subscriber a task is for cannot be seen, so that with several polling threads one may serve another's subscriber. A
 * subscriber asks for as many frames as its limit at a time: it then goes to the end of the queue, and all take turns.
 */
final class SubmissionPublisherPeer implements Peer {
    /** A subscription has at most one task waiting, and one more between its last frame and its end. */
    private static final int TASKS_PER_SUBSCRIBER = 2;

    @Override
    public String name() {
        return "submission-publisher";
    }

    @Override
    public Traits traits() {
        return new Traits(
                Reading.PUSHED,
                WhenFull.DROPS_NEWEST,
                Loss.COUNTED,
                EnumSet.of(Ability.ISOLATES),
                "offer with a drop handler; its tasks are run by the polling threads, nobody is woken;"
                        + " one new immutable frame for all");
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return new Channel(settings);
    }

    private static final class Channel implements PeerChannel, PeerPublisher {
        private final PeerSettings settings;
        private final MessagePassingQueue<Runnable> tasks;
        private final SubmissionPublisher<SharedFrame> publisher;

        Channel(PeerSettings settings) {
            this.settings = settings;
            tasks = new MpmcVarHandleArrayQueue<>(Math.max(2, TASKS_PER_SUBSCRIBER * settings.subscribers()));
            publisher = new SubmissionPublisher<>(this::enqueue, settings.capacityFrames());
        }

        private void enqueue(Runnable task) {
            if (!tasks.offer(task)) {
                throw new IllegalStateException("more tasks than " + tasks.capacity());
            }
        }

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            publisher.offer(new SharedFrame(sequence, sentNs, key, payload), Channel::dropped);
            return true;
        }

        /** On the publishing thread. */
        private static boolean dropped(Flow.Subscriber<? super SharedFrame> subscriber, SharedFrame frame) {
            ((Reader) subscriber).dropped++;
            return false;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            Reader reader = new Reader(tasks, sink);
            publisher.subscribe(reader);
            reader.poll(1);
            return reader;
        }

        @Override
        public long memoryBytes() {
            long references = (long) settings.subscribers() * settings.capacityFrames() * Integer.BYTES;
            return references
                    + settings.capacityBytes()
                    + (long) settings.capacityFrames() * SharedFrame.OVERHEAD_BYTES;
        }

        @Override
        public void close() {
            publisher.close();
        }
    }

    private static final class Reader implements PeerSubscriber, Flow.Subscriber<SharedFrame> {
        private final MessagePassingQueue<Runnable> tasks;
        private final PeerSink sink;
        /** Frames asked for and not yet handed over. */
        private final AtomicLong asked = new AtomicLong();

        private Flow.@Nullable Subscription subscription;
        private @Nullable Throwable failure;
        private long dropped;

        Reader(MessagePassingQueue<Runnable> tasks, PeerSink sink) {
            this.tasks = tasks;
            this.sink = sink;
        }

        @Override
        public int poll(int limit) {
            Flow.Subscription open = subscription;
            if (open != null && asked.getOpaque() == 0) {
                asked.setOpaque(limit);
                open.request(limit);
            }
            Runnable task = tasks.relaxedPoll();
            if (task != null) {
                task.run();
            }
            // Looked at without a task, too: another subscriber's poll may have run the one that failed.
            if (failure != null) {
                throw new IllegalStateException("the sink failed", failure);
            }
            return task == null ? 0 : 1;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(SharedFrame frame) {
            sink.onFrame(frame);
            asked.setOpaque(asked.getPlain() - 1);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {}

        @Override
        public long toldLost() {
            return dropped;
        }

        @Override
        public void close() {
            Flow.Subscription open = subscription;
            if (open != null) {
                open.cancel();
            }
        }
    }
}
