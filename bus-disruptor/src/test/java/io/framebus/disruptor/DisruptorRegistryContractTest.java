package io.framebus.disruptor;

import io.framebus.contract.RegistryContract;

class DisruptorRegistryContractTest extends RegistryContract {
    DisruptorRegistryContractTest() {
        super(DisruptorEngine::create);
    }
}
