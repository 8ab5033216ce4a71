package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.EgressFakes.Reader;
import io.framebus.EgressFakes.Stream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;

/** An agent with so many streams that it has them tell, on streams that only pretend. */
class EgressIdleStreamsTest {
    private static final int STREAMS = EgressAgent.MOST_STREAMS_ASKED + 10;

    private long nowNs = 1;
    private final List<String> order = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final EgressAgent agent = EgressAgent.builder()
            .errorHandler(error -> {
                throw new AssertionError(error);
            })
            .framesPerTurn(4)
            .clock(() -> nowNs)
            .build();

    private Reader serve(Stream stream) {
        Reader reader = new Reader(stream);
        readers.add(reader);
        agent.add(reader, frame -> order.add(stream.key.stream()));
        return reader;
    }

    private void serveStreams(int count) {
        for (int i = 0; i < count; i++) {
            serve(new Stream("stream-" + i));
        }
        agent.doWork();
    }

    /** All told, and long since. */
    private void serveIdleStreams() {
        serveStreams(STREAMS);
        settle();
        assertEquals(0, agent.stats().streamsReady());
        readers.forEach(reader -> reader.stream.activityReads = 0);
    }

    private void settle() {
        nowNs += ActivityListener.SETTLING_NS + 1;
        agent.doWork();
    }

    private int reads() {
        return readers.stream().mapToInt(reader -> reader.stream.activityReads).sum();
    }

    private Stream stream(int number) {
        return readers.get(number).stream;
    }

    @Test
    void shouldAskAFewStreamsAndHaveNoneTell() {
        serveStreams(EgressAgent.MOST_STREAMS_ASKED);
        settle();
        int before = reads();
        agent.doWork();
        assertEquals(EgressAgent.MOST_STREAMS_ASKED, reads() - before);
        assertEquals(EgressAgent.MOST_STREAMS_ASKED, agent.stats().streamsReady());
        assertTrue(readers.stream().allMatch(reader -> reader.stream.listeners.isEmpty()));
    }

    @Test
    void shouldHaveAllTellOnceThereIsOneMore() {
        serveStreams(EgressAgent.MOST_STREAMS_ASKED);
        serve(new Stream("one more"));
        serve(new Stream("another"));
        agent.doWork();
        assertTrue(readers.stream().allMatch(reader -> reader.stream.listeners.size() == 1));
    }

    @Test
    void shouldNotLookAtIdleStreams() {
        serveIdleStreams();
        for (int i = 0; i < 10; i++) {
            assertEquals(0, agent.doWork());
        }
        assertEquals(0, reads());
    }

    @Test
    void shouldServeOneThatTells() {
        serveIdleStreams();
        readers.get(7).publish(3, 10);
        assertEquals(3, agent.doWork());
        assertEquals(List.of("stream-7", "stream-7", "stream-7"), order);
        assertEquals(1, agent.stats().notifications());
        assertEquals(1, agent.stats().streamsReady());
        assertEquals(0, agent.doWork());
        assertEquals(0, agent.stats().streamsReady());
        assertEquals(0, reads() - stream(7).activityReads, "no other is looked at");

        readers.get(7).publish(1, 10);
        assertEquals(1, agent.doWork());
        assertEquals(2, agent.stats().notifications());
    }

    @Test
    void shouldLookAtOneUntilItHasNothingNew() {
        serveIdleStreams();
        readers.get(7).publish(10, 10);
        assertEquals(4, agent.doWork());
        readers.get(7).publish(1, 10);
        assertEquals(1, agent.stats().streamsReady());
        assertEquals(4, agent.doWork());
        assertEquals(3, agent.doWork());
        readers.get(7).publish(1, 10);
        assertEquals(1, agent.doWork());
        assertEquals(1, agent.stats().streamsReady(), "it had something new in each sweep");
        assertEquals(0, agent.doWork());
        assertEquals(0, agent.stats().streamsReady());
        assertEquals(1, agent.stats().notifications(), "while it is ready it tells nobody");
    }

    @Test
    void shouldServeInTheOrderInWhichTheyTold() {
        serveIdleStreams();
        List<String> told = new ArrayList<>();
        for (int number : List.of(200, 3, 42, 17)) {
            readers.get(number).publish(1, 10);
            told.add("stream-" + number);
        }
        agent.doWork();
        // From one further than the last time on, and around.
        int first = told.indexOf(order.get(0));
        told.addAll(told.subList(0, first));
        assertEquals(told.subList(first, told.size()), order);
    }

    @Test
    void shouldGiveATurnToThoseThatTellBesideABusyOne() {
        serveIdleStreams();
        readers.get(0).publish(1000, 10);
        agent.doWork();
        for (int number = 1; number < 50; number++) {
            order.clear();
            readers.get(number).publish(1, 10);
            assertEquals(5, agent.doWork());
            assertTrue(order.contains("stream-" + number));
        }
    }

    @Test
    void shouldAskUntilAllCanBeReliedOnToTell() {
        serveStreams(STREAMS);
        nowNs += ActivityListener.SETTLING_NS;
        agent.doWork();
        agent.doWork();
        assertEquals(STREAMS, agent.stats().streamsReady());
        // By a publisher that has not seen that somebody is to be told.
        readers.get(7).publishUntold(1, 10);
        assertEquals(1, agent.doWork());

        nowNs++;
        agent.doWork();
        assertEquals(0, agent.stats().streamsReady());
    }

    @Test
    void shouldAskOneThatHasJustComeUntilItCanBeReliedOn() {
        serveIdleStreams();
        Reader late = serve(new Stream("late"));
        agent.doWork();
        late.publishUntold(1, 10);
        assertEquals(1, agent.doWork());
        agent.doWork();
        assertEquals(1, agent.stats().streamsReady());
        settle();
        assertEquals(0, agent.stats().streamsReady());
    }

    @Test
    void shouldGoOnAskingThoseThatCannotTell() {
        Stream silent = new Stream("silent");
        silent.tells = false;
        Reader reader = serve(silent);
        serveStreams(STREAMS);
        settle();
        assertEquals(1, agent.stats().streamsReady());
        for (int i = 0; i < 3; i++) {
            reader.publish(1, 10);
            assertEquals(1, agent.doWork());
        }
    }

    /** The first look of a sweep finds nothing new, the second comes once the stream is idle. */
    @Test
    void shouldSeeAtTheLastLookWhatIsNotToldYet() {
        serveIdleStreams();
        Reader reader = readers.get(7);
        reader.publish(1, 10);
        assertEquals(1, agent.doWork());
        reader.stream.beforeRead(2, () -> reader.publishUntold(1, 10));
        assertEquals(0, agent.doWork());
        assertEquals(1, agent.stats().streamsReady());
        reader.stream.tell();

        assertEquals(1, agent.doWork());
        assertEquals(0, agent.doWork());
        assertEquals(0, agent.stats().streamsReady());
        assertEquals(1, agent.stats().notifications(), "it was ready when it was told");
        reader.publish(1, 10);
        assertEquals(1, agent.doWork());
    }

    @Test
    void shouldServeOnceWhatIsToldBeforeTheLastLook() {
        serveIdleStreams();
        Reader reader = readers.get(7);
        reader.publish(1, 10);
        assertEquals(1, agent.doWork());
        reader.stream.beforeRead(2, () -> reader.publish(1, 10));
        assertEquals(0, agent.doWork());
        assertEquals(0, agent.stats().streamsReady(), "it comes by the list");

        assertEquals(1, agent.doWork());
        assertEquals(0, agent.doWork());
        assertEquals(0, agent.stats().streamsReady());
        assertEquals(2, agent.stats().notifications());
        reader.publish(1, 10);
        assertEquals(1, agent.doWork());
    }

    @Test
    void shouldServeWhoeverJoinsAnIdleStream() {
        serveIdleStreams();
        Reader joined = new Reader(stream(7));
        joined.publishUntold(2, 10);
        agent.add(joined, frame -> order.add("joined"));
        assertEquals(3, agent.doWork(), "one added, two frames");
        assertEquals(List.of("joined", "joined"), order);
        agent.doWork();
        assertEquals(0, agent.stats().streamsReady());
        assertEquals(1, stream(7).listeners.size());
    }

    @Test
    void shouldServeOnceWhoeverJoinsOneThatHasTold() {
        serveIdleStreams();
        readers.get(7).publish(1, 10);
        agent.add(new Reader(stream(7)), frame -> order.add("joined"));
        assertEquals(2, agent.doWork(), "one added, one frame");
        assertEquals(List.of("stream-7"), order);
        agent.doWork();
        assertEquals(0, agent.stats().streamsReady());
    }

    @Test
    void shouldServeOnTheOtherSubscriptionsOfAnIdleStream() {
        serveIdleStreams();
        Reader other = new Reader(stream(7));
        agent.add(other, frame -> order.add("other"));
        agent.doWork();
        agent.remove(readers.get(7));
        agent.doWork();
        other.publish(1, 10);
        assertEquals(1, agent.doWork());
        assertEquals(List.of("other"), order);
    }

    @Test
    void shouldNoLongerBeToldOfStreamsItDoesNotServe() {
        serveIdleStreams();
        agent.remove(readers.get(7));
        readers.get(8).end(new EndReason.StreamEnded());
        agent.doWork();
        assertEquals(List.of(), stream(7).listeners);
        assertEquals(List.of(), stream(8).listeners);
        assertEquals(STREAMS - 2, agent.stats().streams());

        agent.onClose();
        assertTrue(readers.stream().allMatch(reader -> reader.stream.listeners.isEmpty()));
    }

    /** A publisher that has begun to tell is not held up, and may come after the agent's last subscription of the stream has gone. */
    @Test
    void shouldPassOverWhatIsToldOfStreamsItServesNoLonger() {
        serveIdleStreams();
        ActivityListener kept = stream(7).listeners.get(0);
        agent.remove(readers.get(7));
        assertEquals(1, agent.doWork());
        readers.get(7).publish(1, 10);
        kept.onActivity();
        readers.get(8).publish(1, 10);
        assertEquals(1, agent.doWork());
        assertEquals(List.of("stream-8"), order);
        assertEquals(1, agent.stats().notifications());

        agent.add(readers.get(7), frame -> order.add("again"));
        agent.doWork();
        assertEquals(List.of("stream-8", "again"), order);
    }

    @Test
    void shouldLoseNothingThatWasToldWhereASweepIsLeft() {
        serveIdleStreams();
        Reader stopping = readers.get(0);
        agent.remove(stopping);
        agent.add(stopping, frame -> {
            throw new AgentTerminationException();
        });
        agent.doWork();
        settle();
        for (int number = 0; number < 50; number++) {
            readers.get(number).publish(1, 10);
        }
        assertThrows(AgentTerminationException.class, agent::doWork);
        agent.doWork();
        assertEquals(49, order.size());
        agent.doWork();
        assertEquals(0, agent.stats().streamsReady());
    }

    @Test
    void shouldServeEndsOfIdleStreams() {
        List<EndReason> ends = new ArrayList<>();
        Reader ending = new Reader(new Stream("ending"));
        agent.add(ending, frame -> {}, ends::add);
        serveIdleStreams();
        ending.end(new EndReason.StreamEnded());
        assertTrue(agent.doWork() > 0);
        assertEquals(List.of(new EndReason.StreamEnded()), ends);
    }
}
