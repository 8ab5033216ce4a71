package io.framebus.bench.paired;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All there are. */
final class Experiments {
    private static final List<Experiment> ALL = List.of(
            new IdleSubscribers(),
            new PublishAgainstCopy(0),
            new PublishAgainstCopy(200),
            new PublishAgainstCopy(1200),
            new PublishAgainstCopy(16384),
            new PublishTold(),
            new PublishLive(1000),
            new DeliverAgainstCopy(1),
            new DeliverAgainstCopy(8),
            new DeliverAgainstCopy(64),
            new DeliverBehind(64),
            new DeliverLive(1, 8),
            new DeliverLive(1, 1000),
            new DeliverLive(1000, 1),
            new DeliverLive(100, 8),
            new ReaderOnAnotherCore(),
            new BurstUntilRead(),
            new Arrival(1_000),
            new Arrival(10_000),
            new Arrival(100_000),
            new SweepActive(),
            new SweepIdle());

    private Experiments() {}

    static List<String> names() {
        return ALL.stream().map(Experiment::name).toList();
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static Experiment named(String name) {
        return ALL.stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no experiment " + name + "; there are: " + String.join(", ", names())));
    }

    /**
     * @param against class path of another build to compare every lane with; null: none
     * @throws IllegalArgumentException if there is none of that name
     */
    static Experiment named(String name, @Nullable String against) {
        Experiment experiment = named(name);
        return against == null ? experiment : new AgainstOtherBuild(experiment, against);
    }
}
