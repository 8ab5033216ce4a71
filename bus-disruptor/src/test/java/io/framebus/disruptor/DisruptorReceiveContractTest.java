package io.framebus.disruptor;

import io.framebus.contract.ReceiveContract;

class DisruptorReceiveContractTest extends ReceiveContract {
    DisruptorReceiveContractTest() {
        super(DisruptorEngine::create);
    }
}
