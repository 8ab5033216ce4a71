package io.framebus.disruptor;

import io.framebus.contract.FanOutHandlerContract;

class DisruptorFanOutHandlerContractTest extends FanOutHandlerContract {
    DisruptorFanOutHandlerContractTest() {
        super(DisruptorEngine::create);
    }
}
