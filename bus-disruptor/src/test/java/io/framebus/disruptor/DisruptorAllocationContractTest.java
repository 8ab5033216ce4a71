package io.framebus.disruptor;

import io.framebus.contract.AllocationContract;

class DisruptorAllocationContractTest extends AllocationContract {
    DisruptorAllocationContractTest() {
        super(DisruptorEngine::create);
    }
}
