package io.framebus.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.framebus.bench.peer.CheckingSink.Look;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every peer does, and that its traits are true. */
@Timeout(60)
class PeerContractTest {
    private static final int MAX_BYTES = 3000;
    private static final int CAPACITY_FRAMES = 64;
    private static final int LIMIT = 16;
    private static final long SEED = 20;
    private static final PeerSettings SETTINGS = PeerSettings.of(MAX_BYTES, CAPACITY_FRAMES, 2);

    static Stream<Peer> transports() {
        return Peers.all().stream();
    }

    static Stream<Peer> transportsAndFloors() {
        return Stream.concat(transports(), Peers.floors().stream());
    }

    static Stream<Peer> withoutGarbage() {
        return transports().filter(peer -> peer.traits().garbageFree());
    }

    static Stream<Peer> withGarbage() {
        return transports().filter(peer -> !peer.traits().garbageFree());
    }

    static Stream<Peer> parking() {
        return transports().filter(peer -> peer.traits().parks());
    }

    static Stream<Peer> notParking() {
        return transports().filter(peer -> !peer.traits().parks());
    }

    /** A channel with its source of payloads and what its subscribers got. */
    private static final class Rig implements AutoCloseable {
        final String peer;
        final Imprint imprint = new Imprint(MAX_BYTES, SEED);
        final Imprint.Writer writer = imprint.writer();
        final PeerChannel channel;
        final List<CheckingSink> sinks = new ArrayList<>();
        final List<PeerSubscriber> subscribers = new ArrayList<>();
        long offered;
        long refused;

        Rig(Peer peer, PeerSettings settings, int subscribers) {
            this.peer = peer.name();
            channel = peer.open(settings);
            for (int i = 0; i < subscribers; i++) {
                CheckingSink sink = new CheckingSink(imprint, Look.ALL, 0);
                sinks.add(sink);
                this.subscribers.add(channel.subscribe(sink));
            }
        }

        boolean publish(int size, boolean key) {
            long sequence = offered++;
            boolean taken = channel.publisher().publish(sequence, 3 * sequence, key, writer.payload(sequence, size));
            refused += taken ? 0 : 1;
            return taken;
        }

        void drain(int subscriber) {
            while (subscribers.get(subscriber).poll(LIMIT) > 0) {}
        }

        /** The books of a subscriber that has read a frame published after all others. */
        void assertBooks(int subscriber) {
            CheckingSink sink = sinks.get(subscriber);
            String whose = " by subscriber " + subscriber + " of " + peer;
            assertEquals(offered, sink.next(), "frames up to the newest seen" + whose);
            assertEquals(offered, sink.delivered() + sink.missing(), "frames counted" + whose);
            assertEquals(0, sink.corrupt(), "corrupt" + whose);
            assertEquals(0, sink.misordered(), "misordered" + whose);
        }

        @Override
        public void close() {
            subscribers.forEach(PeerSubscriber::close);
            channel.close();
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndFloors")
    void shouldDeliverEveryFrameIntactAndInOrderWhenReadPromptly(Peer peer) {
        System.out.println(peer.name() + " seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        try (Rig rig = new Rig(peer, SETTINGS, 2)) {
            long bytes = 0;
            for (int i = 0; i < 20_000; i++) {
                int size = 1 + random.nextInt(MAX_BYTES);
                bytes += size;
                assertTrue(rig.publish(size, i % 30 == 0), "taken");
                if (i % 7 == 6) {
                    rig.drain(0);
                    rig.drain(1);
                    if (i % 32 < 7) {
                        rig.channel.settle();
                    }
                }
            }
            for (int i = 0; i < 2; i++) {
                rig.drain(i);
                rig.assertBooks(i);
                assertEquals(20_000, rig.sinks.get(i).delivered());
                assertEquals(bytes, rig.sinks.get(i).bytes());
                assertTrue(rig.subscribers.get(i).toldLost() <= 0, "told of no loss");
            }
        }
    }

    /** In batches and one by one, in turns; and a batch that is ended is seen, whatever is published after it. */
    @ParameterizedTest
    @MethodSource("transportsAndFloors")
    void shouldDeliverEveryFrameOfEveryBatch(Peer peer) {
        try (Rig rig = new Rig(peer, SETTINGS, 2)) {
            PeerPublisher publisher = rig.channel.publisher();
            for (int round = 0; round < 2_000; round++) {
                publisher.beginBatch();
                for (int i = 0; i < round % 9; i++) {
                    assertTrue(rig.publish(200 + i, i == 0), "taken");
                }
                publisher.endBatch();
                rig.drain(0);
                assertEquals(rig.offered, rig.sinks.get(0).delivered(), "in round " + round);
                assertTrue(rig.publish(100, false), "taken");
                for (int i = 0; i < 2; i++) {
                    rig.drain(i);
                    assertEquals(rig.offered, rig.sinks.get(i).delivered(), "by " + i + " in round " + round);
                }
                rig.channel.settle();
            }
            rig.assertBooks(0);
            rig.assertBooks(1);
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndFloors")
    void shouldCarryTheHeader(Peer peer) {
        List<String> seen = new ArrayList<>();
        Imprint.Writer writer = new Imprint(100, SEED).writer();
        try (PeerChannel channel = peer.open(PeerSettings.of(100, 8, 1))) {
            PeerSubscriber subscriber = channel.subscribe(frame -> seen.add(frame.sequence() + " " + frame.sentNs()
                    + " " + frame.key() + " " + frame.payload().remaining() + " " + frame.isIntact()));
            assertTrue(channel.publisher().publish(0, Long.MAX_VALUE, true, writer.payload(0, 100)));
            assertTrue(channel.publisher().publish(1L << 40, -5, false, writer.payload(1L << 40, 1)));
            while (subscriber.poll(1) > 0) {}
        }
        assertEquals(List.of("0 " + Long.MAX_VALUE + " true 100 true", (1L << 40) + " -5 false 1 true"), seen);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldLoseWhatItSaysAndTellWhatItSays(Peer peer) {
        Traits traits = peer.traits();
        try (Rig rig = new Rig(peer, SETTINGS, 1)) {
            // Aeron's terms are never less than a mebibyte.
            int flood = (int) Math.max(4 * CAPACITY_FRAMES, 2 * rig.channel.memoryBytes() / MAX_BYTES);
            for (int i = 0; i < flood; i++) {
                rig.publish(MAX_BYTES, i % 10 == 0);
            }
            rig.drain(0);
            rig.channel.settle();
            CheckingSink sink = rig.sinks.get(0);
            boolean oldest = sink.missing() == 0;
            assertTrue(sink.delivered() > 0);
            assertTrue(rig.publish(1, true), "taken once there is room");
            rig.drain(0);
            rig.assertBooks(0);
            assertTrue(sink.missing() > 0, "there was loss");
            assertEquals(
                    traits.whenFull() == WhenFull.REFUSES || traits.whenFull() == WhenFull.DROPS_NEWEST,
                    oldest,
                    "keeps the oldest");
            assertEquals(traits.whenFull() == WhenFull.REFUSES ? sink.missing() : 0, rig.refused, "refused");
            long told = rig.subscribers.get(0).toldLost();
            if (traits.loss() == Loss.COUNTED) {
                assertEquals(sink.missing() - rig.refused, told);
            } else {
                assertTrue(told <= 0, "told " + told);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldIsolateSubscribersOrNotAsItSays(Peer peer) {
        try (Rig rig = new Rig(peer, SETTINGS, 2)) {
            int flood = (int) Math.max(4 * CAPACITY_FRAMES, 2 * rig.channel.memoryBytes() / MAX_BYTES);
            for (int i = 0; i < flood; i++) {
                rig.publish(MAX_BYTES, true);
                if (peer.traits().reading() == Reading.PUSHED) {
                    // Its tasks take turns, whoever polls: the slow one asks for nothing.
                    rig.subscribers.get(1).poll(LIMIT);
                } else {
                    rig.drain(1);
                }
            }
            rig.drain(1);
            boolean nothingLost = rig.sinks.get(1).delivered() == flood;
            assertEquals(peer.traits().isolates(), nothingLost);
            assertEquals(!peer.traits().isolates(), rig.refused > 0);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldGoOnWithoutThoseWhoLeft(Peer peer) {
        try (Rig rig = new Rig(peer, SETTINGS, 2)) {
            rig.publish(10, true);
            rig.subscribers.get(0).close();
            rig.subscribers.get(0).close();
            for (int i = 0; i < 4 * CAPACITY_FRAMES; i++) {
                assertTrue(rig.publish(10, false));
                rig.drain(1);
                rig.channel.settle();
            }
            rig.assertBooks(1);
            assertEquals(rig.offered, rig.sinks.get(1).delivered());
            assertTrue(rig.sinks.get(0).delivered() <= 1);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldMoveFramesBetweenThreads(Peer peer) throws InterruptedException {
        int frames = 100_000;
        try (Rig rig = new Rig(peer, SETTINGS, 2)) {
            Thread publisher = new Thread(() -> {
                SplittableRandom random = new SplittableRandom(SEED);
                for (int i = 0; i < frames; i++) {
                    rig.publish(1 + random.nextInt(MAX_BYTES), i % 50 == 0);
                }
            });
            publisher.start();
            while (publisher.isAlive()) {
                rig.subscribers.get(0).poll(LIMIT);
                rig.subscribers.get(1).poll(LIMIT);
            }
            publisher.join();
            rig.drain(0);
            rig.drain(1);
            rig.channel.settle();
            assertTrue(rig.publish(9, true));
            for (int i = 0; i < 2; i++) {
                rig.drain(i);
                rig.assertBooks(i);
                if (peer.traits().loss() == Loss.COUNTED) {
                    assertEquals(
                            rig.sinks.get(i).missing(), rig.subscribers.get(i).toldLost());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withoutGarbage")
    void shouldMakeNoGarbage(Peer peer) {
        assertTrue(allocatedBytes(peer, 20_000) < 4096, "bytes in 20,000 frames");
    }

    @ParameterizedTest
    @MethodSource("withGarbage")
    void shouldMakeGarbageWhereItSaysSo(Peer peer) {
        assertTrue(allocatedBytes(peer, 20_000) >= 20_000 * 200L, "bytes in 20,000 frames");
    }

    private static long allocatedBytes(Peer peer, int frames) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Rig rig = new Rig(peer, SETTINGS, 2)) {
            move(rig, frames);
            long before = threads.getCurrentThreadAllocatedBytes();
            move(rig, frames);
            return threads.getCurrentThreadAllocatedBytes() - before;
        }
    }

    private static void move(Rig rig, int frames) {
        for (int i = 0; i < frames; i++) {
            assertTrue(rig.publish(200, false));
            if (i % 8 == 7) {
                rig.drain(0);
                rig.drain(1);
            }
            if (i % 1024 == 0) {
                rig.channel.settle();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parking")
    void shouldSleepUntilThereIsAFrame(Peer peer) throws InterruptedException {
        PeerSettings polled = PeerSettings.of(MAX_BYTES, CAPACITY_FRAMES, 1);
        PeerSettings parked =
                new PeerSettings(MAX_BYTES, CAPACITY_FRAMES, polled.capacityBytes(), 1, true, polled.resync());
        try (Rig rig = new Rig(peer, parked, 1)) {
            assertEquals(0, rig.subscribers.get(0).receive(LIMIT, TimeUnit.MILLISECONDS.toNanos(1)));
            Thread publisher = new Thread(() -> rig.publish(10, true));
            publisher.start();
            assertEquals(1, rig.subscribers.get(0).receive(LIMIT, TimeUnit.SECONDS.toNanos(30)));
            publisher.join();
            rig.assertBooks(0);
        }
    }

    @ParameterizedTest
    @MethodSource("notParking")
    void shouldRefuseToSleepWhereItCannot(Peer peer) {
        try (Rig rig = new Rig(peer, SETTINGS, 1)) {
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> rig.subscribers.get(0).receive(1, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndFloors")
    void shouldHoldAsManyFramesAsAskedFor(Peer peer) {
        // Sizes whose sum is a power of two leave no room for what a peer adds to each frame.
        try (Rig rig = new Rig(peer, PeerSettings.of(1024, CAPACITY_FRAMES, 1), 1)) {
            assertTrue(rig.channel.memoryBytes() >= CAPACITY_FRAMES * 1024);
            for (int round = 0; round < 50; round++) {
                for (int i = 0; i < CAPACITY_FRAMES; i++) {
                    assertTrue(rig.publish(1024, true));
                }
                rig.drain(0);
                rig.channel.settle();
            }
            rig.assertBooks(0);
            assertEquals(50 * CAPACITY_FRAMES, rig.sinks.get(0).delivered());
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndFloors")
    void shouldBeFoundByItsName(Peer peer) {
        assertEquals(peer.name(), Peers.named(peer.name()).name());
        assertFalse(peer.traits().how().isBlank());
    }
}
