package io.framebus;

import static io.framebus.Checks.inRange;
import static io.framebus.Checks.notNegative;
import static io.framebus.Checks.notNull;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a stream: how much it retains, and what its subscribers get unless they say otherwise. Immutable; equal when
 * all settings are.
 *
 * <p>A stream's memory is fixed when it starts: about {@value #SLOT_BYTES} bytes for each of {@link #effectiveCapacityFrames()}
 * slots, and {@link #effectiveCapacityBytes()} bytes outside the heap for payloads. The longest frame it accepts is
 * {@link #effectiveCapacityBytes()}.
 */
public final class StreamConfig {
    /** The most frames a ring can hold. */
    public static final int MAX_CAPACITY_FRAMES = 1 << 24;
    /** The most payload bytes a ring can hold: the largest power of two that one buffer can have. */
    public static final int MAX_CAPACITY_BYTES = 1 << 30;
    /** Heap taken by one slot, about. */
    public static final int SLOT_BYTES = 112;

    private static final int DEFAULT_CAPACITY_FRAMES = 1024;
    private static final int DEFAULT_BYTES_PER_FRAME = 4096;
    private static final int MIN_DEFAULT_CAPACITY_BYTES = 4 << 20;
    private static final Duration UNBOUNDED = Duration.ofNanos(Long.MAX_VALUE);
    private static final StreamConfig DEFAULTS = builder().build();

    private final int capacityFrames;
    private final int capacityBytes;
    private final long replayFrames;
    private final long replayBytes;
    private final Duration replayTime;
    private final StartAt startAt;
    private final Resync resync;
    private final MaxLagPolicy maxLag;
    private final Waiting waiting;
    private final Publishers publishers;
    private final @Nullable KeyframeRequester keyframeRequester;
    private final Duration minInterval;

    private StreamConfig(Builder from) {
        capacityFrames = from.capacityFrames;
        capacityBytes = from.capacityBytes > 0 ? from.capacityBytes : defaultCapacityBytes(from.capacityFrames);
        replayFrames = from.replayFrames;
        replayBytes = from.replayBytes;
        replayTime = from.replayTime;
        startAt = from.startAt;
        resync = from.resync;
        maxLag = from.maxLag;
        waiting = from.waiting;
        publishers = from.publishers;
        keyframeRequester = from.keyframeRequester;
        minInterval = from.minInterval;
    }

    /** A builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** The default settings. */
    public static StreamConfig defaults() {
        return DEFAULTS;
    }

    /**
     * Settings that retain {@code retained} of a stream of that rate: frames of {@code framesPerSecond} for that time, and bytes
     * of {@code bitsPerSecond} for that time and a quarter more, for the unused end of a lap and for a rate that is not even.
     * Count the frames of all tracks, or the packets if frames are packets.
     *
     * @throws IllegalArgumentException if a value is not more than zero, or the result is more than a ring can hold
     */
    public static StreamConfig sizedFor(long bitsPerSecond, double framesPerSecond, Duration retained) {
        inRange(bitsPerSecond, 1, Long.MAX_VALUE, "bitsPerSecond");
        if (!(framesPerSecond > 0 && framesPerSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("framesPerSecond must be more than 0, is " + framesPerSecond);
        }
        double seconds = Checks.saturatedNs(Checks.positive(retained, "retained")) / 1e9;
        return builder()
                .capacityFrames((long) Math.ceil(framesPerSecond * seconds))
                .capacityBytes((long) Math.ceil(bitsPerSecond / 8.0 * seconds * 1.25))
                .build();
    }

    /** The frames asked for; {@link #effectiveCapacityFrames()} are held. */
    public int capacityFrames() {
        return capacityFrames;
    }

    /** The payload bytes asked for, or the default for this many frames; {@link #effectiveCapacityBytes()} are held. */
    public int capacityBytes() {
        return capacityBytes;
    }

    /** The frames a ring really holds: {@link #capacityFrames()} rounded up to a power of two. */
    public int effectiveCapacityFrames() {
        return powerOfTwoFrom(capacityFrames);
    }

    /** The payload bytes a ring really holds, and the longest frame: {@link #capacityBytes()} rounded up to a power of two. */
    public int effectiveCapacityBytes() {
        return powerOfTwoFrom(capacityBytes);
    }

    /** The most frames of a replay; 0: no replay. */
    public long replayFrames() {
        return replayFrames;
    }

    /** The most payload bytes of a replay. */
    public long replayBytes() {
        return replayBytes;
    }

    /** The greatest age of a replay's first frame. */
    public Duration replayTime() {
        return replayTime;
    }

    /** Where a subscriber begins. */
    public StartAt startAt() {
        return startAt;
    }

    /** Where a subscriber goes on after an overrun. */
    public Resync resync() {
        return resync;
    }

    /** When a subscriber is evicted. */
    public MaxLagPolicy maxLag() {
        return maxLag;
    }

    /** How {@link Subscription#receive} waits. */
    public Waiting waiting() {
        return waiting;
    }

    /** How many threads publish at a time. */
    public Publishers publishers() {
        return publishers;
    }

    /** Who is asked for a key frame when subscribers wait for a sync point. */
    public Optional<KeyframeRequester> keyframeRequester() {
        return Optional.ofNullable(keyframeRequester);
    }

    /** The least time between two requests for a key frame. */
    public Duration minInterval() {
        return minInterval;
    }

    /** A builder that starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.capacityFrames = capacityFrames;
        builder.capacityBytes = capacityBytes;
        builder.replayFrames = replayFrames;
        builder.replayBytes = replayBytes;
        builder.replayTime = replayTime;
        builder.startAt = startAt;
        builder.resync = resync;
        builder.maxLag = maxLag;
        builder.waiting = waiting;
        builder.publishers = publishers;
        builder.keyframeRequester = keyframeRequester;
        builder.minInterval = minInterval;
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamConfig that
                && capacityFrames == that.capacityFrames
                && capacityBytes == that.capacityBytes
                && replayFrames == that.replayFrames
                && replayBytes == that.replayBytes
                && replayTime.equals(that.replayTime)
                && startAt == that.startAt
                && resync == that.resync
                && maxLag.equals(that.maxLag)
                && waiting == that.waiting
                && publishers == that.publishers
                && Objects.equals(keyframeRequester, that.keyframeRequester)
                && minInterval.equals(that.minInterval);
    }

    @Override
    public int hashCode() {
        return Objects.hash(capacityFrames, capacityBytes, startAt, resync, maxLag, waiting, publishers);
    }

    @Override
    public String toString() {
        return "StreamConfig[" + effectiveCapacityFrames() + " frames, " + effectiveCapacityBytes()
                + " bytes, start at "
                + startAt + ", resync " + resync + ", max lag " + maxLag + ", waiting " + waiting + ", publishers "
                + publishers + "]";
    }

    private static int powerOfTwoFrom(int value) {
        return value == 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
    }

    private static int defaultCapacityBytes(int frames) {
        long bytes = Math.max(MIN_DEFAULT_CAPACITY_BYTES, (long) frames * DEFAULT_BYTES_PER_FRAME);
        return (int) Math.min(bytes, MAX_CAPACITY_BYTES);
    }

    /** Builds a {@link StreamConfig}. Not thread-safe. */
    public static final class Builder {
        private int capacityFrames = DEFAULT_CAPACITY_FRAMES;
        private int capacityBytes;
        private long replayFrames = Long.MAX_VALUE;
        private long replayBytes = Long.MAX_VALUE;
        private Duration replayTime = UNBOUNDED;
        private StartAt startAt = StartAt.LIVE;
        private Resync resync = Resync.SYNC_POINT;
        private MaxLagPolicy maxLag = MaxLagPolicy.none();
        private Waiting waiting = Waiting.PARK;
        private Publishers publishers = Publishers.ONE;
        private @Nullable KeyframeRequester keyframeRequester;
        private Duration minInterval = Duration.ofMillis(500);

        private Builder() {}

        /**
         * How many frames to hold, 1024 by default. Rounded up to a power of two.
         *
         * @throws IllegalArgumentException if it is not between 1 and {@value StreamConfig#MAX_CAPACITY_FRAMES}
         */
        public Builder capacityFrames(long frames) {
            capacityFrames = (int) inRange(frames, 1, MAX_CAPACITY_FRAMES, "capacityFrames");
            return this;
        }

        /**
         * How many payload bytes to hold; by default 4 KiB for each frame and at least 4 MiB. Rounded up to a power of two.
         * The longest frame the stream accepts has this length.
         *
         * @throws IllegalArgumentException if it is not between 1 and {@value StreamConfig#MAX_CAPACITY_BYTES}
         */
        public Builder capacityBytes(long bytes) {
            capacityBytes = (int) inRange(bytes, 1, MAX_CAPACITY_BYTES, "capacityBytes");
            return this;
        }

        /**
         * The most frames a subscriber that begins at a sync point is given from before it joined; 0: none, it waits for the
         * next sync point. By default all that are retained. A replay that would be longer is not cut, it does not happen.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder replayFrames(long frames) {
            replayFrames = inRange(frames, 0, Long.MAX_VALUE, "replayFrames");
            return this;
        }

        /**
         * The most payload bytes of a replay; by default all that are retained.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder replayBytes(long bytes) {
            replayBytes = inRange(bytes, 0, Long.MAX_VALUE, "replayBytes");
            return this;
        }

        /**
         * The greatest age of a replay's first frame, on the monotonic clock; unbounded by default.
         *
         * @throws IllegalArgumentException if it is null or negative
         */
        public Builder replayTime(Duration time) {
            replayTime = notNegative(time, "replayTime");
            return this;
        }

        /**
         * Where a subscriber begins; {@link StartAt#LIVE} by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder startAt(StartAt startAt) {
            this.startAt = notNull(startAt, "startAt");
            return this;
        }

        /**
         * Where a subscriber goes on after an overrun; {@link Resync#SYNC_POINT} by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder resync(Resync resync) {
            this.resync = notNull(resync, "resync");
            return this;
        }

        /**
         * When a subscriber is evicted; never by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder maxLag(MaxLagPolicy maxLag) {
            this.maxLag = notNull(maxLag, "maxLag");
            return this;
        }

        /**
         * How {@link Subscription#receive} waits; {@link Waiting#PARK} by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder waiting(Waiting waiting) {
            this.waiting = notNull(waiting, "waiting");
            return this;
        }

        /**
         * How many threads publish at a time; {@link Publishers#ONE} by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder publishers(Publishers publishers) {
            this.publishers = notNull(publishers, "publishers");
            return this;
        }

        /**
         * Whom to ask for a key frame when subscribers wait for a sync point; nobody by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder keyframeRequester(KeyframeRequester requester) {
            this.keyframeRequester = notNull(requester, "keyframeRequester");
            return this;
        }

        /**
         * Whom to ask for a key frame when subscribers wait for a sync point, and the least time between two requests.
         *
         * @throws IllegalArgumentException if an argument is null or the interval is negative
         */
        public Builder keyframeRequester(KeyframeRequester requester, Duration minInterval) {
            notNegative(minInterval, "minInterval"); // before anything is changed
            return keyframeRequester(requester).minInterval(minInterval);
        }

        /**
         * The least time between two requests for a key frame; half a second by default.
         *
         * @throws IllegalArgumentException if it is null or negative
         */
        public Builder minInterval(Duration minInterval) {
            this.minInterval = notNegative(minInterval, "minInterval");
            return this;
        }

        /** The settings. The builder keeps its values. */
        public StreamConfig build() {
            return new StreamConfig(this);
        }
    }
}
