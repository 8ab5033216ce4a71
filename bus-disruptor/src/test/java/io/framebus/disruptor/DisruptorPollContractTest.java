package io.framebus.disruptor;

import io.framebus.contract.PollContract;

class DisruptorPollContractTest extends PollContract {
    DisruptorPollContractTest() {
        super(DisruptorEngine::create);
    }
}
