package io.framebus.disruptor;

import io.framebus.contract.ActivityContract;

class DisruptorActivityContractTest extends ActivityContract {
    DisruptorActivityContractTest() {
        super(DisruptorEngine::create);
    }
}
