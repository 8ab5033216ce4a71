package io.framebus.disruptor;

/** Of a stream whose subscribers wait without sleeping on it: there is nobody to wake. */
final class NoSleepers extends RingSignal {
    @Override
    public void signalAllWhenBlocking() {}
}
