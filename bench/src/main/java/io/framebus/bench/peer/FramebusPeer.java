package io.framebus.bench.peer;

import io.framebus.Codec;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.Waiting;
import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.WhenFull;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import org.agrona.concurrent.CachedNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A stream of framebus, as a user has it. No housekeeping thread: it does nothing for streams that neither idle nor evict, and
 * would take a share of a processor from whoever is measured beside it on few.
 *
 * <p>The harness's fields travel in the header, which the bus carries anyway: the sequence as presentation time, the time it was
 * due as decoding time.
 */
final class FramebusPeer implements Peer {
    /** How it is used. */
    enum Way {
        BY_COPY("framebus", "poll, by copy; ", false),
        IN_PLACE("framebus-in-place", "pollInPlace, asks isIntact after reading; ", false),
        IN_PLACE_BATCH_CLOCK("framebus-batch-clock", "pollInPlace, asks isIntact after reading; ", true),
        EGRESS("framebus-egress", "an EgressAgent serves all subscribers of a thread, by copy; ", false),
        EGRESS_BATCH_CLOCK(
                "framebus-egress-batch-clock", "an EgressAgent serves all subscribers of a thread, by copy; ", true);

        final String peer;

        /** As an ingest that reads its clock once for all packets that a receive call gave it. */
        final boolean batchClock;

        private final String reading;

        Way(String peer, String reading, boolean batchClock) {
            this.peer = peer;
            this.reading = reading;
            this.batchClock = batchClock;
        }

        String configuration() {
            return reading
                    + (batchClock
                            ? "a CachedNanoClock that is read once a batch stamps its frames"
                            : "system clock, stamps every frame");
        }

        boolean isInPlace() {
            return this == IN_PLACE || this == IN_PLACE_BATCH_CLOCK;
        }

        boolean isEgress() {
            return this == EGRESS || this == EGRESS_BATCH_CLOCK;
        }

        Traits.Reading reading() {
            return isEgress() ? Traits.Reading.PUSHED : isInPlace() ? Traits.Reading.IN_PLACE : Traits.Reading.COPIED;
        }
    }

    private final Way way;

    FramebusPeer(Way way) {
        this.way = way;
    }

    @Override
    public String name() {
        return way.peer;
    }

    @Override
    public Traits traits() {
        return new Traits(
                way.reading(),
                WhenFull.OVERRUN,
                Loss.COUNTED,
                way == Way.BY_COPY ? EnumSet.allOf(Ability.class) : EnumSet.complementOf(EnumSet.of(Ability.PARKS)),
                way.configuration());
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return new Channel(settings, way);
    }

    private static final class Channel implements PeerChannel, PeerPublisher {
        private final DisruptorFrameBus bus;
        private final StreamHandle stream;
        private final StreamConfig config;
        private final Way way;
        private final FramebusEgress egress = new FramebusEgress();
        private final @Nullable CachedNanoClock batchClock;
        private final FrameHeader header = new FrameHeader().codec(Codec.H264);

        Channel(PeerSettings settings, Way way) {
            this.way = way;
            batchClock = way.batchClock ? new CachedNanoClock() : null;
            config = StreamConfig.builder()
                    .capacityFrames(settings.capacityFrames())
                    .capacityBytes(settings.capacityBytes())
                    .resync(settings.resync())
                    .waiting(settings.parking() ? Waiting.PARK : Waiting.SPIN)
                    .build();
            beginBatch();
            bus = DisruptorFrameBus.builder()
                    .app("bench", config)
                    .clock(batchClock != null ? batchClock : SystemNanoClock.INSTANCE)
                    .housekeepingInterval(Duration.ZERO)
                    .build();
            stream = bus.startPublish(StreamKey.of("bench", "stream"));
        }

        @Override
        public void beginBatch() {
            if (batchClock != null) {
                batchClock.update(System.nanoTime());
            }
        }

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            header.kind(key ? FrameKind.KEY : FrameKind.DELTA).ptsUs(sequence).dtsUs(sentNs);
            return stream.publish(header, payload) >= 0;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            Subscription subscription = stream.subscribe();
            return way.isEgress()
                    ? egress.subscriber(subscription, sink)
                    : way.isInPlace() ? new InPlace(subscription, sink) : new Copied(subscription, sink);
        }

        @Override
        public long memoryBytes() {
            return config.effectiveCapacityBytes() + (long) config.effectiveCapacityFrames() * StreamConfig.SLOT_BYTES;
        }

        @Override
        public void close() {
            bus.close();
        }
    }

    private static final class Copied extends FramebusReader {
        Copied(Subscription subscription, PeerSink sink) {
            super(subscription, sink);
        }

        @Override
        public int poll(int limit) {
            return subscription.poll(handler, limit);
        }

        @Override
        public int receive(int limit, long timeoutNs) throws InterruptedException {
            return subscription.receive(handler, limit, Duration.ofNanos(timeoutNs));
        }
    }

    private static final class InPlace extends FramebusReader {
        InPlace(Subscription subscription, PeerSink sink) {
            super(subscription, sink);
        }

        @Override
        public int poll(int limit) {
            return subscription.pollInPlace(handler, limit);
        }
    }
}
