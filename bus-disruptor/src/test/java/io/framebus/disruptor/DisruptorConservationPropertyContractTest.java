package io.framebus.disruptor;

import io.framebus.contract.ConservationPropertyContract;

class DisruptorConservationPropertyContractTest extends ConservationPropertyContract {
    DisruptorConservationPropertyContractTest() {
        super(DisruptorEngine::create);
    }
}
