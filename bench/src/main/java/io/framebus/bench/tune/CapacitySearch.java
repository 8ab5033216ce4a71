package io.framebus.bench.tune;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the smallest ring that meets a target: first in frames with as many bytes as these could need, then in bytes. A ramp by
 * factors of four until the target is met, bisection down to a factor of two, which is the engine's own step; then confirmation
 * on seeds that the search has not seen, of the answer and of the next smaller rings, and a walk from there as long as these say
 * otherwise. So a search that was led astray by chance is put right.
 */
final class CapacitySearch {
    /** Seeds of confirmations are this far from those of the search. */
    private static final long FRESH = 1_000;

    private final Trials trials;
    private final SearchSpace space;
    private final int confirmations;
    private final long seed;
    private final Consumer<Trial> progress;
    private final List<Trial> searched = new ArrayList<>();
    private final Map<Capacity, Confirmation> confirmed = new HashMap<>();

    /**
     * @param confirmations runs with fresh seeds of each ring that is confirmed; odd, so that there is a majority
     * @param progress told of each run
     */
    CapacitySearch(Trials trials, SearchSpace space, int confirmations, long seed, Consumer<Trial> progress) {
        this.trials = trials;
        this.space = space;
        this.confirmations = confirmations;
        this.seed = seed;
        this.progress = progress;
    }

    /** {@code startFrames} is the ring to begin with. */
    SearchResult find(int startFrames) throws InterruptedException {
        int frames = smallestFrames(startFrames);
        if (frames > space.maxFrames()) {
            return SearchResult.infeasible(searched);
        }
        return confirm(new Capacity(frames, smallestBytes(frames)));
    }

    /** The smallest number of frames that holds enough; more than the most where none does. */
    private int smallestFrames(int startFrames) throws InterruptedException {
        int met = Math.min(startFrames, space.maxFrames());
        if (holdsEnough(withAmpleBytes(met))) {
            while (met > space.minFrames() && holdsEnough(withAmpleBytes(met / 2))) {
                met /= 2;
            }
            return met;
        }
        return smallestFramesAbove(met);
    }

    private int smallestFramesAbove(int tooFew) throws InterruptedException {
        int missed = tooFew;
        int met = up(missed);
        while (met <= space.maxFrames() && !holdsEnough(withAmpleBytes(met))) {
            missed = met;
            met = up(met);
        }
        if (met > space.maxFrames()) {
            return met;
        }
        while (met > 2 * missed) {
            int middle = between(missed, met);
            if (holdsEnough(withAmpleBytes(middle))) {
                met = middle;
            } else {
                missed = middle;
            }
        }
        return met;
    }

    /** The next step of the ramp; past the most only from the most. */
    private int up(int frames) {
        return frames < space.maxFrames() ? (int) Math.min(4L * frames, space.maxFrames()) : 2 * frames;
    }

    /** The power of two half-way between two others, in powers. */
    private static int between(int low, int high) {
        return 1 << ((Integer.numberOfTrailingZeros(low) + Integer.numberOfTrailingZeros(high)) / 2);
    }

    private Capacity withAmpleBytes(int frames) {
        return new Capacity(frames, space.bytesFor(frames));
    }

    /** The smallest number of bytes with which that many frames still hold enough. */
    private int smallestBytes(int frames) throws InterruptedException {
        int met = space.bytesFor(frames);
        while (met > space.minBytes() && holdsEnough(new Capacity(frames, met / 2))) {
            met /= 2;
        }
        return met;
    }

    private boolean holdsEnough(Capacity capacity) throws InterruptedException {
        Trial trial = run(capacity, seed);
        searched.add(trial);
        return trial.holdsEnough();
    }

    private Trial run(Capacity capacity, long trialSeed) throws InterruptedException {
        Trial trial = trials.run(capacity, trialSeed);
        progress.accept(trial);
        return trial;
    }

    private SearchResult confirm(Capacity found) throws InterruptedException {
        Capacity answer = found;
        while (!confirmation(answer).holdsEnough()) {
            answer = larger(answer);
            if (answer.frames() > space.maxFrames()) {
                return SearchResult.infeasible(searched);
            }
        }
        while (true) {
            Capacity smaller = smallerThatHoldsEnough(answer);
            if (smaller.equals(answer)) {
                return SearchResult.of(answer, searched, confirmed);
            }
            answer = smaller;
        }
    }

    /** The next larger ring, of which both limits are larger unless the bytes were ample. */
    private Capacity larger(Capacity capacity) {
        int ample = space.bytesFor(capacity.frames());
        return capacity.bytes() < ample
                ? new Capacity(capacity.frames(), 2 * capacity.bytes())
                : withAmpleBytes(2 * capacity.frames());
    }

    private Capacity smallerThatHoldsEnough(Capacity answer) throws InterruptedException {
        if (answer.frames() > space.minFrames()
                && confirmation(answer.halfTheFrames()).holdsEnough()) {
            return answer.halfTheFrames();
        }
        if (answer.bytes() > space.minBytes()
                && confirmation(answer.halfTheBytes()).holdsEnough()) {
            return answer.halfTheBytes();
        }
        return answer;
    }

    private Confirmation confirmation(Capacity capacity) throws InterruptedException {
        Confirmation known = confirmed.get(capacity);
        if (known != null) {
            return known;
        }
        List<Trial> runs = new ArrayList<>();
        for (int k = 1; k <= confirmations; k++) {
            runs.add(run(capacity, seed + k * FRESH));
        }
        Confirmation made = new Confirmation(runs);
        confirmed.put(capacity, made);
        return made;
    }
}
