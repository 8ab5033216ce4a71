package io.framebus.disruptor;

import io.framebus.contract.LatencyContract;

class DisruptorLatencyContractTest extends LatencyContract {
    DisruptorLatencyContractTest() {
        super(DisruptorEngine::create);
    }
}
