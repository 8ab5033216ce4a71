package io.framebus.disruptor;

import io.framebus.contract.KeyframeRequestContract;

class DisruptorKeyframeRequestContractTest extends KeyframeRequestContract {
    DisruptorKeyframeRequestContractTest() {
        super(DisruptorEngine::create);
    }
}
