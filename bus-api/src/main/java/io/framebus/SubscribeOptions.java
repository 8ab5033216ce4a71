package io.framebus;

import static io.framebus.Checks.inRange;
import static io.framebus.Checks.notNull;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber wants. Immutable; may be reused for any number of subscriptions. What is not said is taken from the
 * stream's {@link StreamConfig}.
 */
public final class SubscribeOptions {
    private static final SubscribeOptions DEFAULTS = builder().build();

    private final @Nullable String label;
    private final @Nullable StartAt startAt;
    private final @Nullable Resync resync;
    private final @Nullable MaxLagPolicy maxLag;
    private final int @Nullable [] tracks;
    private final int maxTemporalLayer;
    private final int maxSpatialLayer;
    private final boolean dropDiscardable;
    private final LatencySampling latency;

    private SubscribeOptions(Builder from) {
        label = from.label;
        startAt = from.startAt;
        resync = from.resync;
        maxLag = from.maxLag;
        tracks = from.tracks;
        maxTemporalLayer = from.maxTemporalLayer;
        maxSpatialLayer = from.maxSpatialLayer;
        dropDiscardable = from.dropDiscardable;
        latency = from.latency;
    }

    /** A builder that leaves everything to the stream. */
    public static Builder builder() {
        return new Builder();
    }

    /** Options that leave everything to the stream. */
    public static SubscribeOptions defaults() {
        return DEFAULTS;
    }

    /** The subscriber's label. */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** Where it begins. */
    public Optional<StartAt> startAt() {
        return Optional.ofNullable(startAt);
    }

    /** Where it goes on after an overrun. */
    public Optional<Resync> resync() {
        return Optional.ofNullable(resync);
    }

    /** When it is evicted. */
    public Optional<MaxLagPolicy> maxLag() {
        return Optional.ofNullable(maxLag);
    }

    /** The tracks it reads, in ascending order; empty: all of them. A copy. */
    public Optional<int[]> tracks() {
        return Optional.ofNullable(tracks).map(int[]::clone);
    }

    /** The highest temporal layer it reads. */
    public int maxTemporalLayer() {
        return maxTemporalLayer;
    }

    /** The highest spatial layer it reads. */
    public int maxSpatialLayer() {
        return maxSpatialLayer;
    }

    /** Whether frames that no other frame needs are passed over. */
    public boolean dropDiscardable() {
        return dropDiscardable;
    }

    /** Which of its deliveries are measured. */
    public LatencySampling latencySampling() {
        return latency;
    }

    /** Builds {@link SubscribeOptions}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String label;
        private @Nullable StartAt startAt;
        private @Nullable Resync resync;
        private @Nullable MaxLagPolicy maxLag;
        private int @Nullable [] tracks;
        private int maxTemporalLayer = Frame.MAX_LAYER;
        private int maxSpatialLayer = Frame.MAX_LAYER;
        private boolean dropDiscardable;
        private LatencySampling latency = LatencySampling.NONE;

        private Builder() {}

        /**
         * A name for reports and observers, for instance the peer's address; {@code subscriber-<id>} unless given.
         *
         * @throws IllegalArgumentException if it is null or blank
         */
        public Builder label(String label) {
            this.label = Checks.notBlank(label, "label");
            return this;
        }

        /**
         * Where to begin.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder startAt(StartAt startAt) {
            this.startAt = notNull(startAt, "startAt");
            return this;
        }

        /**
         * Where to go on after an overrun.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder resync(Resync resync) {
            this.resync = notNull(resync, "resync");
            return this;
        }

        /**
         * When to be evicted.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder maxLag(MaxLagPolicy maxLag) {
            this.maxLag = notNull(maxLag, "maxLag");
            return this;
        }

        /**
         * Read these tracks only; the frames of others count as filtered.
         *
         * @throws IllegalArgumentException if there is none, or one is negative
         */
        public Builder tracks(int... tracks) {
            if (notNull(tracks, "tracks").length == 0) {
                throw new IllegalArgumentException("tracks must name at least one track");
            }
            for (int track : tracks) {
                inRange(track, 0, Integer.MAX_VALUE, "track");
            }
            this.tracks = Arrays.stream(tracks).sorted().distinct().toArray();
            return this;
        }

        /**
         * Read temporal layers up to this one; frames of higher ones count as filtered.
         *
         * @throws IllegalArgumentException if it is not between 0 and {@value Frame#MAX_LAYER}
         */
        public Builder maxTemporalLayer(int maxTemporalLayer) {
            this.maxTemporalLayer = inRange(maxTemporalLayer, 0, Frame.MAX_LAYER, "maxTemporalLayer");
            return this;
        }

        /**
         * Read spatial layers up to this one; frames of higher ones count as filtered.
         *
         * @throws IllegalArgumentException if it is not between 0 and {@value Frame#MAX_LAYER}
         */
        public Builder maxSpatialLayer(int maxSpatialLayer) {
            this.maxSpatialLayer = inRange(maxSpatialLayer, 0, Frame.MAX_LAYER, "maxSpatialLayer");
            return this;
        }

        /** Pass over frames that no other frame needs ({@link FrameFlags#DISCARDABLE}); they count as filtered. */
        public Builder dropDiscardable() {
            return dropDiscardable(true);
        }

        /** Whether to pass over frames that no other frame needs ({@link FrameFlags#DISCARDABLE}). */
        public Builder dropDiscardable(boolean dropDiscardable) {
            this.dropDiscardable = dropDiscardable;
            return this;
        }

        /** Record the latency of every frame. */
        public Builder recordLatency() {
            return recordLatency(LatencySampling.EVERY_FRAME);
        }

        /** Whether to record the latency of every frame. */
        public Builder recordLatency(boolean everyFrame) {
            return recordLatency(everyFrame ? LatencySampling.EVERY_FRAME : LatencySampling.NONE);
        }

        /**
         * Record latency, sampled this way.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder recordLatency(LatencySampling sampling) {
            this.latency = notNull(sampling, "sampling");
            return this;
        }

        /** The options. The builder keeps its values. */
        public SubscribeOptions build() {
            return new SubscribeOptions(this);
        }
    }
}
