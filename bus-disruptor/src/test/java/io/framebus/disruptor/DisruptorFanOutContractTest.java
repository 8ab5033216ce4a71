package io.framebus.disruptor;

import io.framebus.contract.FanOutContract;

class DisruptorFanOutContractTest extends FanOutContract {
    DisruptorFanOutContractTest() {
        super(DisruptorEngine::create);
    }
}
