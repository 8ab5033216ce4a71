/**
 * The {@code doctor} command: what on this machine spoils a measurement. {@code HostFiles} reads what the operating system says,
 * {@code Probe} measures what it does not say, the classes named {@code ...Checks} judge both, and a {@code Diagnosis} says
 * what the machine can be trusted for. What cannot be found out is said to be unknown; it is never an error.
 */
@NullMarked
package io.framebus.bench.doctor;

import org.jspecify.annotations.NullMarked;
