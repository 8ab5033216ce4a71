package io.framebus.bench.compare;

import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.Baton;
import io.framebus.bench.rig.ChildJvm;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
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
            case FLOW -> new FlowRun(spec, workload, compilationMs()).run(peer);
        };
    }

    private static PeerFigures cost(RunSpec spec, Workload workload, Peer peer) throws IOException {
        try (Baton baton = Baton.at(spec.relayPort())) {
            return new CostRun(spec, workload, SystemNanoClock.INSTANCE, compilationMs(), baton).run(peer);
        }
    }

    /** The time that the JVM's compilers have worked so far; 0 where it does not say. */
    private static LongSupplier compilationMs() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler::getTotalCompilationTime
                : () -> 0;
    }
}
