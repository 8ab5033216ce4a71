package io.framebus.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastReceiver;
import org.agrona.concurrent.broadcast.BroadcastTransmitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receiver that is overtaken just where Agrona's does not look. */
@Timeout(10)
class RenewedReceiverTest {
    private static final int BUFFER_BYTES = 1024;
    private static final int SHORT_BYTES = 8;
    /** Their records begin elsewhere than that behind the short one: there, bytes of their payloads will be. */
    private static final int LONG_BYTES = 104;

    private static final int LAP = 2 * BUFFER_BYTES / LONG_BYTES;

    private final ByteBuffer memory =
            BufferUtil.allocateDirectAligned(BUFFER_BYTES + BroadcastBufferDescriptor.TRAILER_LENGTH, Long.BYTES);
    private final BroadcastTransmitter transmitter = new BroadcastTransmitter(new UnsafeBuffer(memory));
    private final Watched watched = new Watched(memory);

    /** What the receiver reads with. */
    private static final class Watched extends UnsafeBuffer {
        private Runnable beforeLength = () -> {};

        Watched(ByteBuffer memory) {
            super(memory);
        }

        @Override
        public int getInt(int index) {
            Runnable once = beforeLength;
            beforeLength = () -> {};
            once.run();
            return super.getInt(index);
        }
    }

    private void transmit(int bytes, int fill) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) fill);
        transmitter.transmit(1, new UnsafeBuffer(payload), 0, bytes);
    }

    private void transmitALap(int fill) {
        for (int i = 0; i < LAP; i++) {
            transmit(LONG_BYTES, fill);
        }
    }

    @Test
    void shouldHearTheNewestAfterALapBetweenProofAndLength() {
        RenewedReceiver receiver = new RenewedReceiver(watched);
        transmit(SHORT_BYTES, 1);
        transmit(LONG_BYTES, 1);
        assertTrue(receiver.next());
        watched.beforeLength = () -> transmitALap(0x7f);
        assertTrue(receiver.next());
        assertFalse(receiver.validate(), "it was overwritten");
        assertFalse(receiver.next(), "it looks far ahead");
        transmit(SHORT_BYTES, 2);
        assertTrue(receiver.next(), "a new one finds what was sent");
        assertEquals(SHORT_BYTES, receiver.length());
        assertEquals(2, receiver.buffer().getByte(receiver.offset()));
        assertTrue(receiver.validate());
        assertFalse(receiver.next(), "that was the newest");
        assertEquals(1, receiver.laps());
    }

    /** When this fails, Agrona has mended it, and RenewedReceiver may go. */
    @Test
    void shouldBeNeeded() {
        BroadcastReceiver receiver = new BroadcastReceiver(watched);
        transmit(SHORT_BYTES, 1);
        transmit(LONG_BYTES, 1);
        assertTrue(receiver.receiveNext());
        watched.beforeLength = () -> transmitALap(0x7f);
        assertTrue(receiver.receiveNext());
        for (int lap = 0; lap < 1000; lap++) {
            transmitALap(lap);
            assertFalse(receiver.receiveNext(), "lap " + lap);
        }
    }

    @Test
    void shouldRecoverByItselfFromALengthThatLeadsBack() {
        RenewedReceiver receiver = new RenewedReceiver(watched);
        transmit(SHORT_BYTES, 1);
        transmit(LONG_BYTES, 1);
        assertTrue(receiver.next());
        watched.beforeLength = () -> transmitALap(-128);
        assertTrue(receiver.next());
        assertFalse(receiver.validate());
        assertTrue(receiver.next(), "goes on at the newest");
        assertTrue(receiver.validate());
        assertFalse(receiver.next());
        assertEquals(1, receiver.laps());
    }

    @Test
    void shouldKeepAReceiverThatWasLappedAsUsual() {
        RenewedReceiver receiver = new RenewedReceiver(watched);
        for (int lap = 1; lap <= 3; lap++) {
            transmitALap(lap);
            assertTrue(receiver.next());
            assertTrue(receiver.validate());
            assertEquals(lap, receiver.buffer().getByte(receiver.offset()));
            assertFalse(receiver.next());
            assertEquals(lap, receiver.laps());
        }
    }

    @Test
    void shouldKeepAReceiverThatFindsNothingBecauseThereIsNothing() {
        RenewedReceiver receiver = new RenewedReceiver(watched);
        for (int i = 0; i < 1000; i++) {
            assertFalse(receiver.next());
            assertFalse(receiver.next());
            transmit(1 + i % LONG_BYTES, i);
            assertTrue(receiver.next());
            assertTrue(receiver.validate());
        }
        assertEquals(0, receiver.laps());
    }
}
