package io.framebus.disruptor;

import io.framebus.contract.SharedPublishersContract;

class DisruptorSharedPublishersContractTest extends SharedPublishersContract {
    DisruptorSharedPublishersContractTest() {
        super(DisruptorEngine::create);
    }
}
