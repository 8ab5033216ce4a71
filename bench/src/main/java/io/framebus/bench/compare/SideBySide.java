package io.framebus.bench.compare;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.rig.ChildJvm;
import io.framebus.bench.rig.Relay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures peers in a JVM each, all of which live at the same time and take turns: each warms up, then each is measured for a slice of the
 * time, then each for the next slice. Whatever comes and goes on the machine within seconds falls on all of them alike, and what
 * is compared are slices next to each other. One works at a time.
 */
final class SideBySide implements Comparison.Measurement {
    private final Fork fork;
    private final Random random;

    /** {@code random}: in which order they take turns. */
    SideBySide(Fork fork, Random random) {
        this.fork = fork;
        this.random = random;
    }

    @Override
    public List<Optional<Attempt>> run(List<RunSpec> specs, Consumer<String> progress, StopSignal interrupt)
            throws IOException, InterruptedException {
        if (specs.size() == 1) {
            return List.of(attempt(specs.get(0), 1, interrupt)); // alone
        }
        ExecutorService callers = Executors.newFixedThreadPool(specs.size());
        try (Relay relay = new Relay(specs.size(), random)) {
            List<Future<Optional<Attempt>>> calls = new ArrayList<>();
            for (RunSpec spec : specs) {
                calls.add(callers.submit(() -> call(spec.at(relay.port()), specs.size(), relay, interrupt)));
            }
            relay.run((cycle, there) -> progress.accept(step(specs.get(0), cycle, there)));
            List<Optional<Attempt>> attempts = new ArrayList<>();
            for (Future<Optional<Attempt>> call : calls) {
                attempts.add(resultOf(call));
            }
            return attempts;
        } finally {
            callers.shutdownNow(); // whoever still waits for a child ends it
        }
    }

    private static String step(RunSpec spec, int cycle, int there) {
        return there + " peers side by side, " + (cycle == 0 ? "warming up" : "slice " + cycle + "/" + spec.slices());
    }

    private Optional<Attempt> call(RunSpec spec, int beside, Relay relay, StopSignal interrupt)
            throws IOException, InterruptedException {
        try {
            return attempt(spec, beside, interrupt);
        } finally {
            relay.left();
        }
    }

    private Optional<Attempt> attempt(RunSpec spec, int beside, StopSignal interrupt)
            throws IOException, InterruptedException {
        try {
            return fork.run(spec, beside, interrupt).map(Attempt::of);
        } catch (ChildJvm.Failure | IllegalArgumentException e) {
            return Optional.of(Attempt.failed(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Attempt> resultOf(Future<Optional<Attempt>> call) throws IOException, InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause);
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
