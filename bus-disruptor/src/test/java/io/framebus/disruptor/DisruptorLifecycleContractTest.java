package io.framebus.disruptor;

import io.framebus.contract.LifecycleContract;

class DisruptorLifecycleContractTest extends LifecycleContract {
    DisruptorLifecycleContractTest() {
        super(DisruptorEngine::create);
    }
}
