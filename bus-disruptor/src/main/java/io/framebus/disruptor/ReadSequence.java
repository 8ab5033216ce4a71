package io.framebus.disruptor;

import com.lmax.disruptor.Sequence;

/**
 * The sequence that a subscription reads next. A Disruptor sequence for its padding: subscriptions polled by different threads do not
 * collide.
 */
final class ReadSequence extends Sequence {
    ReadSequence(long first) {
        super(first);
    }

    /** {@link #set} but for its release fence: for who moves many on and issues one for all ({@link FanOutHandover}). */
    void setPlain(long sequence) {
        value = sequence;
    }
}
