/**
 * What every implementation of the bus has to do: abstract suites, one per theme, each extended by one line in the module of
 * the engine under test. See {@link io.framebus.contract.BusContract} for how a suite gets its bus.
 *
 * <p>Numbers after "case" in the comments are those of the acceptance cases in {@code reference/seed.md}, section 2.
 */
package io.framebus.contract;
