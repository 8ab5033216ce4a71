package io.framebus.disruptor;

import io.framebus.contract.ReplayContract;

class DisruptorReplayContractTest extends ReplayContract {
    DisruptorReplayContractTest() {
        super(DisruptorEngine::create);
    }
}
