package io.framebus.disruptor;

import io.framebus.contract.OneThreadContract;

class DisruptorOneThreadContractTest extends OneThreadContract {
    DisruptorOneThreadContractTest() {
        super(DisruptorEngine::create);
    }
}
