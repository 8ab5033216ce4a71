/**
 * Media input: real files and recorded traces as one kind of source.
 *
 * <p>{@link io.framebus.bench.media.MediaFiles} opens a file by its content, {@link io.framebus.bench.media.BundledTraces} a
 * trace that ships with the bench. Both give a {@link io.framebus.bench.media.MediaSource}: tracks, and access units in
 * decode order. {@link io.framebus.bench.media.MediaClip} is the form for a load generator: everything in memory, nothing
 * allocated per unit.
 *
 * <p>Files are not trusted. Whatever is in them, opening one ends in bounded time and memory with a source or with a
 * {@link io.framebus.bench.media.MediaException} of one line. The bounds are in {@code MediaLimits}.
 */
@NullMarked
package io.framebus.bench.media;

import org.jspecify.annotations.NullMarked;
