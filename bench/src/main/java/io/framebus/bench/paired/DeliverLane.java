package io.framebus.bench.paired;

import io.framebus.bench.jmh.DeliverBenchmark;
import io.framebus.bench.jmh.DeliverBenchmark.Subscribers;
import io.framebus.bench.jmh.Require;

/** Delivering to subscribers of one thread, as the JMH benchmark does it. Publishing is not timed. */
abstract class DeliverLane implements Lane {
    private final String name;
    final Subscribers subscribers = new Subscribers();

    private DeliverLane(String name, int payloadBytes, int subscribers) {
        this.name = name;
        this.subscribers.size = payloadBytes;
        this.subscribers.subscribers = subscribers;
        this.subscribers.start();
    }

    @Override
    public String name() {
        return name;
    }

    abstract int deliver();

    @Override
    public long timeNs(int operations) {
        subscribers.publish();
        deliver(); // for the caches, which the other lanes have had since
        long ns = 0;
        for (int done = 0; done < operations; done += DeliverBenchmark.DELIVERIES) {
            subscribers.publish();
            long startNs = System.nanoTime();
            int delivered = deliver();
            ns += System.nanoTime() - startNs;
            Require.equal(DeliverBenchmark.DELIVERIES, delivered, "deliveries of " + name);
        }
        return ns;
    }

    @Override
    public void close() {
        subscribers.stop();
    }

    static final class ByCopy extends DeliverLane {
        ByCopy(String name, int payloadBytes, int subscribers) {
            super(name, payloadBytes, subscribers);
        }

        @Override
        int deliver() {
            return subscribers.poll();
        }
    }

    static final class InPlace extends DeliverLane {
        InPlace(String name, int payloadBytes, int subscribers) {
            super(name, payloadBytes, subscribers);
        }

        @Override
        int deliver() {
            return subscribers.pollInPlace();
        }
    }
}
