package io.framebus.disruptor;

import io.framebus.contract.SyncPointContract;

class DisruptorSyncPointContractTest extends SyncPointContract {
    DisruptorSyncPointContractTest() {
        super(DisruptorEngine::create);
    }
}
