package io.framebus.disruptor;

import io.framebus.contract.FanOutBehindContract;

class DisruptorFanOutBehindContractTest extends FanOutBehindContract {
    DisruptorFanOutBehindContractTest() {
        super(DisruptorEngine::create);
    }
}
