package io.framebus.disruptor;

import io.framebus.contract.ConfigurationContract;

class DisruptorConfigurationContractTest extends ConfigurationContract {
    DisruptorConfigurationContractTest() {
        super(DisruptorEngine::create);
    }
}
