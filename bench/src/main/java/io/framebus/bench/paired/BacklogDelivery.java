package io.framebus.bench.paired;

import io.framebus.bench.jmh.DeliverBenchmark;
import io.framebus.bench.jmh.DeliverBenchmark.Floor;
import io.framebus.bench.jmh.DeliverBenchmark.Subscribers;

/** Many frames a poll to subscribers of one thread, as the JMH benchmark delivers them, and its floor. */
abstract class BacklogDelivery implements DeliverLane.Delivery {
    private BacklogDelivery() {}

    @Override
    public final int perTurn() {
        return DeliverBenchmark.DELIVERIES;
    }

    static BacklogDelivery ofFrames(int payloadBytes, int subscribers, boolean inPlace) {
        return new OfFrames(payloadBytes, subscribers, inPlace);
    }

    static BacklogDelivery ofCopies(int payloadBytes, int subscribers) {
        return new OfCopies(payloadBytes, subscribers);
    }

    private static final class OfFrames extends BacklogDelivery {
        private final Subscribers subscribers = new Subscribers();
        private final boolean inPlace;

        OfFrames(int payloadBytes, int subscribers, boolean inPlace) {
            this.subscribers.size = payloadBytes;
            this.subscribers.subscribers = subscribers;
            this.subscribers.start();
            this.inPlace = inPlace;
        }

        @Override
        public void prepare() {
            subscribers.publish();
        }

        @Override
        public int deliver() {
            return inPlace ? subscribers.pollInPlace() : subscribers.poll();
        }

        @Override
        public void close() {
            subscribers.stop();
        }
    }

    /** Bare copies out of the arena, of what was copied in. */
    private static final class OfCopies extends BacklogDelivery {
        private final Floor floor = new Floor();

        OfCopies(int payloadBytes, int subscribers) {
            floor.size = payloadBytes;
            floor.subscribers = subscribers;
            floor.start();
        }

        @Override
        public void prepare() {
            floor.publish();
        }

        @Override
        public int deliver() {
            return floor.copyOut() / floor.size;
        }

        @Override
        public void close() {}
    }
}
