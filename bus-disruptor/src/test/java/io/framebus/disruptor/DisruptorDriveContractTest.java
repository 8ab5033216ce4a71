package io.framebus.disruptor;

import io.framebus.contract.DriveContract;

class DisruptorDriveContractTest extends DriveContract {
    DisruptorDriveContractTest() {
        super(DisruptorEngine::create);
    }
}
