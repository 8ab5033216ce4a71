package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Resync;
import io.framebus.bench.media.BundledTraces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadPlannerTest {
    private static final SubscriberClass SLOW = SubscriberClass.slow(1, Duration.ofMillis(5));

    private final LoadOptions options = new LoadOptions();

    private LoadConfig config() {
        return new LoadPlanner(options).config();
    }

    private List<String> classes() {
        return config().classes().stream()
                .map(behaviour -> behaviour.count() + " " + behaviour.label())
                .toList();
    }

    @Test
    void shouldPlayTheDefaultTraceToEightTimesSixteenSubscribersTwoOfThemSlow() {
        LoadConfig config = config();
        assertEquals("trace " + BundledTraces.DEFAULT, config.source());
        assertEquals(8, config.streams());
        assertEquals(16, config.subscribers());
        assertEquals(List.of("126 healthy", "2 slow 100 ms"), classes());
        assertEquals(1, config.rateFactor());
        assertEquals(Resync.SYNC_POINT, config.ring().resync());
        assertEquals(Duration.ofSeconds(10), config.duration());
    }

    /** What the default run is to show cannot be seen otherwise. */
    @Test
    void shouldOverrunTheSlowOnesWithinTheDefaultRun() {
        LoadConfig config = config();
        double perSecond = config.playlist().framesPerSecond();
        double fallenBehind = (perSecond - 10) * config.duration().toSeconds();
        assertTrue(fallenBehind > 3 * config.ring().effectiveCapacityFrames(), perSecond + " frames/s");
        assertTrue(TextReport.retainedSeconds(config) > 1, "what is retained survives a hiccup of a second");
    }

    @Test
    void shouldHaveRoomForAsManyPicturesAndSoundsHoweverManyPacketsTheyAre() {
        int whole = config().ring().effectiveCapacityFrames();
        options.media.packetBytes = 1200L;
        LoadConfig inPackets = config();
        assertEquals("trace " + BundledTraces.DEFAULT + " in packets of at most 1200 bytes", inPackets.source());
        double packets = inPackets.clip().packetsPerUnit();
        assertTrue(packets > 8 && packets < 10, packets + " packets for each");
        assertEquals(2048, inPackets.ring().effectiveCapacityFrames());
        assertTrue(2048 / packets >= whole, "room for " + 2048 / packets);

        options.capacityFrames = 256L;
        assertEquals(256, config().ring().effectiveCapacityFrames());
    }

    @Test
    void shouldHaveNoSlowOnesAmongFewSubscribersUnlessAskedFor() {
        options.streams = 1;
        options.subscribers = 4;
        assertEquals(List.of("4 healthy"), classes());
        options.slow = List.of(SLOW);
        assertEquals(List.of("3 healthy", "1 slow 5 ms"), classes());
    }

    @Test
    void shouldPutThoseTogetherThatAreAlike() {
        options.slow = List.of(
                SLOW, SubscriberClass.slow(2, Duration.ofMillis(7)), SLOW, SubscriberClass.slow(0, Duration.ZERO));
        options.stalled = List.of(SubscriberClass.stalled(3, Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertEquals(List.of("121 healthy", "2 slow 5 ms", "2 slow 7 ms", "3 stall 2 s/1 s"), classes());
    }

    @Test
    void shouldRefuseThreadsThatAreWokenByStreamsAloneBesideSubscribersThatReadWhenTheyLike() {
        options.idling = EgressIdling.TOLD;
        options.slow = List.of(SLOW);
        assertEquals(EgressIdling.TOLD, config().idling(), "a slow one has a thread of its own");

        options.recordConsumer = Path.of("consumer.json");
        String refusal =
                "--idle told is for subscribers that are served by an agent: not with --stall or --record-consumer";
        assertEquals(
                refusal,
                assertThrows(IllegalArgumentException.class, this::config).getMessage());
        options.recordConsumer = null;
        options.stalled = List.of(SubscriberClass.stalled(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertEquals(
                refusal,
                assertThrows(IllegalArgumentException.class, this::config).getMessage());
    }

    @Test
    void shouldNameNoHealthyOnesWhereThereAreNone() {
        options.streams = 1;
        options.subscribers = 1;
        options.slow = List.of(SLOW);
        assertEquals(List.of("1 slow 5 ms"), classes());
    }

    @Test
    void shouldPlayTheFirstSecondsOnly() {
        options.media.clipSeconds = 2;
        assertEquals(2e6, (double) config().clip().durationUs(), 1e5);
    }
}
