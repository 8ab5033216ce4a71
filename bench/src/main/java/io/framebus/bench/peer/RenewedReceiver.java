package io.framebus.bench.peer;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.BroadcastReceiver;

/**
 * Agrona's broadcast receiver, replaced by a new one when it was thrown off.
 *
 * <p>{@link BroadcastReceiver#receiveNext} proves that a record is whole, then reads its length, and takes that for the way to the
 * next record. A transmitter that overwrites the record between the two leaves bytes of a payload there. Most of what is read
 * as a length then leads far ahead of the transmitter, and the receiver finds nothing until that has come round to it: up to
 * 2 GiB later, without a sign. A negative one leads back, to records that it has handed over before. (Agrona 2.6.0;
 * docs/compare.md says how often.)
 *
 * <p>How it is told: a receiver that finds nothing has read all records, and stands where the transmitter's tail is. When the
 * tail has moved on since, it has to find something. If it does not, it stands elsewhere. A new one begins at the newest record, as
 * after any lap. That it was led back only the reader can tell, by what the records are: {@link #renew}.
 *
 * <p>For one thread. Allocates when it was thrown off.
 */
final class RenewedReceiver {
    private static final long NOT_EMPTY = -1;

    private final AtomicBuffer buffer;
    private final int tailIndex;
    private BroadcastReceiver receiver;
    /** The tail when the receiver first found nothing since it last found something. Read after the receiver had: it may be newer. */
    private long emptyTail = NOT_EMPTY;

    private long earlierLaps;

    RenewedReceiver(AtomicBuffer buffer) {
        this.buffer = buffer;
        tailIndex = buffer.capacity()
                - BroadcastBufferDescriptor.TRAILER_LENGTH
                + BroadcastBufferDescriptor.TAIL_COUNTER_OFFSET;
        receiver = new BroadcastReceiver(buffer);
    }

    /** Moves to the next record, if there is one. */
    boolean next() {
        if (receiver.receiveNext()) {
            emptyTail = NOT_EMPTY;
            return true;
        }
        return nextAfterNothing();
    }

    private boolean nextAfterNothing() {
        // Read after the receiver has read it: as new or newer, so that nothing is expected too early.
        long tail = buffer.getLongVolatile(tailIndex);
        if (emptyTail == NOT_EMPTY) {
            emptyTail = tail;
        }
        if (tail == emptyTail) {
            return false;
        }
        emptyTail = NOT_EMPTY;
        if (!receiver.receiveNext()) {
            renew();
            return receiver.receiveNext();
        }
        return true;
    }

    /** It was thrown off: goes on at the newest record. */
    void renew() {
        earlierLaps += receiver.lappedCount() + 1;
        receiver = new BroadcastReceiver(buffer);
        emptyTail = NOT_EMPTY;
    }

    /** Whether the record had not been overwritten when this was called. */
    boolean validate() {
        return receiver.validate();
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset() {
        return receiver.offset();
    }

    int length() {
        return receiver.length();
    }

    /** How many times the transmitter was found to have overtaken the receiver. */
    long laps() {
        return earlierLaps + receiver.lappedCount();
    }
}
