package io.framebus.bench.compare;

import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.Baton;
import io.framebus.bench.rig.ChildJvm;
import java.io.IOException;
import org.agrona.concurrent.SystemNanoClock;

/** One measurement in a JVM of its own. */
final class PeerProcess {
    private PeerProcess() {}

    /** Started by {@link ChildJvm#call}. */
    public static void main(String[] args) throws IOException {
        ChildJvm.serve(args, RunSpec.class, PeerProcess::run);
    }

    private static PeerFigures run(RunSpec spec) throws IOException, InterruptedException {
        if (PeerProcess.class.desiredAssertionStatus()) {
            throw new IllegalStateException("assertions are on: figures would mean nothing");
        }
        Workload workload = Workload.of(spec);
        Peer peer = Peers.named(spec.peer());
        return switch (spec.measure()) {
            case COST -> cost(spec, workload, peer);
            case FLOW -> new FlowRun(spec, workload, WarmUp.compilationMs()).run(peer);
        };
    }

    private static PeerFigures cost(RunSpec spec, Workload workload, Peer peer) throws IOException {
        try (Baton baton = Baton.at(spec.relayPort())) {
            return new CostRun(spec, workload, SystemNanoClock.INSTANCE, WarmUp.compilationMs(), baton).run(peer);
        }
    }
}
