package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RingSignalTest {
    private static RingSignal signal(boolean sleeping) {
        return sleeping ? new Sleepers() : new NoSleepers();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldShowTheCursorThatTheRingMoves(boolean sleeping) {
        RingSignal signal = signal(sleeping);
        RingBuffer<Object> ring = RingBuffer.createSingleProducer(Object::new, 4, signal);
        Sequence cursor = signal.cursorOf(ring);
        assertEquals(-1, cursor.get());
        for (long sequence = 0; sequence < 10; sequence++) {
            ring.publish(sequence);
            assertEquals(sequence, cursor.get());
            assertEquals(ring.getCursor(), cursor.get());
        }
        assertSame(cursor, signal.cursorOf(ring), "later as well");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldPublishAsTheRingDoes(boolean sleeping) throws Exception {
        RingSignal signal = signal(sleeping);
        RingBuffer<Object> ring = RingBuffer.createSingleProducer(Object::new, 4, signal);
        Sequence cursor = signal.cursorOf(ring);
        for (long sequence = 0; sequence < 10; sequence++) {
            signal.publish(cursor, sequence);
            assertEquals(sequence, ring.getCursor());
            assertTrue(ring.isAvailable(sequence));
            assertEquals(sequence, ring.newBarrier().waitFor(sequence), "a consumer of the Disruptor's own");
            ring.publish(++sequence);
            assertEquals(sequence, cursor.get(), "the same sequence");
        }
    }

    @Test
    @Timeout(10)
    void shouldWakeWhoSleepsWhenAFrameIsPublished() throws InterruptedException {
        Sleepers sleepers = new Sleepers();
        RingBuffer<Object> ring = RingBuffer.createSingleProducer(Object::new, 4, sleepers);
        Sequence cursor = sleepers.cursorOf(ring);
        sleepers.sleep(new Sleepers.Sleeper(), () -> true, System.nanoTime());
        sleepers.signalAllWhenBlocking(); // acknowledges: from now on nobody looks by itself
        Thread waiting =
                new Thread(() -> sleepers.sleep(new Sleepers.Sleeper(), () -> cursor.get() >= 0, Long.MAX_VALUE));
        waiting.setDaemon(true);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        sleepers.publish(cursor, 0);
        waiting.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldRefuseARingOfAnotherSignal(boolean sleeping) {
        RingBuffer<Object> other = RingBuffer.createSingleProducer(Object::new, 4, new BusySpinWaitStrategy());
        RingSignal signal = signal(sleeping);
        assertThrows(IllegalArgumentException.class, () -> signal.cursorOf(other));
        signal.cursorOf(RingBuffer.createSingleProducer(Object::new, 4, signal));
        assertThrows(IllegalArgumentException.class, () -> signal.cursorOf(other), "though it was shown one before");
    }

    /** Not done by the bus, but a barrier on its ring must not hand out what is not there yet. */
    @Test
    void shouldLookUntilThereIsWhatABarrierWaitsFor() throws Exception {
        RingBuffer<Object> ring = RingBuffer.createSingleProducer(Object::new, 4, new NoSleepers());
        Sequence late = new Sequence() {
            private int looks;

            @Override
            public long get() {
                return ++looks < 3 ? -1 : 5;
            }
        };
        assertEquals(5, new NoSleepers().waitFor(4, late, late, ring.newBarrier()));
    }
}
