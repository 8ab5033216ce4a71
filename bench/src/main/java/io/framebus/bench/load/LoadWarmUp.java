package io.framebus.bench.load;

import io.framebus.FrameBus;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What runs before a load is measured: the same load again and again, with streams and subscribers of its own each time. What is
 * compiled for running ones alone is thrown away when the first of them ends, and would be compiled anew while it is measured.
 */
final class LoadWarmUp {
    private static final long TICK_NS = 1_000_000_000;

    private final LoadConfig config;
    private final Payloads payloads;
    private final FrameBus bus;
    private final LongSupplier compilationMs;
    private long elapsedNs;
    private long toldNs;

    /** @param compilationMs for how long the compiler has worked in all */
    LoadWarmUp(LoadConfig config, Payloads payloads, FrameBus bus, LongSupplier compilationMs) {
        this.config = config;
        this.payloads = payloads;
        this.bus = bus;
        this.compilationMs = compilationMs;
    }

    /**
     * Runs until the compiler is at rest, or {@code interrupt} is given. Not at all where no time is asked for.
     *
     * @param progress told about once a second how it stands, on the calling thread; how long it will take is not known
     */
    void run(Consumer<Tick> progress, StopSignal interrupt) throws InterruptedException {
        new WarmUp(compilationMs, WarmUp.REST_SHARE_ANEW).run(config.warmUp().toNanos(), windowNs -> {
            if (!interrupt.isStopped()) {
                LoadConfig window = config.asWarmUp(Duration.ofNanos(windowNs));
                new LoadRun(window, payloads, bus, "warmup").rehearse(tick -> tell(progress, tick), interrupt);
                elapsedNs += windowNs;
            }
        });
    }

    private void tell(Consumer<Tick> progress, Tick tick) {
        long sinceStartNs = elapsedNs + tick.elapsedNs();
        if (sinceStartNs - toldNs >= TICK_NS) {
            toldNs = sinceStartNs;
            progress.accept(tick.at(sinceStartNs, Tick.UNKNOWN));
        }
    }
}
