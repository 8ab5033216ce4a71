package io.framebus.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {
    private final ExecutorService runners = Executors.newCachedThreadPool();
    private final List<String> turns = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> cycles = new ArrayList<>();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger mostWorking = new AtomicInteger();

    @AfterEach
    void stop() {
        runners.shutdownNow();
    }

    private Future<?> runner(Relay relay, String name, int times) {
        return runners.submit(() -> {
            try (Baton baton = Baton.at(relay.port())) {
                for (int i = 0; i < times; i++) {
                    assertTrue(baton.await(), "others may have worked");
                    mostWorking.accumulateAndGet(working.incrementAndGet(), Math::max);
                    turns.add(name);
                    working.decrementAndGet();
                }
            } finally {
                relay.left();
            }
            return null;
        });
    }

    private void run(Relay relay) throws IOException {
        relay.run((cycle, there) -> {
            assertEquals(cycle, cycles.size());
            cycles.add(there);
        });
    }

    @Test
    void shouldGiveEachATurnACycleAndOneATime() throws Exception {
        try (Relay relay = new Relay(3, new Random(7))) {
            List<Future<?>> all = List.of(runner(relay, "a", 20), runner(relay, "b", 20), runner(relay, "c", 20));
            run(relay);
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertEquals(1, mostWorking.get());
        assertEquals(60, turns.size());
        List<List<String>> byCycle = new ArrayList<>();
        for (int i = 0; i < turns.size(); i += 3) {
            byCycle.add(turns.subList(i, i + 3));
            assertEquals(Set.of("a", "b", "c"), Set.copyOf(turns.subList(i, i + 3)), "cycle " + i / 3);
        }
        assertNotEquals(1, Set.copyOf(byCycle).size(), "in another order each time");
    }

    @Test
    void shouldGoOnWithoutOneThatHasGone() throws Exception {
        try (Relay relay = new Relay(2, new Random(7))) {
            Future<?> brief = runner(relay, "brief", 1);
            Future<?> long20 = runner(relay, "long", 20);
            run(relay);
            brief.get();
            long20.get();
        }
        assertEquals(20, Collections.frequency(turns, "long"));
        assertEquals(2, cycles.get(0));
        assertEquals(1, cycles.get(cycles.size() - 1));
    }

    @Test
    void shouldNotWaitForOneThatNeverComes() throws Exception {
        try (Relay relay = new Relay(2, new Random(7))) {
            Future<?> only = runner(relay, "only", 3);
            runners.execute(relay::left); // it failed before it came
            run(relay);
            only.get();
        }
        assertEquals(List.of("only", "only", "only"), turns);
    }

    @Test
    void shouldTakeInOneThatComesLateWhereAnotherHasGone() throws Exception {
        try (Relay relay = new Relay(3, new Random(7))) {
            try (Socket gone = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
                gone.getOutputStream().write(Baton.WAITING);
            }
            relay.left();
            Future<?> prompt = runner(relay, "prompt", 20);
            CountDownLatch underWay = new CountDownLatch(1);
            Future<?> late = runners.submit(() -> {
                underWay.await();
                return runner(relay, "late", 5).get();
            });
            relay.run((cycle, there) -> underWay.countDown());
            prompt.get();
            late.get();
        }
        assertEquals(20, Collections.frequency(turns, "prompt"));
        assertEquals(5, Collections.frequency(turns, "late"));
    }

    @Test
    void shouldTellWhoWaitsThatTheRelayHasGone() throws Exception {
        Baton baton;
        try (Relay relay = new Relay(1, new Random(7))) {
            baton = Baton.at(relay.port());
        }
        try (baton) {
            assertThrows(IOException.class, baton::await);
        }
    }

    @Test
    void shouldWaitForNobodyAlone() throws Exception {
        try (Baton baton = Baton.at(0)) {
            assertFalse(baton.await());
        }
    }
}
