/**
 * {@code compare}: the same work through the bus and its peers. Each measurement is a JVM of its own; rounds interleave the
 * peers. {@link io.framebus.bench.compare.CompareCommand} is the entry, {@code PeerProcess} what runs in those JVMs.
 */
@NullMarked
package io.framebus.bench.compare;

import org.jspecify.annotations.NullMarked;
