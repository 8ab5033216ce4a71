package io.framebus.bench.peer;

/** One subscriber. Polled by one thread at a time. */
public interface PeerSubscriber extends AutoCloseable {
    /** What {@link #toldLost} says when the peer does not tell. */
    long UNTOLD = -1;

    /**
     * Gives the sink what there is, without waiting.
     *
     * @param limit the most frames; a peer that pushes may give more ({@link Traits.Reading#PUSHED})
     * @return 0 if there was nothing to do, else how many frames the sink was given. A peer that pushes says 1, and may have
     *     given frames to other subscribers of the channel: count in the sink
     */
    int poll(int limit);

    /**
     * As {@link #poll}, but sleeps by the peer's own means while there is none. Only where {@link Traits#parks} says so.
     *
     * @return 0 if there was none within {@code timeoutNs}
     * @throws UnsupportedOperationException where it does not
     */
    default int receive(int limit, long timeoutNs) throws InterruptedException {
        throw new UnsupportedOperationException("this peer cannot make a thread sleep until there is a frame");
    }

    /**
     * Frames that the peer says this subscriber has lost so far, refused ones not among them; {@link #UNTOLD} if it keeps no
     * such count. Read it when neither side moves.
     */
    long toldLost();

    /**
     * How many times the publisher overtook this subscriber, as the peer counts it; {@link #UNTOLD} if it does not. Read it when
     * neither side moves.
     */
    default long overruns() {
        return UNTOLD;
    }

    /** Leaves. Idempotent. Not while another thread polls. */
    @Override
    void close();
}
