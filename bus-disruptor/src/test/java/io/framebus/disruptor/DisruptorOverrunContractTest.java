package io.framebus.disruptor;

import io.framebus.contract.OverrunContract;

class DisruptorOverrunContractTest extends OverrunContract {
    DisruptorOverrunContractTest() {
        super(DisruptorEngine::create);
    }
}
