package io.framebus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The list by which streams tell an agent, and each stream's part in it. */
@Timeout(60)
class EgressReadyListTest {
    private final EgressReadyList list = new EgressReadyList();
    private long nowNs;

    private EgressReadiness idle() {
        EgressReadiness readiness =
                new EgressReadiness(new EgressGroup(new EgressFakes.Stream("stream").handle, false), list, () -> nowNs);
        readiness.makeIdle();
        return readiness;
    }

    private List<EgressReadiness> takeAll() {
        List<EgressReadiness> taken = new ArrayList<>();
        for (EgressReadiness one = list.takeAll(); one != null; one = one.takeNext()) {
            taken.add(one);
        }
        return taken;
    }

    @Test
    void shouldGiveAllOnceInTheOrderInWhichTheyTold() {
        EgressReadiness first = idle();
        EgressReadiness second = idle();
        EgressReadiness third = idle();
        assertTrue(list.isEmpty());
        assertNull(list.takeAll());
        second.onActivity();
        first.onActivity();
        third.onActivity();
        assertFalse(list.isEmpty());
        assertEquals(List.of(second, first, third), takeAll());
        assertTrue(list.isEmpty());
        assertEquals(List.of(), takeAll());
    }

    @Test
    void shouldHoldOneThatTellsOftenOnce() {
        EgressReadiness one = idle();
        one.onActivity();
        one.onActivity();
        assertEquals(List.of(one), takeAll());
        one.onActivity();
        assertEquals(List.of(), takeAll(), "it is ready");
        one.makeIdle();
        one.onActivity();
        assertEquals(List.of(one), takeAll());
    }

    @Test
    void shouldKeepNobodyThatItHasGiven() {
        EgressReadiness first = idle();
        EgressReadiness second = idle();
        first.onActivity();
        second.onActivity();
        takeAll();
        assertNull(first.next);
        assertNull(second.next);
    }

    @Test
    void shouldSettleOnceItsTimeIsOver() {
        nowNs = Long.MAX_VALUE - 10;
        EgressReadiness one = idle();
        assertFalse(one.isSettled());
        nowNs += ActivityListener.SETTLING_NS;
        assertFalse(one.isSettled());
        nowNs++;
        assertTrue(one.isSettled());
    }

    /** Each tells as soon as it was made idle: no telling gets lost, and none comes twice. */
    @Test
    void shouldLoseNobodyWhereManyTellAtOnce() throws InterruptedException {
        int tellers = 4;
        int times = 20_000;
        EgressReadiness[] all = new EgressReadiness[tellers];
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < tellers; i++) {
            EgressReadiness mine = idle();
            all[i] = mine;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int told = 0; told < times; ) {
                    if (mine.tryMakeReady()) {
                        list.push(mine);
                        told++;
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        int[] taken = new int[tellers];
        List<EgressReadiness> order = List.of(all);
        start.countDown();
        for (int left = tellers * times; left > 0; ) {
            for (EgressReadiness one = list.takeAll(); one != null; ) {
                EgressReadiness next = one.takeNext();
                taken[order.indexOf(one)]++;
                left--;
                one.makeIdle();
                one = next;
            }
            Thread.onSpinWait();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < tellers; i++) {
            assertEquals(times, taken[i]);
        }
        assertTrue(list.isEmpty());
    }
}
