package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.DeliveredFrame;
import io.framebus.EgressAgent;
import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An egress agent's budgets and failures where it serves a stream's subscriptions together. */
@Timeout(60)
class EgressTogetherTest {
    private final List<Throwable> errors = new ArrayList<>();
    private final FrameHeader header = new FrameHeader().kind(FrameKind.KEY).codec(Codec.H264);
    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app(
                    "live",
                    StreamConfig.builder()
                            .capacityFrames(256)
                            .capacityBytes(1 << 20)
                            .build())
            .housekeepingInterval(Duration.ZERO)
            .build();
    private final StreamHandle stream = bus.startPublish(StreamKey.of("live", "cam"));
    private long turnsBefore;

    @AfterEach
    void closeBus() {
        bus.close();
    }

    private static final class Tally implements FrameHandler {
        long frames;
        long missing;

        @Override
        public void onFrame(DeliveredFrame frame) {
            frames++;
        }

        @Override
        public void onGap(Gap gap) {
            missing += gap.frames();
        }
    }

    private EgressAgent.Builder builder() {
        return EgressAgent.builder().errorHandler(errors::add);
    }

    private void publish(int frames, int bytes) {
        ByteBuffer payload = ByteBuffer.allocate(bytes);
        for (int i = 0; i < frames; i++) {
            assertTrue(stream.publish(header, payload) >= 0);
        }
    }

    /** Its turn is over then, also where it is served together with others. */
    @Test
    void shouldCallAFailingHandlerOnceATurn() {
        Tally others = new Tally();
        EgressAgent agent =
                builder().onFailure(EgressAgent.OnFailure.NEXT_FRAME).build();
        agent.add(stream.subscribe(), others);
        agent.add(stream.subscribe(), frame -> {
            throw new IllegalStateException("frame " + frame.sequence());
        });
        agent.add(stream.subscribe(), new Tally());
        for (int turn = 1; turn <= 6; turn++) {
            agent.doWork();
            publish(1, 10);
        }
        while (errors.size() < 6) {
            int before = errors.size();
            assertTrue(agent.doWork() > 0);
            assertTrue(errors.size() <= before + 1);
        }
        for (int more = 1; more <= 3; more++) {
            publish(more, 10);
            int before = errors.size();
            for (int turn = 1; turn <= more; turn++) {
                assertTrue(agent.doWork() > 0);
                assertEquals(before + turn, errors.size());
            }
            assertEquals(0, agent.doWork());
        }
        assertEquals(6 + 1 + 2 + 3, others.frames);
    }

    /** What one went over by itself it pays by itself: a budget kept together leaves no debt, and takes none. */
    @Test
    void shouldPayADebtInATurnOfItsOwn() {
        EgressAgent agent = builder().bytesPerTurn(1000).build();
        List<Tally> tallies = List.of(new Tally(), new Tally(), new Tally());
        tallies.forEach(tally -> agent.add(stream.subscribe(), tally));
        for (int i = 1; i <= 4; i++) {
            publish(1, 500);
            agent.doWork();
        }
        publish(1, 5000); // more than is allowed together
        agent.doWork();
        tallies.forEach(tally -> assertEquals(5, tally.frames));
        publish(1, 100);
        agent.doWork();
        tallies.forEach(tally -> assertEquals(6, tally.frames));
        assertEquals(0, agent.stats().turnsInDebt());
        publish(1, 5000);
        for (int turn = 1; turn <= 4; turn++) {
            assertTrue(agent.doWork() > 0);
            tallies.forEach(tally -> assertEquals(6, tally.frames));
        }
        agent.doWork();
        tallies.forEach(tally -> assertEquals(7, tally.frames));
        assertEquals(12, agent.stats().turnsInDebt());
        assertEquals(3 * 7, agent.stats().frames());
        assertEquals(3 * (4 * 500 + 2 * 5000 + 100), agent.stats().bytes());
        assertEquals(3 * 7, agent.stats().turns());
    }

    /** However far they are behind: each gets in a turn what it is allowed, and no more. */
    @Test
    void shouldCatchUpTogether() {
        EgressAgent agent = builder().framesPerTurn(50).bytesPerTurn(4000).build();
        List<Tally> tallies = List.of(new Tally(), new Tally(), new Tally());
        tallies.forEach(tally -> agent.add(stream.subscribe(), tally));
        comeIntoStep(agent, tallies);
        publish(120, 10);
        for (long frames : new long[] {50, 100, 120}) {
            assertTrue(agent.doWork() > 0);
            tallies.forEach(tally -> assertEquals(frames, tally.frames));
        }
        assertEquals(0, agent.doWork());
        publish(100, 100);
        for (long frames : new long[] {160, 200, 220}) {
            assertTrue(agent.doWork() > 0);
            tallies.forEach(tally -> assertEquals(frames, tally.frames));
        }
        assertEquals(0, agent.doWork());
        assertEquals(3 * 6, agent.stats().turns() - turnsBefore);
    }

    private void comeIntoStep(EgressAgent agent, List<Tally> tallies) {
        for (int i = 0; i < 2; i++) {
            publish(1, 10);
            agent.doWork();
        }
        assertEquals(0, agent.doWork());
        tallies.forEach(tally -> tally.frames = 0);
        turnsBefore = agent.stats().turns();
    }

    /** Who has a greater weight gets more where there is more to read than one turn allows, whoever it is served with. */
    @Test
    void shouldServeByWeightWhereThereIsMuchToRead() {
        EgressAgent agent = builder().framesPerTurn(20).build();
        List<Tally> tallies = List.of(new Tally(), new Tally(), new Tally());
        agent.add(stream.subscribe(), tallies.get(0), reason -> {}, 1);
        Subscription heavier = stream.subscribe();
        agent.add(heavier, tallies.get(1), reason -> {}, 3);
        agent.add(stream.subscribe(), tallies.get(2), reason -> {}, 1);
        comeIntoStep(agent, tallies);
        publish(100, 10);
        agent.doWork();
        assertEquals(20, tallies.get(0).frames);
        assertEquals(60, tallies.get(1).frames);
        assertEquals(20, tallies.get(2).frames);
        while (agent.doWork() > 0) {
            // to the end
        }
        tallies.forEach(tally -> assertEquals(100, tally.frames));

        assertTrue(agent.remove(heavier));
        agent.doWork();
        publish(30, 10);
        agent.doWork();
        assertEquals(120, tallies.get(0).frames);
        assertEquals(120, tallies.get(2).frames);
    }

    /** Filters have passed over all that a turn allowed, and there is more. */
    @Test
    void shouldNotIdleWhereOnlyPartWasPassedOver() {
        EgressAgent agent = builder().framesPerTurn(20).build();
        List<Tally> tallies = List.of(new Tally(), new Tally());
        SubscribeOptions whole = SubscribeOptions.builder().maxTemporalLayer(0).build();
        tallies.forEach(tally -> agent.add(stream.subscribe(whole), tally));
        comeIntoStep(agent, tallies);
        header.kind(FrameKind.DELTA).temporalLayer(1);
        publish(50, 10);
        header.temporalLayer(0);
        publish(1, 10);
        assertTrue(agent.doWork() > 0);
        assertTrue(agent.doWork() > 0);
        tallies.forEach(tally -> assertEquals(0, tally.frames));
        assertTrue(agent.doWork() > 0);
        tallies.forEach(tally -> assertEquals(1, tally.frames));
        assertEquals(0, agent.doWork());
    }

    /** They are overrun together, told of it one by one, and go on together. */
    @Test
    void shouldGoOnTogetherAfterAnOverrun() {
        EgressAgent agent = builder().build();
        List<Tally> tallies = List.of(new Tally(), new Tally(), new Tally());
        List<Subscription> subscriptions = new ArrayList<>();
        tallies.forEach(tally -> {
            subscriptions.add(stream.subscribe());
            agent.add(subscriptions.get(subscriptions.size() - 1), tally);
        });
        comeIntoStep(agent, tallies);
        header.kind(FrameKind.DELTA);
        publish(300, 10);
        header.kind(FrameKind.KEY);
        publish(1, 10);
        header.kind(FrameKind.DELTA);
        publish(39, 10);
        agent.doWork();
        tallies.forEach(tally -> assertEquals(1, tally.frames, "the key frame, to see where they are"));
        agent.doWork();
        for (int i = 0; i < 3; i++) {
            assertEquals(40, tallies.get(i).frames);
            assertEquals(300, tallies.get(i).missing);
            assertEquals(0, subscriptions.get(i).lag());
        }
        assertEquals(0, agent.doWork());
        assertEquals(2 * 3, agent.stats().turns() - turnsBefore);
    }

    /** Where a stream goes, the last one takes its place, with its one subscription or its many. */
    @Test
    void shouldServeOnWhoTakesTheirPlaceWhenOthersGo() {
        EgressAgent agent = builder().build();
        List<StreamHandle> streams = new ArrayList<>();
        List<List<Subscription>> subscriptions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            streams.add(bus.startPublish(StreamKey.of("live", "of-many-" + i)));
            subscriptions.add(new ArrayList<>());
            for (int j = 0; j <= i % 3; j++) {
                Subscription subscription = streams.get(i).subscribe();
                subscriptions.get(i).add(subscription);
                agent.add(subscription, new Tally());
            }
        }
        agent.doWork();
        while (!streams.isEmpty()) {
            for (StreamHandle each : streams) {
                assertTrue(each.publish(header, ByteBuffer.allocate(10)) >= 0);
            }
            agent.doWork();
            for (List<Subscription> ofStream : subscriptions) {
                ofStream.forEach(subscription -> assertEquals(0, subscription.lag()));
            }
            streams.remove(0);
            subscriptions.remove(0).forEach(subscription -> assertTrue(agent.remove(subscription)));
            agent.doWork();
            assertEquals(streams.size(), agent.stats().streams());
        }
        assertTrue(errors.isEmpty(), errors::toString);
    }

    /** One by one they leave, until one has the stream for itself, and come again. */
    @Test
    void shouldServeThoseWhoAreLeftOfAStream() {
        EgressAgent agent = builder().build();
        List<Subscription> subscriptions = new ArrayList<>();
        List<Tally> tallies = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                subscriptions.add(stream.subscribe());
                tallies.add(new Tally());
                agent.add(subscriptions.get(i), tallies.get(i));
                publish(2, 10);
                agent.doWork();
            }
            while (!subscriptions.isEmpty()) {
                publish(1, 10);
                agent.doWork();
                for (int i = 0; i < tallies.size(); i++) {
                    assertEquals(0, subscriptions.get(i).lag());
                    assertEquals(0, tallies.get(i).missing);
                    assertEquals(tallies.get(i).frames, subscriptions.get(i).delivered());
                }
                if (round == 1) {
                    subscriptions.get(0).close();
                } else {
                    assertTrue(agent.remove(subscriptions.get(0)));
                }
                agent.doWork();
                subscriptions.remove(0);
                tallies.remove(0);
            }
        }
        assertTrue(errors.isEmpty(), errors::toString);
    }
}
