package io.framebus.disruptor;

import io.framebus.contract.LimitsContract;

class DisruptorLimitsContractTest extends LimitsContract {
    DisruptorLimitsContractTest() {
        super(DisruptorEngine::create);
    }
}
