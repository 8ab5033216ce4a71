package io.framebus.bench.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments themselves, briefly. What the lanes prove when they are closed is proven here. */
@Timeout(60)
class ExperimentsTest {
    static List<String> names() {
        return Experiments.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldTakeEachLaneThroughASlice(String name) {
        Experiment experiment = Experiments.named(name);
        List<Lane> lanes = new ArrayList<>();
        for (String lane : experiment.lanes()) {
            lanes.add(experiment.open(lane));
            assertEquals(lane, lanes.get(lanes.size() - 1).name());
        }
        Slices slices = Slices.take(lanes, experiment.operations(), 1, 3, new SplittableRandom(1));
        for (String lane : experiment.lanes()) {
            assertTrue(slices.medianNs(lane) > 0, lane);
        }
        lanes.forEach(Lane::close);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldCompareLanesThatAreThereAndHaveANull(String name) {
        Experiment experiment = Experiments.named(name);
        for (Contrast contrast : experiment.contrasts()) {
            assertTrue(experiment.lanes().contains(contrast.lane()), contrast::toString);
            assertTrue(experiment.lanes().contains(contrast.base()), contrast::toString);
        }
        assertEquals(
                1,
                experiment.contrasts().stream()
                        .filter(contrast -> contrast.name().startsWith("null"))
                        .count());
        assertEquals(experiment.lanes().size(), new HashSet<>(experiment.lanes()).size());
    }

    @Test
    void shouldNameWhatThereIsWhenAskedForWhatThereIsNot() {
        String message = assertThrows(IllegalArgumentException.class, () -> Experiments.named("nothing"))
                .getMessage();
        assertTrue(message.contains("nothing") && message.contains("idle-subscribers"), message);
    }

    /** A proof that cannot fail proves nothing: here the slow reader is never overrun, for it has read all there is. */
    @Test
    void shouldFindAVoidLaneOut() {
        ReaderLane.Channel idle = new BusChannel(64, 1 << 16, 200, "none");
        ReaderLane lane = new ReaderLane("slow", idle, ReaderLane.Pace.SLOW);
        assertThrows(IllegalStateException.class, lane::close);
        idle.close();
    }

    /** As a reader that was overrun although it was said to be at the live edge. */
    @Test
    void shouldFindALossAtTheLiveEdgeOut() {
        ReaderLane.Channel lossy = new ReaderLane.Channel() {
            private final AtomicInteger published = new AtomicInteger();

            @Override
            public void publishBurst() {
                published.addAndGet(ReaderLane.BURST);
            }

            @Override
            public int read(long busyNs) {
                return published.getAndSet(0);
            }

            @Override
            public long lost() {
                return 1;
            }

            @Override
            public void close() {}
        };
        ReaderLane lane = new ReaderLane("live", lossy, ReaderLane.Pace.LIVE);
        assertTrue(lane.timeNs(2 * ReaderLane.BURST) >= 0);
        String message = assertThrows(IllegalStateException.class, lane::close).getMessage();
        assertTrue(message.contains("loss of live"), message);
    }
}
