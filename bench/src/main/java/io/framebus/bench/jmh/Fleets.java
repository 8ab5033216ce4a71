package io.framebus.bench.jmh;

import io.framebus.EgressAgent;

/** What those who measure egress agents with many streams have in common. */
public final class Fleets {
    /** More than enough for all streams to become idle. */
    private static final long LONGEST_NS = 10_000_000_000L;

    private Fleets() {}

    /** Whether an agent has so many streams tell it when they have something new. */
    public static boolean isTold(int streams) {
        return streams > EgressAgent.MOST_STREAMS_ASKED;
    }

    /** Sweeps once, and on until no stream that tells is looked at any more. The agent's thread. */
    public static void letIdle(EgressAgent agent, int streams) {
        long startNs = System.nanoTime();
        do {
            agent.doWork();
        } while (isTold(streams) && agent.stats().streamsReady() > 0 && System.nanoTime() - startNs < LONGEST_NS);
        Require.equal(isTold(streams) ? 0 : streams, agent.stats().streamsReady(), "streams that are looked at");
    }
}
