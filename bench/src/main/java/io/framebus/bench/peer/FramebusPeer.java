package io.framebus.bench.peer;

import io.framebus.Codec;
import io.framebus.FrameBatch;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.Subscription;
import io.framebus.Waiting;
import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import io.framebus.disruptor.DisruptorFrameBus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;

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
        BY_COPY("framebus", Reading.COPIED, false),
        IN_PLACE("framebus-in-place", Reading.IN_PLACE, false),
        IN_PLACE_BATCH("framebus-batch", Reading.IN_PLACE, true),
        EGRESS("framebus-egress", Reading.PUSHED, false),
        EGRESS_BATCH("framebus-egress-batch", Reading.PUSHED, true);

        final String peer;
        final Reading reading;

        /** As an ingest that publishes all packets of a receive call together. */
        final boolean inBatches;

        Way(String peer, Reading reading, boolean inBatches) {
            this.peer = peer;
            this.reading = reading;
            this.inBatches = inBatches;
        }

        String configuration() {
            String how = switch (reading) {
                case IN_PLACE -> "pollInPlace, asks isIntact after reading";
                case PUSHED -> "an EgressAgent serves all subscribers of a thread, by copy";
                default -> "poll, by copy";
            };
            return how
                    + (inBatches
                            ? "; a FrameBatch: frames of a batch are seen together, and stamped by one reading of the system clock"
                            : "; system clock, stamps every frame");
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
                way.reading,
                WhenFull.OVERRUN,
                Loss.COUNTED,
                way.reading == Reading.IN_PLACE
                        ? EnumSet.complementOf(EnumSet.of(Ability.PARKS))
                        : EnumSet.allOf(Ability.class),
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
        private final FrameBatch batch;
        private final FrameHeader header = new FrameHeader().codec(Codec.H264);
        private boolean together;

        Channel(PeerSettings settings, Way way) {
            this.way = way;
            config = StreamConfig.builder()
                    .capacityFrames(settings.capacityFrames())
                    .capacityBytes(settings.capacityBytes())
                    .resync(settings.resync())
                    .waiting(settings.parking() && way.reading == Reading.COPIED ? Waiting.PARK : Waiting.SPIN)
                    .build();
            bus = DisruptorFrameBus.builder()
                    .app("bench", config)
                    .housekeepingInterval(Duration.ZERO)
                    .build();
            stream = bus.startPublish(StreamKey.of("bench", "stream"));
            batch = stream.batch();
        }

        @Override
        public void beginBatch() {
            together = way.inBatches;
        }

        @Override
        public void endBatch() {
            if (together) {
                batch.publish();
                together = false;
            }
        }

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            header.kind(key ? FrameKind.KEY : FrameKind.DELTA).ptsUs(sequence).dtsUs(sentNs);
            return (together ? batch.add(header, payload) : stream.publish(header, payload)) >= 0;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            Subscription subscription = stream.subscribe();
            return switch (way.reading) {
                case IN_PLACE -> new InPlace(subscription, sink);
                case PUSHED -> egress.subscriber(subscription, sink);
                default -> new Copied(subscription, sink);
            };
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
