package io.framebus.disruptor;

import io.framebus.contract.RetentionContract;

class DisruptorRetentionContractTest extends RetentionContract {
    DisruptorRetentionContractTest() {
        super(DisruptorEngine::create);
    }
}
