package io.framebus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a subscriber that falls behind is evicted. Immutable and shared by any number of subscriptions; what it has to
 * remember of one is in the {@link Judge} made for it.
 *
 * <p>Judged by the subscriber's own poll, when it has lost frames or time matters, and by the bus's housekeeper for a
 * subscriber that no longer polls. Never by the publisher.
 */
public interface MaxLagPolicy {
    /** Judges one subscription. Called by one thread at a time. */
    @FunctionalInterface
    interface Judge {
        /**
         * The limit that is passed, in words with its figures, or null while none is. Must not block; what it throws is contained
         * and counted, and counts as null.
         */
        @Nullable
        String exceededBy(LagView lag);
    }

    /** A judge for one new subscription. */
    Judge newJudge();

    /**
     * Whether {@link LagView#behindLiveNs()}, {@link LagView#stalledNs()} or the clock matter to this policy. One that says
     * false is not judged, and costs no reading of the clock, while the subscriber loses nothing.
     */
    default boolean isTimed() {
        return true;
    }

    /** Never evicts. */
    static MaxLagPolicy none() {
        return LagPolicies.NONE;
    }

    /**
     * Evicts a subscriber that has dropped more than {@code frames} frames since it joined. Catching up does not reset the
     * count.
     *
     * @throws IllegalArgumentException if {@code frames} is negative
     */
    static MaxLagPolicy cumulative(long frames) {
        return new LagPolicies.Cumulative(frames);
    }

    /**
     * Evicts a subscriber that has dropped more than {@code frames} frames within the last {@code window}. The window slides
     * in steps of a sixteenth of its length, and never counts less than {@code window}.
     *
     * @throws IllegalArgumentException if {@code frames} is negative or {@code window} is null or not more than zero
     */
    static MaxLagPolicy within(long frames, Duration window) {
        return new LagPolicies.Within(frames, window);
    }

    /**
     * Evicts a subscriber whose oldest unread frame is older than {@code delay}.
     *
     * @throws IllegalArgumentException if {@code delay} is null or not more than zero
     */
    static MaxLagPolicy behindLive(Duration delay) {
        return new LagPolicies.BehindLive(delay);
    }

    /**
     * Evicts a subscriber that has read nothing for more than {@code time} although there was something to read.
     *
     * @throws IllegalArgumentException if {@code time} is null or not more than zero
     */
    static MaxLagPolicy stalledFor(Duration time) {
        return new LagPolicies.StalledFor(time);
    }

    /**
     * Evicts when either policy does.
     *
     * @throws IllegalArgumentException if {@code other} is null
     */
    default MaxLagPolicy or(MaxLagPolicy other) {
        return new LagPolicies.Either(this, Checks.notNull(other, "other"));
    }

    /**
     * The same policy, not applied during the first {@code afterJoining}. Frames dropped in that time still count afterwards.
     *
     * @throws IllegalArgumentException if {@code afterJoining} is null or negative
     */
    default MaxLagPolicy withGrace(Duration afterJoining) {
        return new LagPolicies.Grace(this, afterJoining);
    }

    /** How long after joining this policy cannot evict yet. Zero unless {@link #withGrace} says otherwise. */
    default Duration grace() {
        return Duration.ZERO;
    }
}
