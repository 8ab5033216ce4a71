package io.framebus.contract;

/** Makes buses of the engine under test. */
@FunctionalInterface
public interface BusFactory {
    /** A new bus with these settings; what they do not say is the engine's default. */
    EngineUnderTest create(BusSettings settings);
}
