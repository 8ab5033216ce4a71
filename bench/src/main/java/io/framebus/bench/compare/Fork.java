package io.framebus.bench.compare;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures a peer in a JVM of its own, with the options that it needs for its best. */
final class Fork {
    private final List<String> jvmOptions;
    private final Class<?> main;
    private final long graceNs;

    /**
     * @param jvmOptions of every fork
     * @param main what is run there
     * @param graceNs how much longer than measuring and warming up may take at most
     */
    Fork(List<String> jvmOptions, Class<?> main, long graceNs) {
        this.jvmOptions = jvmOptions;
        this.main = main;
        this.graceNs = graceNs;
    }

    /**
     * Runs it to its end, or until it is interrupted: then there are no figures.
     *
     * @param beside how many are measured side by side, this one among them: so many times as long it may take
     * @throws ChildJvm.Failure if something went wrong there
     * @throws IllegalArgumentException if it cannot be measured
     */
    Optional<PeerFigures> run(RunSpec spec, int beside, StopSignal interrupt) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(Peers.named(spec.peer()).jvmOptions());
        long limitNs = 2L * beside * (WarmUp.PATIENCE * spec.warmUpNs() + 2 * spec.durationNs()) + graceNs;
        return new ChildJvm(main, options).call(spec, PeerFigures.class, Duration.ofNanos(limitNs), interrupt);
    }
}
