package io.framebus.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.agrona.concurrent.SystemNanoClock;

/** One measurement in a JVM of its own: reads what to do from a file, and writes what it found to another. */
final class PeerProcess {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PeerProcess() {}

    /** Takes the two files. Ends with 0, or tells of a failure on standard error and ends with 1. */
    public static void main(String[] args) {
        try {
            MAPPER.writeValue(
                    Path.of(args[1]).toFile(),
                    run(MAPPER.readValue(Path.of(args[0]).toFile(), RunSpec.class)));
        } catch (Throwable e) {
            e.printStackTrace();
            // Threads of a failed run may still be there.
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    private static PeerFigures run(RunSpec spec) throws IOException, InterruptedException {
        if (PeerProcess.class.desiredAssertionStatus()) {
            throw new IllegalStateException("assertions are on: figures would mean nothing");
        }
        Workload workload = Workload.of(spec);
        Peer peer = Peers.named(spec.peer());
        return switch (spec.measure()) {
            case COST -> new CostRun(spec, workload, SystemNanoClock.INSTANCE, compilationMs()).run(peer);
            case FLOW -> new FlowRun(spec, workload, compilationMs()).run(peer);
        };
    }

    /** The time that the JVM's compilers have worked so far; 0 where it does not say. */
    private static LongSupplier compilationMs() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler::getTotalCompilationTime
                : () -> 0;
    }
}
