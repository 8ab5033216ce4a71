package io.framebus.disruptor;

import io.framebus.contract.FilterContract;

class DisruptorFilterContractTest extends FilterContract {
    DisruptorFilterContractTest() {
        super(DisruptorEngine::create);
    }
}
