package io.framebus.disruptor;

import io.framebus.contract.BadInputContract;

class DisruptorBadInputContractTest extends BadInputContract {
    DisruptorBadInputContractTest() {
        super(DisruptorEngine::create);
    }
}
