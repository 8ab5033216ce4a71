package io.framebus.disruptor;

import io.framebus.contract.MetadataContract;

class DisruptorMetadataContractTest extends MetadataContract {
    DisruptorMetadataContractTest() {
        super(DisruptorEngine::create);
    }
}
