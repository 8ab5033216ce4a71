package io.framebus.disruptor;

import io.framebus.contract.VirtualThreadsContract;

class DisruptorVirtualThreadsContractTest extends VirtualThreadsContract {
    DisruptorVirtualThreadsContractTest() {
        super(DisruptorEngine::create);
    }
}
