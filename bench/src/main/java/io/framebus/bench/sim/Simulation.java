package io.framebus.bench.sim;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.consumer.Profile;
import io.framebus.bench.consumer.ViewerFigures;
import io.framebus.bench.measure.LatencySeries;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * A stream and its subscribers in virtual time, for any number of ring sizes. The same seed gives the same figures, whatever the
 * number of processors. Subscribers know nothing of each other, so they are simulated one by one, on all processors.
 *
 * <p>What is not in it: what the machine does. Publishing, waking and copying take no time.
 */
public final class Simulation {
    /** The most frames of a timeline: a ring's model takes four bytes for each. */
    public static final long MAX_FRAMES = 50_000_000;

    private static final int CHUNK = 64;

    private final Timeline timeline;
    private final SimulationRules rules;
    private final ConsumerModel model;
    private final int subscribers;
    private final long seed;
    private final List<HoldTable> holds = new ArrayList<>();
    private final List<KeepingUp> keepingUp = new ArrayList<>();
    private final boolean skipping;

    /** Subscribers {@code first}, {@code first + step} and so on, {@code count} in all, of one profile. */
    private record Chunk(int first, int step, int count) {}

    private record Part(Chunk chunk, List<ViewerFigures> figures, Histogram latency) {}

    public Simulation(Timeline timeline, SimulationRules rules, ConsumerModel model, int subscribers, long seed) {
        this(timeline, rules, model, subscribers, seed, true);
    }

    /** {@code skipping}: false looks at every frame, which is slow. For tests. */
    Simulation(
            Timeline timeline,
            SimulationRules rules,
            ConsumerModel model,
            int subscribers,
            long seed,
            boolean skipping) {
        this.timeline = timeline;
        this.rules = rules;
        this.model = model;
        this.subscribers = subscribers;
        this.seed = seed;
        this.skipping = skipping;
        int profiles = Math.min(subscribers, model.profiles().size());
        for (int p = 0; p < profiles; p++) {
            Profile profile = model.profile(p);
            HoldTable table =
                    new HoldTable(profile.hold(), timeline.units(), profiles, ConsumerModel.holdRandom(seed, -1 - p));
            holds.add(table);
            keepingUp.add(new KeepingUp(timeline, table));
        }
    }

    /**
     * What becomes of the frames with a ring of these capacities.
     *
     * @param capacityFrames effective: a power of two
     * @param capacityBytes effective: a power of two, no less than the largest frame
     */
    public Outcome run(int capacityFrames, int capacityBytes) {
        return run(new RingModel(timeline, capacityFrames, capacityBytes));
    }

    /** What becomes of the frames with that ring. */
    public Outcome run(RingModel ring) {
        List<Population> populations = IntStream.range(0, holds.size())
                .mapToObj(p -> Population.of(timeline, rules, holds.get(p), keepingUp.get(p), ring))
                .map(population -> skipping ? population : population.withoutSkipping())
                .toList();
        List<Part> parts = chunks().parallelStream()
                .map(chunk -> run(chunk, populations.get(chunk.first() % populations.size()), ring))
                .toList();
        ViewerFigures[] figures = new ViewerFigures[subscribers];
        Histogram latency = LatencySeries.newHistogram();
        for (Part part : parts) {
            latency.add(part.latency());
            for (int i = 0; i < part.chunk().count(); i++) {
                figures[part.chunk().first() + i * part.chunk().step()] =
                        part.figures().get(i);
            }
        }
        return Outcome.of(List.of(figures), latency);
    }

    private List<Chunk> chunks() {
        int profiles = holds.size();
        List<Chunk> chunks = new ArrayList<>();
        for (int p = 0; p < profiles; p++) {
            int ofProfile = (subscribers - p + profiles - 1) / profiles;
            for (int done = 0; done < ofProfile; done += CHUNK) {
                chunks.add(new Chunk(p + done * profiles, profiles, Math.min(CHUNK, ofProfile - done)));
            }
        }
        return chunks;
    }

    private Part run(Chunk chunk, Population population, RingModel ring) {
        LatencyTally latencies =
                new LatencyTally(population.keepingUp(), population.holds().period());
        List<ViewerFigures> figures = new ArrayList<>(chunk.count());
        for (int i = 0; i < chunk.count(); i++) {
            figures.add(subscriber(chunk.first() + i * chunk.step(), population, ring, latencies)
                    .run());
        }
        return new Part(chunk, figures, latencies.total());
    }

    private SimulatedSubscriber subscriber(int number, Population population, RingModel ring, LatencyTally latencies) {
        int shift = ConsumerModel.holdRandom(seed, number)
                        .nextInt(population.holds().passes())
                * timeline.units();
        return new SimulatedSubscriber(population, ring, model.stalls(seed, number), shift, latencies);
    }
}
