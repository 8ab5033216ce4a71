package io.framebus.bench.overload;

import static io.framebus.bench.rig.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Resync;
import io.framebus.bench.peer.Peers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Short runs with real threads. What they assert does not depend on how fast the machine is. */
@Timeout(120)
class OverloadRunTest {
    private static final long MS = 1_000_000;
    private static final String TRACE = "screenshare-720p";

    private static OverloadSettings settings(long warmUpNs) {
        return new OverloadSettings(
                TRACE, null, 50_000, false, 1, 64, 4 << 20, warmUpNs, 150 * MS, 40 * MS, 10 * MS, 1);
    }

    private static OverloadRun run(Behaviour behaviour) {
        return new OverloadRun(Rhythms.load(TRACE, null), settings(0), behaviour);
    }

    private static void assertBooks(OverloadRun.Ended ended, String name) {
        assertEquals(List.of(), OverloadChild.problems(name, ended));
        assertEquals(ended.sent(), ended.consumer().checks().delivered() + ended.missing());
        assertTrue(ended.sent() > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "framebus,SYNC_POINT",
        "framebus,OLDEST",
        "framebus,LIVE",
        "framebus-in-place,SYNC_POINT",
        "agrona,OLDEST",
        "blocking-queue,OLDEST",
        "disruptor,OLDEST"
    })
    void shouldAccountForEveryFrameWhenOverloaded(String peer, Resync resync) throws InterruptedException {
        // So much more than any machine handles that the subscriber is lapped for certain.
        OverloadRun.Ended ended = run(Behaviour.STEADY).paced(Peers.named(peer), resync, 200_000, 20_000, 150 * MS);
        assertBooks(ended, peer);
        assertTrue(ended.missing() > 0, "nothing was lost of " + ended.sent());
        if (peer.startsWith("framebus")) {
            assertTrue(ended.overruns() > 0, "never overrun");
        }
        if (resync == Resync.SYNC_POINT) {
            assertEquals(0, ended.consumer().undecodableEver());
        }
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void shouldLoseNothingAlone(Behaviour behaviour) throws InterruptedException {
        OverloadRun.Ended ended = run(behaviour).alone(Peers.named("framebus"), Resync.SYNC_POINT, 150 * MS);
        assertBooks(ended, behaviour.name());
        assertEquals(0, ended.missing());
        assertEquals(0, ended.overruns());
        assertEquals(ended.consumer().handedOver(), ended.consumer().decodable());
    }

    @Test
    void shouldMeasureEachFactorBetweenTwoRunsAlone() throws InterruptedException {
        OverloadChild.Job job = new OverloadChild.Job(
                "framebus", Resync.LIVE, true, Behaviour.STEADY, List.of(0.5, 2.0), 7, settings(200 * MS));
        AtomicLong asked = new AtomicLong();
        List<OverloadFigures> figures = OverloadChild.run(job, () -> 100 * Math.min(4, asked.incrementAndGet()))
                .figures();
        assertEquals(2 * (2 + 4), asked.get(), "two windows until the compiler is at rest, and four more");
        assertEquals(
                List.of(0.5, 2.0),
                figures.stream().map(OverloadFigures::factor).sorted().toList());
        assertEquals(figures.get(0).aloneAfterPerSecond(), figures.get(1).aloneBeforePerSecond());
        for (OverloadFigures one : figures) {
            assertEquals("framebus live", one.system());
            assertEquals(List.of(), one.problems());
            double due = one.factor() * one.aloneBeforePerSecond() * one.runSeconds();
            assertNear(Math.round(due), one.schedule().offered(), 2);
            assertEquals(
                    one.handedOver(),
                    one.log().total(OverloadFigures.END_TO_END).getTotalCount());
        }
    }

    @Test
    void shouldFindBooksThatDoNotBalance() throws InterruptedException {
        OverloadRun.Ended ended =
                run(Behaviour.STEADY).paced(Peers.named("framebus"), Resync.OLDEST, 200_000, 20_000, 150 * MS);
        OverloadRun.Ended lying = new OverloadRun.Ended(
                ended.consumer(),
                ended.schedule(),
                ended.compilationMs(),
                ended.runSeconds(),
                ended.windowSeconds(),
                ended.cpuSeconds(),
                ended.sent(),
                ended.refused(),
                ended.missing() + 1,
                ended.overruns(),
                ended.hiccups());
        List<String> problems = OverloadChild.problems("x", lying);
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("x: books do not balance: of "), problems.get(0));
    }
}
