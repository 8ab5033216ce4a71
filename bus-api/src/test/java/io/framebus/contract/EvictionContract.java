package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.EndReason;
import io.framebus.MaxLagPolicy;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who falls too far behind is ended: by its own poll, or by the housekeeper if it polls no more. */
public abstract class EvictionContract extends BusContract {
    private static final Duration SECOND = Duration.ofSeconds(1);

    protected EvictionContract(BusFactory factory) {
        super(factory);
    }

    private static SubscribeOptions.Builder oldest(MaxLagPolicy policy) {
        return resync(Resync.OLDEST).maxLag(policy);
    }

    private static void assertEvicted(Reader reader) {
        assertTrue(reader.subscription().isEnded());
        assertEquals(Subscription.ENDED, reader.poll(), "not drained");
        assertEquals(Subscription.ENDED, reader.pollInPlace());
        assertInstanceOf(
                EndReason.Evicted.class, reader.subscription().endReason().orElseThrow());
    }

    /** Case 12: as many as the budget are forgiven, one more is not. */
    @Test
    void shouldEvictWhenMoreThanTheBudgetIsDropped() {
        Source source = source(8);
        Reader reader = reader(source, oldest(MaxLagPolicy.cumulative(12)));
        Reader other = reader(source, oldest(MaxLagPolicy.none()));
        source.audios(20);
        assertEquals(8, reader.poll());
        assertEquals(12, reader.subscription().dropped());
        assertTrue(reader.subscription().stats().evictable());
        source.audios(9);
        assertEquals(Subscription.ENDED, reader.poll(), "nothing but the gap, and then the end");
        assertEquals("gap 20..20", reader.events().get(reader.events().size() - 1));
        assertEvicted(reader);
        assertEquals(1, source.publish(Source.audioFrame(1)), "the publisher goes on");
        assertEquals(1, source.handle().subscriberCount());
        assertEquals(8, other.poll());
    }

    @Test
    void shouldSayWhyItEvicted() {
        Source source = source(8);
        Reader reader = reader(source, oldest(MaxLagPolicy.cumulative(2)).label("slow peer"));
        source.audios(11);
        reader.poll();
        EndReason.Evicted reason =
                (EndReason.Evicted) reader.subscription().endReason().orElseThrow();
        assertTrue(reason.policy().contains("2") && reason.policy().contains("3"), reason::policy);
        assertEquals(3, reason.stats().dropped());
        assertEquals("slow peer", reason.stats().label());
        assertEquals(reader.subscription().id(), reason.stats().id());
        assertFalse(reader.subscription().stats().evictable());
    }

    /** Case 13: small gaps add up, and catching up resets nothing. */
    @Test
    void shouldAddUpSmallGaps() {
        Source source = source(8);
        Reader reader = reader(source, oldest(MaxLagPolicy.cumulative(6)));
        for (int round = 1; round <= 3; round++) {
            source.audios(10);
            assertEquals(8, reader.poll());
            assertEquals(2L * round, reader.subscription().dropped());
        }
        source.audios(9);
        reader.poll();
        assertEvicted(reader);
    }

    /** Case 14. */
    @Test
    void shouldPreferTheSubscribersPolicyToTheStreams() {
        Source source = source(frames(8).toBuilder()
                .maxLag(MaxLagPolicy.cumulative(1))
                .resync(Resync.OLDEST)
                .build());
        Reader byDefault = reader(source);
        Reader lenient = reader(source, SubscribeOptions.builder().maxLag(MaxLagPolicy.none()));
        source.audios(10);
        byDefault.poll();
        lenient.poll();
        assertEvicted(byDefault);
        assertFalse(lenient.subscription().isEnded());
        assertFalse(lenient.subscription().stats().evictable());
        assertEquals(8, lenient.seen().frames());
    }

    /** It has not been slow: there was no place to start. */
    @Test
    void shouldNotBlameANewcomerForWaiting() {
        EngineUnderTest engine = engine(frames(8));
        Source source = new Source(engine.bus().startPublish(KEY)).deltas(2);
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT).maxLag(MaxLagPolicy.cumulative(0)));
        for (int i = 0; i < 10; i++) {
            source.deltas(3);
            reader.drain();
        }
        engine.housekeep();
        assertEquals(30, reader.subscription().dropped());
        assertFalse(reader.subscription().isEnded());
        source.gop(4);
        assertEquals(4, reader.poll());
        source.gop(9);
        reader.poll();
        assertEvicted(reader);
    }

    /** Nor while other tracks flow already and the video still waits. */
    @Test
    void shouldNotBlameANewcomerForWaitingWhileAudioFlows() {
        Source source = source(8).delta().audio();
        Reader reader = reader(source, startAt(StartAt.SYNC_POINT).maxLag(MaxLagPolicy.cumulative(0)));
        for (int i = 0; i < 10; i++) {
            source.audio().deltas(2);
            reader.drain();
        }
        assertFalse(
                reader.subscription().isEnded(),
                () -> String.valueOf(reader.subscription().endReason()));
        assertEquals(20, reader.subscription().dropped());
        assertEquals(10, reader.seen().frames());
    }

    @Test
    void shouldShowThePolicyTheLag() {
        Source source = source(8);
        List<List<Long>> views = new ArrayList<>();
        MaxLagPolicy recording = () -> lag -> {
            views.add(List.of(lag.dropped(), lag.nowNs(), lag.sinceJoinNs()));
            return lag.dropped() > 5 ? "enough" : null;
        };
        Reader reader = reader(source, oldest(recording));
        long joinedAt = clock.nanoTime();
        clock.advanceMs(3);
        source.audios(10);
        reader.poll();
        List<Long> expected = List.of(2L, joinedAt + 3_000_000, 3_000_000L);
        assertTrue(views.contains(expected), () -> views + " has no " + expected);
        assertFalse(reader.subscription().isEnded());
        source.audios(13);
        reader.poll();
        assertEvicted(reader);
        EndReason.Evicted reason =
                (EndReason.Evicted) reader.subscription().endReason().orElseThrow();
        assertEquals("enough", reason.policy());
    }

    @Test
    void shouldMakeAJudgeOfItsOwnForEverySubscription() {
        Source source = source(8);
        SubscribeOptions options = oldest(MaxLagPolicy.within(4, SECOND)).build();
        Reader one = reader(source, options);
        source.audios(11);
        one.poll();
        Reader two = reader(source, options);
        source.audios(11);
        two.poll();
        assertFalse(two.subscription().isEnded());
        one.poll();
        assertEvicted(one);
    }

    /** A policy ends a subscription, it does not hide the rest of it: the books still balance. */
    @Test
    void shouldKeepTheBooksOfAnEvictedSubscriber() {
        Source source = source(8);
        Reader reader = reader(source, oldest(MaxLagPolicy.cumulative(1)));
        source.audios(30);
        reader.poll();
        assertEvicted(reader);
        BooksCheck.check(reader.subscription(), reader.seen());
        source.audios(5);
        BooksCheck.check(reader.subscription(), reader.seen());
    }
}
