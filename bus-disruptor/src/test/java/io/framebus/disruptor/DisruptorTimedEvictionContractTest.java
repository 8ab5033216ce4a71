package io.framebus.disruptor;

import io.framebus.contract.TimedEvictionContract;

class DisruptorTimedEvictionContractTest extends TimedEvictionContract {
    DisruptorTimedEvictionContractTest() {
        super(DisruptorEngine::create);
    }
}
