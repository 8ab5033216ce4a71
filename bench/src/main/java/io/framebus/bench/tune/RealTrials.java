package io.framebus.bench.tune;

import io.framebus.StreamConfig;
import io.framebus.bench.load.ConsumerTrial;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.text.Units;

/** Trials on a real bus, in real time. */
final class RealTrials implements Trials {
    private final ConsumerTrial load;
    private final StreamConfig settings;
    private final SearchSpace space;
    private final Target target;
    private final StopSignal interrupt;

    /** {@code settings} are those of the streams, but for their capacity. */
    RealTrials(ConsumerTrial load, StreamConfig settings, SearchSpace space, Target target, StopSignal interrupt) {
        this.load = load;
        this.settings = settings;
        this.space = space;
        this.target = target;
        this.interrupt = interrupt;
    }

    @Override
    public Trial run(Capacity capacity, long seed) throws InterruptedException {
        StreamConfig ring = settings.toBuilder()
                .capacityFrames(capacity.frames())
                .capacityBytes(capacity.bytes())
                .build();
        ConsumerTrial.Result result = load.run(ring, seed, interrupt);
        if (interrupt.isStopped()) {
            throw new InterruptedException("interrupted");
        }
        String invalid = result.invalid().isEmpty() ? disturbance(result, capacity) : result.invalid();
        return new Trial(capacity, seed, result.outcome(), target.judge(result.outcome()), invalid);
    }

    /**
     * What the machine did to the run: a thread that was held up for longer than half of the time for which a frame can be read may
     * have lost frames that its consumer would not have lost.
     */
    private String disturbance(ConsumerTrial.Result result, Capacity capacity) {
        long stayNs = space.shortestStayNs(capacity, load.rateFactor());
        long hiccupNs = result.hiccups().getMaxValue();
        return hiccupNs > stayNs / 2
                ? "the machine held an idle thread up for " + Units.time(hiccupNs) + ", and the ring holds "
                        + Units.time(stayNs) + " of the densest media only"
                : "";
    }
}
