package io.framebus.disruptor;

import io.framebus.contract.ObserverContract;

class DisruptorObserverContractTest extends ObserverContract {
    DisruptorObserverContractTest() {
        super(DisruptorEngine::create);
    }
}
