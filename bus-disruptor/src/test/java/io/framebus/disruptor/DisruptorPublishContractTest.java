package io.framebus.disruptor;

import io.framebus.contract.PublishContract;

class DisruptorPublishContractTest extends PublishContract {
    DisruptorPublishContractTest() {
        super(DisruptorEngine::create);
    }
}
