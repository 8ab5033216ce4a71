package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.EgressFakes.Reader;
import io.framebus.EgressFakes.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;

/** An agent's thread that is parked until a stream tells, on streams that only pretend. */
class EgressIdleTest {
    private static final long SPIN_NS = 20_000;

    /** Notes who parks and wakes. Something may happen meanwhile. */
    private static final class Parking implements EgressParking {
        final List<Long> parkedNs = new ArrayList<>();
        int wakes;
        Runnable whileParked = () -> {};

        @Override
        public void park(long atMostNs) {
            parkedNs.add(atMostNs);
            whileParked.run();
        }

        @Override
        public void wake() {
            wakes++;
        }
    }

    private long nowNs = 1;
    private int frames;
    private final Parking parking = new Parking();
    private final EgressAgent agent = EgressAgent.builder()
            .errorHandler(error -> {
                throw new AssertionError(error);
            })
            .framesPerTurn(4)
            .clock(() -> nowNs)
            .build();
    private final IdleStrategy idle = agent.idleUntilTold(Duration.ZERO, parking);

    private Reader serve(Stream stream) {
        Reader reader = new Reader(stream);
        agent.add(reader, frame -> frames++);
        return reader;
    }

    private void cycle() {
        idle.idle(agent.doWork());
    }

    /** A stream that has told long since, and an agent that has nothing to do. */
    private Reader serveIdleStream() {
        Reader reader = serve(new Stream("one"));
        agent.doWork();
        idle.idle(0);
        nowNs += ActivityListener.SETTLING_NS + 1;
        assertEquals(0, agent.doWork());
        assertEquals(0, agent.stats().streamsReady());
        parking.parkedNs.clear();
        return reader;
    }

    private void assertParked(Long... atMostNs) {
        assertEquals(List.of(atMostNs), parking.parkedNs);
    }

    @Test
    void shouldHaveAllTellBeforeItParks() {
        Stream stream = new Stream("one");
        serve(stream);
        agent.doWork();
        agent.doWork();
        assertEquals(0, stream.listeners.size());
        idle.idle(0);
        assertEquals(1, stream.listeners.size());
        idle.idle(0);
        assertEquals(1, stream.listeners.size());

        Stream another = new Stream("another");
        serve(another);
        agent.doWork();
        assertEquals(1, another.listeners.size());
    }

    @Test
    void shouldParkUntilToldOnceAllCanBeReliedOnToTell() {
        serve(new Stream("one"));
        cycle();
        cycle();
        cycle();
        nowNs += ActivityListener.SETTLING_NS;
        cycle();
        assertParked(1_000_000L, 1_000_000L, 1_000_000L);
        nowNs++;
        cycle();
        assertParked(1_000_000L, 1_000_000L, 1_000_000L, 100_000_000L);
        assertEquals(4, parksByTheNextSweep());
    }

    private long parksByTheNextSweep() {
        agent.doWork();
        return agent.stats().parks();
    }

    @Test
    void shouldParkWhereItServesNobody() {
        cycle();
        assertParked(100_000_000L);
    }

    @Test
    void shouldGoOnAskingWhereAStreamCannotTell() {
        Stream silent = new Stream("silent");
        silent.tells = false;
        Reader reader = serve(silent);
        agent.doWork();
        cycle();
        nowNs += ActivityListener.SETTLING_NS + 1;
        cycle();
        assertParked(1_000_000L, 1_000_000L);
        reader.publish(1, 10);
        assertEquals(1, agent.doWork());
    }

    @Test
    void shouldAskUntilOneThatHasJustComeCanBeReliedOn() {
        serveIdleStream();
        serve(new Stream("late"));
        agent.doWork();
        cycle();
        assertParked(1_000_000L);
        nowNs += ActivityListener.SETTLING_NS + 1;
        cycle();
        assertParked(1_000_000L, 100_000_000L);
    }

    @Test
    void shouldSpinBeforeItParks() {
        IdleStrategy spinning = agent.idleUntilTold(Duration.ofNanos(SPIN_NS), parking);
        serveIdleStream();
        spinning.idle(0);
        nowNs += SPIN_NS - 1;
        spinning.idle(0);
        assertParked();
        nowNs++;
        spinning.idle(0);
        assertParked(100_000_000L);
        nowNs++;
        spinning.idle(0);
        assertParked(100_000_000L, 100_000_000L);

        spinning.idle(1);
        nowNs += SPIN_NS;
        spinning.idle(0);
        nowNs += SPIN_NS - 1;
        spinning.idle(0);
        assertEquals(2, parking.parkedNs.size(), "its spinning began anew with the work");
    }

    @Test
    void shouldBeWokenByAStreamThatTells() {
        Reader reader = serveIdleStream();
        parking.whileParked = () -> reader.publish(3, 10);
        cycle();
        assertEquals(1, parking.wakes);
        assertEquals(3, agent.doWork());
        assertEquals(3, frames);
    }

    @Test
    void shouldBeWokenOnceByAllThatTell() {
        Reader reader = serveIdleStream();
        Reader other = serve(new Stream("other"));
        agent.doWork();
        nowNs += ActivityListener.SETTLING_NS + 1;
        agent.doWork();
        agent.doWork();
        parking.whileParked = () -> {
            reader.publish(1, 10);
            other.publish(1, 10);
            reader.publish(1, 10);
        };
        cycle();
        assertParked(100_000_000L);
        assertEquals(1, parking.wakes);
        assertEquals(3, agent.doWork());
    }

    @Test
    void shouldBeWokenByEnds() {
        Reader reader = serveIdleStream();
        parking.whileParked = () -> reader.end(new EndReason.StreamEnded());
        cycle();
        assertEquals(1, parking.wakes);
        assertTrue(agent.doWork() > 0);
        assertEquals(0, agent.stats().subscriptions());
    }

    @Test
    void shouldBeWokenByWhoeverAdds() {
        serveIdleStream();
        parking.whileParked = () -> serve(new Stream("added"));
        cycle();
        assertEquals(1, parking.wakes);
        assertEquals(1, agent.doWork());
    }

    @Test
    void shouldBeWokenByWhoeverRemoves() {
        Reader reader = serveIdleStream();
        parking.whileParked = () -> {
            agent.remove(reader, () -> frames = 100);
            agent.remove(reader);
        };
        cycle();
        assertEquals(1, parking.wakes);
        agent.doWork();
        assertEquals(100, frames);
    }

    @Test
    void shouldNotBeWokenWhileItIsNotParked() {
        Reader reader = serveIdleStream();
        cycle();
        assertParked(100_000_000L);
        reader.publish(1, 10);
        serve(new Stream("added"));
        assertEquals(0, parking.wakes);
    }

    @Test
    void shouldNotParkBesideAStreamThatHasTold() {
        Reader reader = serveIdleStream();
        reader.publish(1, 10);
        idle.idle(0);
        assertParked();
        assertEquals(1, agent.doWork());
        idle.idle(0);
        assertParked();
        cycle();
        assertParked(100_000_000L);
    }

    @Test
    void shouldNotParkBesideOneThatWasAdded() {
        serveIdleStream();
        serve(new Stream("added"));
        idle.idle(0);
        assertParked();
        agent.doWork();
        idle.idle(0);
        assertParked();
    }

    /** What was published before the sweep has passed it over, and is told only now, as the stream was ready. */
    @Test
    void shouldNotParkBesideWhatTheLastLookHasSeen() {
        Reader reader = serveIdleStream();
        reader.publish(1, 10);
        agent.doWork();
        reader.stream.beforeRead(2, () -> reader.publishUntold(1, 10));
        assertEquals(0, agent.doWork());
        idle.idle(0);
        assertParked();
        assertEquals(1, agent.doWork());
    }

    @Test
    void shouldNotParkBesideASubscriptionThatHasMoreToRead() {
        Reader reader = serveIdleStream();
        reader.publish(10, 10);
        assertEquals(4, agent.doWork());
        idle.idle();
        assertParked();
    }

    @Test
    void shouldBeServedAsEverWhereParkingFails() {
        Reader reader = serveIdleStream();
        parking.whileParked = () -> {
            throw new IllegalStateException("selector is closed");
        };
        assertThrows(IllegalStateException.class, () -> idle.idle(0));
        reader.publish(1, 10);
        assertEquals(0, parking.wakes);
        assertEquals(1, agent.doWork());
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertEquals(
                "spin must not be negative, is PT-0.000000001S",
                assertThrows(IllegalArgumentException.class, () -> agent.idleUntilTold(Duration.ofNanos(-1), parking))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> agent.idleUntilTold(null, parking));
        assertThrows(IllegalArgumentException.class, () -> agent.idleUntilTold(Duration.ZERO, null));
        assertFalse(agent.idleUntilTold().alias().isEmpty());
    }
}
