package io.framebus.bench.paired;

import io.framebus.bench.jmh.Require;

/** Deliveries, turn by turn. What a turn delivers is made ready without being timed. */
final class DeliverLane implements Lane {
    /** What is delivered, and how. Used by one thread. */
    interface Delivery extends AutoCloseable {
        /** Deliveries of a turn. */
        int perTurn();

        /** Makes ready what the next turn delivers. */
        void prepare();

        /** Takes a turn; how many deliveries it made. */
        int deliver();

        /** As {@link Lane#close()}. */
        @Override
        void close();
    }

    private final String name;
    private final Delivery delivery;

    DeliverLane(String name, Delivery delivery) {
        this.name = name;
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long timeNs(int operations) {
        delivery.prepare();
        delivery.deliver(); // for the caches, which the other lanes have had since
        long ns = 0;
        for (int done = 0; done < operations; done += delivery.perTurn()) {
            delivery.prepare();
            long startNs = System.nanoTime();
            int delivered = delivery.deliver();
            ns += System.nanoTime() - startNs;
            Require.equal(delivery.perTurn(), delivered, "deliveries of " + name);
        }
        return ns;
    }

    @Override
    public void close() {
        delivery.close();
    }
}
