/**
 * The {@code load} command: open-loop load on a frame bus, and what became of every frame.
 *
 * <p>Every frame has a time at which it is due, known before the run starts ({@code Playlist}); generators publish on that
 * schedule whatever the subscribers do, and latency is counted from the time a frame was due, not from when it was sent. What a
 * subscriber is given is checked against the same schedule: its order, its header, its payload, whether a decoder could have
 * used it ({@code DecodabilityTracker}), and whether delivered, dropped and unread frames add up to what was published.
 */
@NullMarked
package io.framebus.bench.load;

import org.jspecify.annotations.NullMarked;
