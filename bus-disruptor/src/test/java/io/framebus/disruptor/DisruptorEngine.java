package io.framebus.disruptor;

import io.framebus.FrameBus;
import io.framebus.contract.BusSettings;
import io.framebus.contract.EngineUnderTest;

/** This engine, as the contracts want it. */
final class DisruptorEngine implements EngineUnderTest {
    private final DisruptorFrameBus bus;

    private DisruptorEngine(DisruptorFrameBus bus) {
        this.bus = bus;
    }

    static EngineUnderTest create(BusSettings settings) {
        DisruptorFrameBus.Builder builder = DisruptorFrameBus.builder();
        settings.apps().forEach(builder::app);
        settings.maxPublishers().ifPresent(builder::maxPublishers);
        settings.idleTimeout().ifPresent(builder::idleTimeout);
        settings.reconnectGrace().ifPresent(builder::reconnectGrace);
        settings.observer().ifPresent(builder::observer);
        settings.clock().ifPresent(builder::clock);
        settings.housekeepingInterval().ifPresent(builder::housekeepingInterval);
        return new DisruptorEngine(builder.build());
    }

    @Override
    public FrameBus bus() {
        return bus;
    }

    @Override
    public void housekeep() {
        bus.housekeep();
    }
}
