package io.framebus.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The subscribers that have not ended, or only just. From any thread. */
final class Population {
    private final List<Reader> readers = new ArrayList<>();
    private long framesOfEnded;

    synchronized void add(Reader reader) {
        readers.add(reader);
    }

    /** Forgets those whose books are closed; how many are left. */
    synchronized int prune() {
        readers.removeIf(reader -> {
            if (reader.isEnded()) {
                framesOfEnded += reader.delivered();
            }
            return reader.isEnded();
        });
        return readers.size();
    }

    synchronized int count(Manner.Seat seat) {
        return (int) readers.stream().filter(r -> r.manner().seat() == seat).count();
    }

    /** Any one of them. There must be one. */
    synchronized Reader any(SplittableRandom random) {
        return readers.get(random.nextInt(readers.size()));
    }

    synchronized List<Reader> all() {
        return List.copyOf(readers);
    }

    /** Frames checked by those whose books are closed. */
    synchronized long framesOfEnded() {
        return framesOfEnded;
    }
}
