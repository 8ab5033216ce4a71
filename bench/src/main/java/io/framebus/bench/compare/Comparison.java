package io.framebus.bench.compare;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** The rounds of a comparison: in each, every peer once in every case, side by side or in an order that follows from the seed. */
final class Comparison {
    private final CompareConfig config;
    private final Measurement measurement;

    Comparison(CompareConfig config, Measurement measurement) {
        this.config = config;
        this.measurement = measurement;
    }

    /** Measures peers, and returns what came of each, in the same order; nothing of those that were interrupted: {@link SideBySide}. */
    @FunctionalInterface
    interface Measurement {
        /** {@code progress} is told what is being done. */
        List<Optional<Attempt>> run(List<RunSpec> specs, Consumer<String> progress, StopSignal interrupt)
                throws IOException, InterruptedException;
    }

    /**
     * Measures. Ends early when it is interrupted, with what there is.
     *
     * @param progress told before each measurement, or each step of one
     */
    Results run(Consumer<String> progress, StopSignal interrupt) throws IOException, InterruptedException {
        Results results = new Results();
        Random random = new Random(config.base().seed());
        int done = 0;
        for (int round = 1; round <= config.rounds(); round++) {
            for (Case what : config.cases()) {
                List<Peer> order = new ArrayList<>(config.peers(what));
                Collections.shuffle(order, random);
                for (List<Peer> together : groups(what, order)) {
                    if (interrupt.isStopped()) {
                        return results;
                    }
                    done += together.size();
                    String head = done + "/" + config.runs() + "  round " + round + "  ";
                    if (together.size() == 1) {
                        progress.accept(head + together.get(0).name() + "  " + what.title());
                    }
                    measure(
                            results,
                            round,
                            what,
                            together,
                            step -> progress.accept(head + step + "  " + what.title()),
                            interrupt);
                }
            }
        }
        return results;
    }

    /** Those that are measured side by side: all, where it can be done in slices. */
    private List<List<Peer>> groups(Case what, List<Peer> order) {
        return config.isSideBySide(what)
                ? List.of(order)
                : order.stream().map(List::of).toList();
    }

    private void measure(
            Results results, int round, Case what, List<Peer> peers, Consumer<String> progress, StopSignal interrupt)
            throws IOException, InterruptedException {
        List<RunSpec> specs = peers.stream()
                .map(peer -> config.base().with(peer.name(), what))
                .toList();
        List<Optional<Attempt>> attempts = measurement.run(specs, progress, interrupt);
        for (int i = 0; i < peers.size(); i++) {
            String peer = peers.get(i).name();
            attempts.get(i)
                    .ifPresent(attempt ->
                            results.add(new Results.Run(round, what, peer, attempt.figures(), attempt.failure())));
        }
    }
}
