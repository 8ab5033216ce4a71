package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.EgressFakes.Reader;
import io.framebus.EgressFakes.Stream;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.AgentTerminationException;
import org.junit.jupiter.api.Test;

/** The agent's own logic, on streams and subscriptions that only pretend. With a real engine: in bus-disruptor. */
class EgressAgentTest {
    private static final FrameHandler IGNORE = frame -> {};

    private final List<Throwable> errors = new ArrayList<>();
    private final List<EndReason> ends = new ArrayList<>();

    private EgressAgent.Builder builder() {
        return EgressAgent.builder().errorHandler(errors::add);
    }

    /** Counts frames and bytes. */
    private static final class Tally implements FrameHandler {
        long frames;
        long bytes;

        @Override
        public void onFrame(DeliveredFrame frame) {
            frames++;
            bytes += frame.length();
        }
    }

    @Test
    void shouldServeTheQuietBesideTheBusy() {
        Reader busy = new Reader(new Stream("busy")).publish(1000, 100);
        Reader quiet = new Reader(new Stream("quiet")).publish(1, 100);
        Tally busyTally = new Tally();
        Tally quietTally = new Tally();
        EgressAgent agent = builder().framesPerTurn(10).build();
        agent.add(busy, busyTally);
        agent.add(quiet, quietTally);

        for (int sweep = 1; sweep <= 20; sweep++) {
            assertTrue(agent.doWork() > 0);
            assertEquals(10 * sweep, busyTally.frames);
            assertEquals(sweep, quietTally.frames);
            quiet.publish(1, 100);
        }
    }

    @Test
    void shouldServeThoseOfOneStreamAlike() {
        Stream stream = new Stream("shared");
        List<Tally> tallies = new ArrayList<>();
        EgressAgent agent = builder().framesPerTurn(4).build();
        for (int i = 0; i < 7; i++) {
            Tally tally = new Tally();
            tallies.add(tally);
            agent.add(new Reader(stream).publish(50, 10), tally);
        }
        agent.doWork();
        agent.doWork();
        tallies.forEach(tally -> assertEquals(8, tally.frames));
    }

    @Test
    void shouldKeepToTheByteBudgetInTheLongRun() {
        Reader reader = new Reader(new Stream("bytes")).publish(100_000, 700);
        Tally tally = new Tally();
        EgressAgent agent = builder().bytesPerTurn(1000).build();
        agent.add(reader, tally);

        for (int sweep = 1; sweep <= 1000; sweep++) {
            agent.doWork();
            // It never goes over by a whole frame more than the one that used the budget up.
            assertTrue(tally.bytes < 1000L * sweep + 700, () -> tally.bytes + " bytes");
        }
        assertTrue(tally.bytes >= 1000L * 1000, () -> tally.bytes + " bytes");
    }

    @Test
    void shouldPayTheDebtOfALongFrameOffBeforeTheNextTurn() {
        Reader reader = new Reader(new Stream("key")).publish(1, 10_000).publish(5, 100);
        Tally tally = new Tally();
        EgressAgent agent = builder().bytesPerTurn(1000).build();
        agent.add(reader, tally);

        agent.doWork();
        assertEquals(1, tally.frames);
        for (int i = 0; i < 9; i++) {
            assertTrue(agent.doWork() > 0, "waiting for a debt to be paid off is no reason to idle");
            assertEquals(1, tally.frames);
        }
        agent.doWork();
        assertEquals(6, tally.frames, "one quantum is there again");
        assertEquals(9, agent.stats().turnsInDebt());
    }

    @Test
    void shouldGoOverTheByteBudgetByFewerThanSixteenFrames() {
        // Small frames first, so that the agent expects small ones, then very long ones all at once.
        Reader reader = new Reader(new Stream("jump")).publish(64, 10);
        Tally tally = new Tally();
        EgressAgent agent = builder().framesPerTurn(64).bytesPerTurn(10_000).build();
        agent.add(reader, tally);
        agent.doWork();
        assertEquals(64, tally.frames);

        reader.publish(64, 100_000);
        agent.doWork();
        assertEquals(64 + 16, tally.frames);
    }

    @Test
    void shouldNotSaveUnusedBudgetUp() {
        Reader reader = new Reader(new Stream("quiet"));
        Tally tally = new Tally();
        EgressAgent agent = builder().bytesPerTurn(1000).build();
        agent.add(reader, tally);
        for (int i = 0; i < 100; i++) {
            reader.publish(1, 100);
            agent.doWork();
        }
        tally.bytes = 0;
        reader.publish(1000, 100);
        agent.doWork();
        assertEquals(1000, tally.bytes);
    }

    @Test
    void shouldShareByWeight() {
        Tally light = new Tally();
        Tally heavy = new Tally();
        EgressAgent agent = builder().framesPerTurn(5).build();
        agent.add(new Reader(new Stream("light")).publish(1000, 10), light, null, 1);
        agent.add(new Reader(new Stream("heavy")).publish(1000, 10), heavy, null, 3);
        for (int i = 0; i < 10; i++) {
            agent.doWork();
        }
        assertEquals(50, light.frames);
        assertEquals(150, heavy.frames);
    }

    @Test
    void shouldBeginOneStreamAndOneSubscriptionFurtherEachTime() {
        List<String> order = new ArrayList<>();
        EgressAgent agent = builder().framesPerTurn(1).build();
        for (String name : List.of("a", "b")) {
            Stream stream = new Stream(name);
            for (int i = 1; i <= 2; i++) {
                String who = name + i;
                agent.add(new Reader(stream).publish(10, 1), frame -> order.add(who));
            }
        }
        for (int i = 0; i < 3; i++) {
            agent.doWork();
        }
        assertEquals(List.of("a1", "a2", "b1", "b2", "b2", "b1", "a2", "a1", "a1", "a2", "b1", "b2"), order);
    }

    @Test
    void shouldPassOverADrainedStreamWithOneRead() {
        Stream stream = new Stream("idle");
        List<Reader> readers = new ArrayList<>();
        EgressAgent agent = builder().build();
        for (int i = 0; i < 100; i++) {
            Reader reader = new Reader(stream).publish(3, 10);
            readers.add(reader);
            agent.add(reader, IGNORE);
        }
        assertEquals(100 + 300, agent.doWork(), "100 added, 300 frames");
        int polls = readers.stream().mapToInt(reader -> reader.polls).sum();
        stream.activityReads = 0;

        for (int i = 0; i < 10; i++) {
            assertEquals(0, agent.doWork());
        }
        assertEquals(10, stream.activityReads);
        assertEquals(polls, readers.stream().mapToInt(reader -> reader.polls).sum());
        assertEquals(10, agent.stats().streamsPassedOver());

        readers.get(7).publish(1, 10);
        assertEquals(1, agent.doWork());
    }

    @Test
    void shouldNotPollTheDrainedBesideOneThatLags() {
        Stream stream = new Stream("mixed");
        Reader drained = new Reader(stream).publish(1, 10);
        Reader lagging = new Reader(stream).publish(1000, 10);
        EgressAgent agent = builder().framesPerTurn(10).build();
        agent.add(drained, IGNORE);
        agent.add(lagging, IGNORE);
        agent.doWork();
        int polls = drained.polls;
        for (int i = 0; i < 50; i++) {
            agent.doWork();
        }
        assertEquals(polls, drained.polls);
        assertEquals(1000 - 510, lagging.unread.size());
    }

    @Test
    void shouldNotMissWhatHappensWhileItPolls() {
        Stream stream = new Stream("race");
        Reader first = new Reader(stream).publish(1, 10);
        Reader second = new Reader(stream).publish(1, 10);
        // Published to the first after it was polled, while the second is.
        second.whilePolled = () -> {
            second.whilePolled = () -> {};
            first.publish(1, 10);
        };
        EgressAgent agent = builder().build();
        agent.add(first, IGNORE);
        agent.add(second, IGNORE);
        agent.doWork();
        assertEquals(1, first.unread.size());
        agent.doWork();
        assertEquals(0, first.unread.size());
        assertEquals(0, agent.doWork());
    }

    @Test
    void shouldDrainThenTellTheEnd() {
        Reader reader = new Reader(new Stream("ends")).publish(3, 10);
        reader.end(new EndReason.StreamEnded());
        Tally tally = new Tally();
        EgressAgent agent = builder().build();
        agent.add(reader, tally, ends::add);

        // The first sweep reads the frames; the second learns of the end, although the stream shows no new activity.
        agent.doWork();
        assertEquals(3, tally.frames);
        agent.doWork();
        assertEquals(List.of(new EndReason.StreamEnded()), ends);
        assertEquals(0, agent.stats().subscriptions());
        assertEquals(0, agent.stats().streams());
        assertFalse(agent.remove(reader));
        assertEquals(0, agent.doWork());
    }

    @Test
    void shouldKeepOthersWhenSomeOfAStreamEnd() {
        Stream stream = new Stream("some");
        List<Reader> readers = new ArrayList<>();
        Tally tally = new Tally();
        EgressAgent agent = builder().build();
        for (int i = 0; i < 10; i++) {
            Reader reader = new Reader(stream);
            readers.add(reader);
            agent.add(reader, tally, ends::add);
        }
        agent.doWork();
        for (int i : new int[] {0, 9, 4, 5}) {
            readers.get(i).close();
        }
        agent.doWork();
        assertEquals(4, ends.size());
        for (Reader reader : readers) {
            reader.publish(1, 1);
        }
        agent.doWork();
        assertEquals(6, tally.frames);
        assertEquals(6, agent.stats().subscriptions());
    }

    @Test
    void shouldCloseTheOneWhoseHandlerThrowsAndNoOther() {
        Stream stream = new Stream("throws");
        Reader failing = new Reader(stream).publish(5, 10);
        Reader healthy = new Reader(stream).publish(5, 10);
        RuntimeException thrown = new RuntimeException("peer gone");
        Tally tally = new Tally();
        EgressAgent agent = builder().build();
        agent.add(
                failing,
                frame -> {
                    throw thrown;
                },
                ends::add);
        agent.add(healthy, tally);

        agent.doWork();
        assertEquals(5, tally.frames);
        assertTrue(failing.isEnded());
        assertEquals(List.of(new EndReason.ClosedBySubscriber()), ends);
        HandlerFailedException error = assertInstanceOf(HandlerFailedException.class, errors.get(0));
        assertSame(thrown, error.getCause());
        assertEquals(failing.id(), error.subscriptionId());
        assertTrue(error.getMessage().contains(failing.label()), error.getMessage());
        assertEquals(1, errors.size());
        assertEquals(1, agent.stats().failures());
        assertEquals(1, agent.stats().subscriptions());
    }

    @Test
    void shouldGoOnWithTheNextFrameWhereAskedTo() {
        Reader failing = new Reader(new Stream("throws")).publish(5, 10);
        Tally tally = new Tally();
        EgressAgent agent =
                builder().onFailure(EgressAgent.OnFailure.NEXT_FRAME).build();
        agent.add(failing, frame -> {
            tally.onFrame(frame);
            if (tally.frames % 2 == 1) {
                throw new IllegalStateException("odd");
            }
        });
        for (int i = 0; i < 5; i++) {
            agent.doWork();
        }
        assertEquals(5, tally.frames);
        assertEquals(3, errors.size());
        assertFalse(failing.isEnded());
        assertEquals(0, agent.doWork());
    }

    @Test
    void shouldCloseWhenThePollItselfFails() {
        Reader failing = new Reader(new Stream("throws")).publish(1, 10);
        failing.whilePolled = () -> {
            throw new IllegalStateException("another thread polls");
        };
        EgressAgent agent =
                builder().onFailure(EgressAgent.OnFailure.NEXT_FRAME).build();
        agent.add(failing, IGNORE, ends::add);
        agent.doWork();
        assertTrue(failing.isEnded());
        assertEquals(1, ends.size());
        assertEquals(1, errors.size());
    }

    @Test
    void shouldContainCallbacksThatThrow() {
        Reader ended = new Reader(new Stream("ended"));
        ended.end(new EndReason.BusClosed());
        Reader removed = new Reader(new Stream("removed"));
        EgressAgent agent = builder().build();
        agent.add(ended, IGNORE, reason -> {
            throw new IllegalStateException("end");
        });
        agent.add(removed, IGNORE);
        assertTrue(agent.remove(removed, () -> {
            throw new IllegalStateException("removed");
        }));
        agent.doWork();
        assertEquals(
                List.of("removed", "end"),
                errors.stream().map(e -> e.getCause().getMessage()).toList());
    }

    @Test
    void shouldLetATerminationThroughAndLoseNothingByIt() {
        Stream stream = new Stream("stop");
        Reader first = new Reader(stream);
        first.end(new EndReason.StreamEnded());
        Reader stopping = new Reader(stream).publish(2, 10);
        EgressAgent agent = builder().build();
        agent.add(first, IGNORE, ends::add);
        Tally tally = new Tally();
        agent.add(stopping, frame -> {
            tally.onFrame(frame);
            if (tally.frames == 1) {
                throw new AgentTerminationException();
            }
        });
        assertThrows(AgentTerminationException.class, agent::doWork);
        assertEquals(List.of(), errors);
        agent.doWork();
        assertEquals(2, tally.frames);
        assertEquals(List.of(new EndReason.StreamEnded()), ends);
    }

    @Test
    void shouldSurviveAnErrorHandlerThatThrows() {
        Reader failing = new Reader(new Stream("fails")).publish(1, 1);
        Reader healthy = new Reader(new Stream("healthy")).publish(1, 1);
        EgressAgent agent = EgressAgent.builder()
                .errorHandler(error -> {
                    throw new IllegalStateException("handler of errors");
                })
                .build();
        Tally tally = new Tally();
        agent.add(
                failing,
                frame -> {
                    throw new IllegalStateException("handler of frames");
                },
                ends::add);
        agent.add(healthy, tally);
        assertThrows(IllegalStateException.class, agent::doWork);
        agent.doWork();
        assertEquals(1, tally.frames);
        assertEquals(1, ends.size());
    }

    @Test
    void shouldGiveARemovedSubscriptionBackOpen() {
        Reader reader = new Reader(new Stream("back")).publish(100, 1);
        EgressAgent agent = builder().framesPerTurn(10).build();
        agent.add(reader, IGNORE, ends::add);
        agent.doWork();
        List<String> removed = new ArrayList<>();
        assertTrue(agent.remove(reader, () -> removed.add("now")));
        assertEquals(List.of(), removed);
        agent.doWork();
        assertEquals(List.of("now"), removed);
        assertEquals(90, reader.unread.size());
        assertFalse(reader.isEnded());
        assertEquals(List.of(), ends);
        assertFalse(agent.remove(reader, () -> removed.add("again")));

        agent.add(reader, IGNORE, ends::add);
        agent.doWork();
        assertEquals(80, reader.unread.size());
        assertEquals(List.of("now"), removed);
    }

    @Test
    void shouldTakeCommandsFromHandlers() {
        Reader reader = new Reader(new Stream("self")).publish(100, 1);
        EgressAgent agent = builder().framesPerTurn(10).build();
        agent.add(
                reader,
                frame -> assertTrue(agent.remove(reader) || agent.stats().subscriptions() == 0));
        agent.doWork();
        agent.doWork();
        assertEquals(90, reader.unread.size());
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldCloseAllThatIsLeft() {
        Reader served = new Reader(new Stream("served")).publish(1, 1);
        Reader pending = new Reader(new Stream("pending")).publish(1, 1);
        EgressAgent agent = builder().build();
        agent.add(served, IGNORE, ends::add);
        agent.doWork();
        agent.add(pending, IGNORE, ends::add);
        agent.onClose();
        assertTrue(served.isEnded());
        assertTrue(pending.isEnded());
        assertEquals(2, ends.size());
        assertEquals(0, agent.stats().subscriptions());
        assertThrows(IllegalStateException.class, () -> agent.add(new Reader(new Stream("late")), IGNORE));
        assertFalse(agent.remove(served));
    }

    @Test
    void shouldPollInPlaceWhereAskedTo() {
        Reader reader = new Reader(new Stream("place")).publish(1, 1);
        EgressAgent agent = builder().inPlace().build();
        agent.add(reader, IGNORE);
        agent.doWork();
        assertTrue(reader.inPlacePolls > 0);
        assertEquals(reader.polls, reader.inPlacePolls);
    }

    @Test
    void shouldCountWhatItDid() {
        Reader reader = new Reader(new Stream("count")).publish(3, 7);
        EgressAgent agent = builder().roleName("egress-1").build();
        agent.add(reader, IGNORE);
        agent.doWork();
        agent.doWork();
        assertEquals(new EgressStats(2, 1, 0, 1, 3, 21, 0, 1, 1, 1, 0, 0), agent.stats());
        assertEquals("egress-1", agent.roleName());
    }

    @Test
    void shouldRefuseBadArgumentsByName() {
        EgressAgent agent = builder().build();
        Reader reader = new Reader(new Stream("args"));
        agent.add(reader, IGNORE);
        assertRefused("subscription", () -> agent.add(null, IGNORE));
        assertRefused("handler", () -> agent.add(reader, null));
        assertRefused("onEnd", () -> agent.add(new Reader(reader.stream), IGNORE, null));
        assertRefused("weight must be between 1 and 1024, is 0", () -> agent.add(reader, IGNORE, null, 0));
        assertRefused("weight must be between 1 and 1024, is 1025", () -> agent.add(reader, IGNORE, null, 1025));
        assertRefused(reader.label(), () -> agent.add(reader, IGNORE));
        assertRefused("subscription", () -> agent.remove(null));
        assertRefused("removed", () -> agent.remove(reader, null));
        assertRefused(
                "framesPerTurn must be between 1 and 1048576, is 0",
                () -> builder().framesPerTurn(0));
        assertRefused(
                "bytesPerTurn must be between 1 and 1073741824, is 0",
                () -> builder().bytesPerTurn(0));
        assertRefused("roleName", () -> builder().roleName(" "));
        assertRefused("onFailure", () -> builder().onFailure(null));
        assertRefused("errorHandler", () -> builder().errorHandler(null));
        assertEquals(1, agent.stats().subscriptions());
    }

    private static void assertRefused(String words, Runnable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        assertNull(refusal.getCause());
    }
}
