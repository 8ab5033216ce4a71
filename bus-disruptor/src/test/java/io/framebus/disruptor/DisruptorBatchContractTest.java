package io.framebus.disruptor;

import io.framebus.contract.BatchContract;

class DisruptorBatchContractTest extends BatchContract {
    DisruptorBatchContractTest() {
        super(DisruptorEngine::create);
    }
}
