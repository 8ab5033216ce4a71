package io.framebus.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * {@link ArrayBlockingQueue}: when it is full, the publisher removes the oldest frame and offers again. A subscriber drains up
 * to its limit at once, so that it takes the lock once for all of them, and reads outside of the lock.
 */
final class BlockingQueuePeer extends QueuePeer {
    BlockingQueuePeer() {
        super(
                "blocking-queue",
                Traits.WhenFull.DROPS_OLDEST,
                true,
                "an ArrayBlockingQueue a subscriber, drainTo; one new immutable frame for all; publisher drops the oldest");
    }

    @Override
    Lane lane(int capacityFrames, PeerSink sink) {
        return new Queue(capacityFrames, sink);
    }

    private static final class Queue extends Lane {
        private final ArrayBlockingQueue<SharedFrame> queue;
        private final List<SharedFrame> drained = new ArrayList<>();
        private final PeerSink sink;

        Queue(int capacityFrames, PeerSink sink) {
            queue = new ArrayBlockingQueue<>(capacityFrames);
            this.sink = sink;
        }

        @Override
        void put(SharedFrame frame) {
            while (!queue.offer(frame)) {
                if (queue.poll() != null) {
                    dropped++;
                }
            }
        }

        @Override
        public int poll(int limit) {
            queue.drainTo(drained, limit);
            for (int i = 0; i < drained.size(); i++) {
                sink.onFrame(drained.get(i));
            }
            int given = drained.size();
            drained.clear();
            return given;
        }

        @Override
        public int receive(int limit, long timeoutNs) throws InterruptedException {
            SharedFrame first = queue.poll(timeoutNs, TimeUnit.NANOSECONDS);
            if (first == null) {
                return 0;
            }
            sink.onFrame(first);
            return 1 + poll(limit - 1);
        }
    }
}
