package io.framebus.bench.soak;

import io.framebus.FrameHeader;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.peer.Imprint;
import java.util.List;
import java.util.SplittableRandom;

/** Publishes to its share of the streams, each frame at its turn of an even rate. */
final class PublisherThread implements Runnable {
    /** One of the publishers of a stream. */
    record Place(Feed feed, int publisher) {}

    private static final long SLICE_NS = 50_000_000;

    private final List<Place> places;
    private final long intervalNs;
    private final SplittableRandom random;
    private final Imprint.Writer payloads;
    private final StopSignal stop;
    private final FrameHeader header = new FrameHeader();

    PublisherThread(List<Place> places, double framesPerSecond, long seed, Imprint imprint, StopSignal stop) {
        this.places = places;
        this.intervalNs = (long) (1e9 / framesPerSecond);
        this.random = new SplittableRandom(seed);
        this.payloads = imprint.writer();
        this.stop = stop;
    }

    @Override
    public void run() {
        long dueNs = System.nanoTime();
        while (!stop.isStopped()) {
            // Spread over the interval, so that streams do not beat in time.
            for (int i = 0; i < places.size() && !stop.isStopped(); i++) {
                long placeDueNs = dueNs + intervalNs * i / places.size();
                if (placeDueNs - System.nanoTime() > 1_000_000) {
                    stop.sleepUntil(placeDueNs, SLICE_NS);
                }
                Place place = places.get(i);
                place.feed().publish(place.publisher(), way(), header, payloads);
            }
            // What could not be published in time is not made up for: a soak is no measurement of rates.
            dueNs = Math.max(dueNs + intervalNs, System.nanoTime());
        }
    }

    private Sending.Way way() {
        int dice = random.nextInt(32);
        if (dice == 0) {
            return Sending.Way.ABORT;
        }
        return dice < 8 ? Sending.Way.CLAIM : dice < 12 ? Sending.Way.BATCH : Sending.Way.PUBLISH;
    }
}
