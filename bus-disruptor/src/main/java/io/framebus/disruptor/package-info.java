/**
 * The engine of the frame bus, on a Disruptor ring per stream. {@link io.framebus.disruptor.DisruptorFrameBus} is the one entry
 * point; everything else is package-private. The protocol between a publisher and its subscribers is written down in {@code
 * docs/protocol.md}.
 */
@NullMarked
package io.framebus.disruptor;

import org.jspecify.annotations.NullMarked;
