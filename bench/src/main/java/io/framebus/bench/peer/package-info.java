/**
 * Transports under test behind one interface: framebus and the ways in which the same job is done elsewhere on the JVM. Each in
 * its best honest configuration, with what it cannot do said as data.
 *
 * <p>{@link io.framebus.bench.peer.Peers} names them. A {@link io.framebus.bench.peer.PeerChannel} has one publishing thread and
 * any number of subscribers. Frames carry three header fields and a payload that is really copied into the medium.
 * {@link io.framebus.bench.peer.Imprint} makes payloads that tell whether they arrived whole, and
 * {@link io.framebus.bench.peer.CheckingSink} counts what did not, for every peer alike.
 */
@NullMarked
package io.framebus.bench.peer;

import org.jspecify.annotations.NullMarked;
