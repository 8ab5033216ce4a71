package io.framebus.bench.sim;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.MediaFrame;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import io.framebus.bench.consumer.StallSchedule;
import io.framebus.bench.measure.DecodabilityTracker;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.MediaTrack;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The oracle of the simulation: the real engine on one thread, under a clock that stands still between events. A consumer asks
 * for a frame whenever it is free and something may have come: when a frame is published, when it is done with one, when a stall
 * is over. Knows nothing of how the simulation comes to its results.
 */
final class EngineInVirtualTime implements FrameHandler {
    private static final long HOUSEKEEPING_NS = 20_000_000;

    final List<String> log = new ArrayList<>();
    long undecodable;

    private final Timeline timeline;
    private final MediaClip clip;
    private final StreamConfig config;
    private final StallSchedule stalls;
    private final LongUnaryOperator holdNs;
    private final DecodabilityTracker decoder;
    private final FrameHeader header = new FrameHeader();
    private long nowNs;
    private long readyNs;
    private long expected;

    EngineInVirtualTime(Timeline timeline, StreamConfig config, StallSchedule stalls, LongUnaryOperator holdNs) {
        this.timeline = timeline;
        this.clip = timeline.clip();
        this.config = config;
        this.stalls = stalls;
        this.holdNs = holdNs;
        this.decoder = new DecodabilityTracker(clip.tracks());
        clip.tracks().forEach(track -> decoder.configured(track.id()));
        this.expected = timeline.firstSequence();
    }

    SubscriptionStats run() {
        try (DisruptorFrameBus bus = DisruptorFrameBus.builder()
                .app("test", config)
                .clock(() -> nowNs)
                .housekeepingInterval(Duration.ZERO)
                .build()) {
            StreamHandle handle = bus.startPublish(StreamKey.of("test", "stream"));
            publishConfigurations(handle);
            Subscription subscription = handle.subscribe();
            run(bus, handle, subscription);
            return subscription.stats();
        }
    }

    private void publishConfigurations(StreamHandle handle) {
        for (MediaTrack track : clip.tracks()) {
            ByteBuffer configuration = track.configuration();
            if (configuration.hasRemaining()) {
                byte[] bytes = new byte[configuration.remaining()];
                configuration.get(bytes);
                FrameKind kind = track.isVideo() ? FrameKind.KEY : FrameKind.AUDIO;
                handle.publish(MediaFrame.config(track.id(), kind, track.codec(), bytes));
            }
        }
    }

    private void run(DisruptorFrameBus bus, StreamHandle handle, Subscription subscription) {
        long published = timeline.firstSequence() - 1;
        long turnNs = HOUSEKEEPING_NS;
        long pollNs = Long.MAX_VALUE;
        boolean ended = false;
        while (true) {
            long dueNs = published < timeline.lastSequence() ? timeline.dueNs(published + 1) : Long.MAX_VALUE;
            nowNs = Math.min(turnNs, Math.min(dueNs, pollNs));
            if (nowNs >= timeline.endNs()) {
                return;
            }
            while (published < timeline.lastSequence() && timeline.dueNs(published + 1) == nowNs) {
                publish(handle, ++published);
            }
            // Free, or about to be: it asks, and again as long as it is given something and needs no time for it.
            pollNs = Long.MAX_VALUE;
            while (!ended) {
                long askNs = stalls.firstReadFrom(Math.max(nowNs, readyNs));
                if (askNs > nowNs) {
                    readyNs = askNs; // a schedule is asked about each stall once
                    pollNs = askNs;
                    break;
                }
                int handed = subscription.poll(this, 1);
                ended = handed == Subscription.ENDED;
                if (handed <= 0) {
                    break;
                }
            }
            if (nowNs == turnNs) {
                bus.housekeep();
                turnNs += HOUSEKEEPING_NS;
            }
            if (!ended && subscription.isEnded()) {
                ended = true;
            }
            if (ended) {
                log.add("evicted at " + nowNs);
                return;
            }
        }
    }

    private void publish(StreamHandle handle, long sequence) {
        int unit = timeline.unit(sequence);
        int track = clip.trackId(unit);
        header.trackId(track)
                .kind(clip.kind(unit))
                .codec(clip.tracks().get(track).codec())
                .flags(clip.flags(unit))
                .temporalLayer(clip.temporalLayer(unit))
                .ptsUs(clip.ptsUs(unit))
                .dtsUs(clip.dtsUs(unit))
                .durationUs(clip.unitDurationUs(unit));
        handle.publish(header, ByteBuffer.allocate(clip.size(unit)));
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        if (frame.isConfig()) {
            return;
        }
        log.add("frame " + frame.sequence() + " at " + nowNs);
        int unit = timeline.unit(frame.sequence());
        undecodable += decoder.delivered(clip.trackId(unit), clip.kind(unit), clip.flags(unit)) ? 0 : 1;
        expected = frame.sequence() + 1;
        readyNs = nowNs + holdNs.applyAsLong(frame.sequence());
    }

    @Override
    public void onGap(Gap gap) {
        log.add("gap " + gap.firstSequence() + " to " + gap.lastSequence() + " at " + nowNs);
        for (; expected <= gap.lastSequence(); expected++) {
            int unit = timeline.unit(expected);
            decoder.lost(clip.trackId(unit), clip.kind(unit), clip.flags(unit));
        }
    }
}
