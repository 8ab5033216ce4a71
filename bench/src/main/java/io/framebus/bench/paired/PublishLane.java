package io.framebus.bench.paired;

import io.framebus.SubscribeOptions;
import io.framebus.bench.jmh.BenchStream;
import io.framebus.bench.jmh.Require;

/** Publishing a header and a buffer to a stream with subscribers that never poll. One class for all, so one compiled loop. */
final class PublishLane implements Lane {
    private final String name;
    private final int idleSubscribers;
    private final BenchStream bench;
    private long published;
    private long told;

    PublishLane(
            String name, int capacityFrames, int capacityBytes, int payloadBytes, int idleSubscribers, String clock) {
        this.name = name;
        this.idleSubscribers = idleSubscribers;
        bench = new BenchStream(BenchStream.ring(capacityFrames, capacityBytes), payloadBytes, clock);
        bench.subscribe(idleSubscribers, SubscribeOptions.defaults());
        bench.age();
        published = 1;
        told = idleSubscribers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long timeNs(int operations) {
        told += publish(operations); // for the caches, which the other lanes have had since
        long startNs = System.nanoTime();
        long sum = publish(operations);
        long endNs = System.nanoTime();
        told += sum;
        published += 2L * operations;
        return endNs - startNs;
    }

    private long publish(int operations) {
        long sum = 0;
        for (int i = 0; i < operations; i++) {
            sum += bench.publish();
        }
        return sum;
    }

    @Override
    public void close() {
        Require.equal(published, bench.stream.cursor() + 1, "frames of " + name);
        Require.equal(idleSubscribers, bench.stream.subscriberCount(), "subscribers of " + name);
        Require.equal(published * idleSubscribers, told, "subscribers told to the publisher of " + name);
        bench.requireNewestFrame();
        bench.close();
    }
}
