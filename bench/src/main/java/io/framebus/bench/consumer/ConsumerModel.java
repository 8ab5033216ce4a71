package io.framebus.bench.consumer;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A population of consumers. Immutable.
 *
 * @param name what it is called: how it was written
 * @param profiles the ways in which they behave, taken in turn; at least one
 */
public record ConsumerModel(String name, List<Profile> profiles) {
    /** Odd constant of the golden ratio: seeds of neighbouring consumers have nothing in common. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    public ConsumerModel {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("a consumer model must have at least 1 profile, has 0");
        }
    }

    /** One that is described by a single profile. */
    public ConsumerModel(String name, Profile profile) {
        this(name, List.of(profile));
    }

    /** The profile of the consumer of that number. */
    public Profile profile(int consumer) {
        return profiles.get(consumer % profiles.size());
    }

    /** When the consumer of that number stalls: whoever else there is, and in whatever order they are asked. */
    public StallSchedule stalls(long seed, int consumer) {
        return profile(consumer).stalls().schedule(random(seed, 2L * consumer));
    }

    /** What the times are drawn from for which the consumer of that number is busy: its own. */
    public static SplittableRandom holdRandom(long seed, int consumer) {
        return random(seed, 2L * consumer + 1);
    }

    private static SplittableRandom random(long seed, long stream) {
        return new SplittableRandom(seed * GOLDEN + stream).split();
    }

    /** Whether some are ever busy with a frame. */
    public boolean holds() {
        return profiles.stream().anyMatch(Profile::holds);
    }

    /** The greatest {@link Profile#utilisation} of any. */
    public double utilisation(double framesPerSecond) {
        return profiles.stream()
                .mapToDouble(profile -> profile.utilisation(framesPerSecond))
                .max()
                .orElse(0);
    }
}
