package io.framebus.bench.compare;

import io.framebus.Resync;
import io.framebus.bench.measure.Idling;
import io.framebus.bench.peer.CheckingSink.Look;
import io.framebus.bench.peer.PeerSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of one peer: what its JVM is told. The values have been checked.
 *
 * @param peer by name
 * @param measure what is measured
 * @param payloadBytes of every frame, where there is no trace
 * @param trace whose sizes and key frames are used, by name or file
 * @param framesPerSecond of the publisher; 0: as fast as it can. For {@link Measure#FLOW}
 * @param subscribers how many
 * @param readerThreads threads that serve them. For {@link Measure#FLOW}
 * @param capacityFrames of the channel
 * @param capacityBytes of the channel
 * @param batchFrames published before they are read, and read in a turn at most
 * @param look how much of each payload is read
 * @param idling what readers do when there is nothing. For {@link Measure#FLOW}
 * @param warmUpNs at least so long is run before
 * @param durationNs so long is measured
 * @param slices in so many pieces, between which others are measured. For {@link Measure#COST}
 * @param relayPort where it is said whose turn it is; 0: it is measured alone, in one piece
 * @param seed of the payloads
 */
record RunSpec(
        String peer,
        Measure measure,
        int payloadBytes,
        @Nullable String trace,
        double framesPerSecond,
        int subscribers,
        int readerThreads,
        int capacityFrames,
        int capacityBytes,
        int batchFrames,
        Look look,
        Idling idling,
        long warmUpNs,
        long durationNs,
        int slices,
        int relayPort,
        long seed) {

    /** The same of another peer, measured for another thing with another number of subscribers. */
    RunSpec with(String otherPeer, Case what) {
        return with(otherPeer, what, relayPort);
    }

    /** The same, side by side with others. */
    RunSpec at(int port) {
        return with(peer, new Case(measure, subscribers), port);
    }

    private RunSpec with(String otherPeer, Case what, int port) {
        return new RunSpec(
                otherPeer,
                what.measure(),
                payloadBytes,
                trace,
                framesPerSecond,
                what.subscribers(),
                Math.max(1, Math.min(readerThreads, what.subscribers())),
                capacityFrames,
                capacityBytes,
                batchFrames,
                look,
                idling,
                warmUpNs,
                durationNs,
                slices,
                port,
                seed);
    }

    PeerSettings settings(int maxPayloadBytes) {
        return new PeerSettings(maxPayloadBytes, capacityFrames, capacityBytes, subscribers, false, Resync.SYNC_POINT);
    }

    Duration duration() {
        return Duration.ofNanos(durationNs);
    }
}
