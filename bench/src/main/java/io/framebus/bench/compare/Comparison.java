package io.framebus.bench.compare;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.rig.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** The rounds of a comparison: in each, every peer once in every case, in an order that follows from the seed. */
final class Comparison {
    private final CompareConfig config;
    private final Measurement measurement;

    Comparison(CompareConfig config, Measurement measurement) {
        this.config = config;
        this.measurement = measurement;
    }

    /** One measurement of one peer: {@link Fork#run}. */
    @FunctionalInterface
    interface Measurement {
        Optional<PeerFigures> run(RunSpec spec, StopSignal interrupt) throws IOException, InterruptedException;
    }

    /**
     * Measures. Ends early when it is interrupted, with what there is.
     *
     * @param progress told before each measurement
     */
    Results run(Consumer<String> progress, StopSignal interrupt) throws IOException, InterruptedException {
        Results results = new Results();
        Random random = new Random(config.base().seed());
        int done = 0;
        for (int round = 1; round <= config.rounds(); round++) {
            for (Case what : config.cases()) {
                List<Peer> order = new ArrayList<>(config.peers(what));
                Collections.shuffle(order, random);
                for (Peer peer : order) {
                    if (interrupt.isStopped()) {
                        return results;
                    }
                    progress.accept(++done + "/" + config.runs() + "  round " + round + "  " + peer.name() + "  "
                            + what.title());
                    measure(results, round, what, peer, interrupt);
                }
            }
        }
        return results;
    }

    private void measure(Results results, int round, Case what, Peer peer, StopSignal interrupt)
            throws IOException, InterruptedException {
        try {
            measurement
                    .run(config.base().with(peer.name(), what), interrupt)
                    .ifPresent(figures -> results.add(new Results.Run(round, what, peer.name(), figures, "")));
        } catch (ChildJvm.Failure | IllegalArgumentException e) {
            results.add(new Results.Run(round, what, peer.name(), null, String.valueOf(e.getMessage())));
        }
    }
}
