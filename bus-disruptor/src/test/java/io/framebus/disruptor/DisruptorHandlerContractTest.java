package io.framebus.disruptor;

import io.framebus.contract.HandlerContract;

class DisruptorHandlerContractTest extends HandlerContract {
    DisruptorHandlerContractTest() {
        super(DisruptorEngine::create);
    }
}
