/**
 * The {@code soak} command: everything that can go wrong, for as long as one likes, on one bus in this process.
 *
 * <p>{@code Feed}s publish frames that say of themselves which they are ({@code Identity}), {@code Reader}s check every one of
 * them and keep books of their own, chaos threads do what users, networks and machines do, and a {@code Watch} looks at what
 * only shows in time: memory, threads, delay, and subscribers that make no progress.
 */
@NullMarked
package io.framebus.bench.soak;

import org.jspecify.annotations.NullMarked;
