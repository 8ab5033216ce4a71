package io.framebus.disruptor;

import io.framebus.contract.ConcurrentConservationContract;

class DisruptorConcurrentConservationContractTest extends ConcurrentConservationContract {
    DisruptorConcurrentConservationContractTest() {
        super(DisruptorEngine::create);
    }
}
