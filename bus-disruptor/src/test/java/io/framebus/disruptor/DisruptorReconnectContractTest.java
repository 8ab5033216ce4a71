package io.framebus.disruptor;

import io.framebus.contract.ReconnectContract;

class DisruptorReconnectContractTest extends ReconnectContract {
    DisruptorReconnectContractTest() {
        super(DisruptorEngine::create);
    }
}
