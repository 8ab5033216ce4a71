package io.framebus.disruptor;

import io.framebus.contract.ResourcesContract;

class DisruptorResourcesContractTest extends ResourcesContract {
    DisruptorResourcesContractTest() {
        super(DisruptorEngine::create);
    }
}
