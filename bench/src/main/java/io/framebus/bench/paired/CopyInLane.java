package io.framebus.bench.paired;

import io.framebus.bench.jmh.ArenaWalk;
import io.framebus.bench.jmh.Require;
import java.nio.ByteBuffer;

/** The floor of publishing: bare copies of a payload, along the walk a stream takes through its arena. */
final class CopyInLane implements Lane {
    private final String name;
    private final ArenaWalk walk;
    private final ByteBuffer payload;
    private long sum;

    CopyInLane(String name, int capacityBytes, int payloadBytes) {
        this.name = name;
        walk = new ArenaWalk(capacityBytes, payloadBytes);
        payload = ByteBuffer.allocateDirect(payloadBytes);
        while (payload.hasRemaining()) {
            payload.put((byte) payload.position());
        }
        payload.flip();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long timeNs(int operations) {
        sum += copyIn(operations); // for the caches, which the other lanes have had since
        long startNs = System.nanoTime();
        long places = copyIn(operations);
        long endNs = System.nanoTime();
        sum += places;
        return endNs - startNs;
    }

    private long copyIn(int operations) {
        long places = 0;
        for (int i = 0; i < operations; i++) {
            places += walk.copyIn(payload);
        }
        return places;
    }

    @Override
    public void close() {
        int length = payload.remaining();
        int at = walk.copyIn(payload);
        Require.that(length == 0 || sum > 0, name + " has copied nothing");
        Require.that(walk.arena().slice(at, length).equals(payload), name + " has copied something else");
    }
}
