package io.framebus.bench.paired;

import io.framebus.bench.jmh.DeliverBenchmark;
import io.framebus.bench.jmh.DeliverBenchmark.Floor;
import io.framebus.bench.jmh.Require;

/** The floor of delivering: bare copies out of the arena, of what was copied in without being timed. */
final class CopyOutLane implements Lane {
    private final String name;
    private final Floor floor = new Floor();

    CopyOutLane(String name, int payloadBytes, int subscribers) {
        this.name = name;
        floor.size = payloadBytes;
        floor.subscribers = subscribers;
        floor.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long timeNs(int operations) {
        long bytes = (long) DeliverBenchmark.DELIVERIES * floor.size;
        floor.publish();
        floor.copyOut(); // for the caches, which the other lanes have had since
        long ns = 0;
        for (int done = 0; done < operations; done += DeliverBenchmark.DELIVERIES) {
            floor.publish();
            long startNs = System.nanoTime();
            int copied = floor.copyOut();
            ns += System.nanoTime() - startNs;
            Require.equal(bytes, copied, "bytes of " + name);
        }
        return ns;
    }

    @Override
    public void close() {}
}
