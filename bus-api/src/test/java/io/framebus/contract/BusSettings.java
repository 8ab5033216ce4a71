package io.framebus.contract;

import io.framebus.AppSpec;
import io.framebus.BusObserver;
import io.framebus.StreamConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.agrona.concurrent.NanoClock;

/** What a test wants of its bus. Empty means: the engine's default. */
public final class BusSettings {
    private final List<AppSpec> apps = new ArrayList<>();
    private OptionalInt maxPublishers = OptionalInt.empty();
    private Optional<Duration> idleTimeout = Optional.empty();
    private Optional<Duration> reconnectGrace = Optional.empty();
    private Optional<BusObserver> observer = Optional.empty();
    private Optional<NanoClock> clock = Optional.empty();
    private Optional<Duration> housekeepingInterval = Optional.empty();

    public List<AppSpec> apps() {
        return List.copyOf(apps);
    }

    public BusSettings app(String name, StreamConfig streams) {
        apps.add(new AppSpec(name, streams));
        return this;
    }

    public OptionalInt maxPublishers() {
        return maxPublishers;
    }

    public BusSettings maxPublishers(int limit) {
        maxPublishers = OptionalInt.of(limit);
        return this;
    }

    public Optional<Duration> idleTimeout() {
        return idleTimeout;
    }

    public BusSettings idleTimeout(Duration timeout) {
        idleTimeout = Optional.of(timeout);
        return this;
    }

    public Optional<Duration> reconnectGrace() {
        return reconnectGrace;
    }

    public BusSettings reconnectGrace(Duration grace) {
        reconnectGrace = Optional.of(grace);
        return this;
    }

    public Optional<BusObserver> observer() {
        return observer;
    }

    public BusSettings observer(BusObserver observer) {
        this.observer = Optional.of(observer);
        return this;
    }

    public Optional<NanoClock> clock() {
        return clock;
    }

    public BusSettings clock(NanoClock clock) {
        this.clock = Optional.of(clock);
        return this;
    }

    public Optional<Duration> housekeepingInterval() {
        return housekeepingInterval;
    }

    /** Zero: no thread of its own, the test does the housekeeping. */
    public BusSettings housekeepingInterval(Duration interval) {
        housekeepingInterval = Optional.of(interval);
        return this;
    }
}
