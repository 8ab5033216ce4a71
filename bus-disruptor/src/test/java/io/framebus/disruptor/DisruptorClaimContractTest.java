package io.framebus.disruptor;

import io.framebus.contract.ClaimContract;

class DisruptorClaimContractTest extends ClaimContract {
    DisruptorClaimContractTest() {
        super(DisruptorEngine::create);
    }
}
