package io.framebus.bench.doctor;

/**
 * All that checks look at.
 *
 * @param files what the operating system says
 * @param cgroup its limits
 * @param probe what was measured
 * @param jvm this JVM
 * @param processors how many processors it may use
 * @param spinning how many threads of the intended run spin
 */
record Machine(HostFiles files, Cgroup cgroup, Probe probe, JvmFacts jvm, int processors, int spinning) {}
