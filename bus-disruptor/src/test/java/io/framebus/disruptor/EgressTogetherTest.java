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

    /** Nobody is handed anything while in debt, whoever it could be served together with. */
    @Test
    void shouldPayDebtsOffBeforeBeingServedTogether() {
        EgressAgent agent = builder().bytesPerTurn(1000).build();
        List<Tally> tallies = List.of(new Tally(), new Tally(), new Tally());
        tallies.forEach(tally -> agent.add(stream.subscribe(), tally));
        for (int i = 1; i <= 4; i++) {
            publish(1, 500);
            agent.doWork();
        }
        publish(1, 5000);
        agent.doWork();
        publish(1, 100);
        for (int turn = 1; turn <= 4; turn++) {
            assertTrue(agent.doWork() > 0);
            tallies.forEach(tally -> assertEquals(5, tally.frames));
        }
        agent.doWork();
        tallies.forEach(tally -> assertEquals(6, tally.frames));
        assertEquals(12, agent.stats().turnsInDebt());
        publish(1, 100);
        agent.doWork();
        tallies.forEach(tally -> assertEquals(7, tally.frames));
        assertEquals(3 * 7, agent.stats().frames());
        assertEquals(3 * (4 * 500 + 5000 + 200), agent.stats().bytes());
        assertEquals(3 * 7, agent.stats().turns());
    }

    /** A debt was made while it had the stream for itself, and is not forgotten when another joins. */
    @Test
    void shouldPayADebtOffThoughAnotherJoins() {
        EgressAgent agent = builder().bytesPerTurn(1000).build();
        Tally first = new Tally();
        Tally second = new Tally();
        agent.add(stream.subscribe(), first);
        publish(1, 500);
        agent.doWork();
        publish(1, 5000);
        agent.doWork();
        assertEquals(2, first.frames);
        agent.add(stream.subscribe(), second);
        agent.doWork();
        publish(1, 100); // the next for both
        for (int turn = 1; turn <= 4; turn++) {
            assertTrue(agent.doWork() > 0);
            assertEquals(2, first.frames);
        }
        agent.doWork();
        assertEquals(3, first.frames);
        assertEquals(4, agent.stats().turnsInDebt());
        assertEquals(1, second.frames);
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
