package io.framebus.disruptor;

import io.framebus.contract.InPlaceContract;

class DisruptorInPlaceContractTest extends InPlaceContract {
    DisruptorInPlaceContractTest() {
        super(DisruptorEngine::create);
    }
}
