package io.framebus.bench.peer;

import io.framebus.bench.peer.Traits.WhenFull;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.SpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

/**
 * JCTools' bounded queues. The fastest of them, single producer and single consumer, cannot drop the oldest frame: that would
 * make the publisher a second consumer. So there are two: SPSC, which drops the newest when it is full, and single producer and
 * multiple consumers, from which the publisher removes the oldest as one of the consumers.
 *
 * <p>The VarHandle twins, which need no JVM option and warn on no JDK.
 */
final class JcToolsPeer extends QueuePeer {
    private final boolean dropsOldest;

    JcToolsPeer(boolean dropsOldest) {
        super(
                dropsOldest ? "jctools-spmc" : "jctools-spsc",
                dropsOldest ? WhenFull.DROPS_OLDEST : WhenFull.DROPS_NEWEST,
                false,
                (dropsOldest
                                ? "an SPMC array queue a subscriber, the publisher drops the oldest as a second consumer"
                                : "an SPSC array queue a subscriber, which cannot drop the oldest and drops the newest")
                        + "; relaxed operations; one new immutable frame for all");
        this.dropsOldest = dropsOldest;
    }

    @Override
    Lane lane(int capacityFrames, PeerSink sink) {
        return dropsOldest
                ? new DropsOldest(new SpmcVarHandleArrayQueue<>(capacityFrames), sink)
                : new DropsNewest(new SpscVarHandleArrayQueue<>(capacityFrames), sink);
    }

    private abstract static class Queue extends Lane {
        final MessagePassingQueue<SharedFrame> queue;
        private final PeerSink sink;

        Queue(MessagePassingQueue<SharedFrame> queue, PeerSink sink) {
            this.queue = queue;
            this.sink = sink;
        }

        /** Not drain(): that of the SPMC queue is a loop like this one. */
        @Override
        public final int poll(int limit) {
            int given = 0;
            while (given < limit) {
                SharedFrame frame = queue.relaxedPoll();
                if (frame == null) {
                    break;
                }
                sink.onFrame(frame);
                given++;
            }
            return given;
        }
    }

    private static final class DropsNewest extends Queue {
        DropsNewest(MessagePassingQueue<SharedFrame> queue, PeerSink sink) {
            super(queue, sink);
        }

        @Override
        void put(SharedFrame frame) {
            if (!queue.relaxedOffer(frame)) {
                dropped++;
            }
        }
    }

    private static final class DropsOldest extends Queue {
        DropsOldest(MessagePassingQueue<SharedFrame> queue, PeerSink sink) {
            super(queue, sink);
        }

        @Override
        void put(SharedFrame frame) {
            while (!queue.relaxedOffer(frame)) {
                if (queue.relaxedPoll() != null) {
                    dropped++;
                }
            }
        }
    }
}
