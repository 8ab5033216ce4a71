package io.framebus.contract;

import io.framebus.FrameBus;

/** A bus, and the handle to its housekeeping that the API does not show. */
public interface EngineUnderTest {
    /** The bus. */
    FrameBus bus();

    /** One housekeeping turn, now, on the calling thread. */
    void housekeep();
}
