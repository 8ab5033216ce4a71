package io.framebus.disruptor;

import io.framebus.contract.EvictionContract;

class DisruptorEvictionContractTest extends EvictionContract {
    DisruptorEvictionContractTest() {
        super(DisruptorEngine::create);
    }
}
