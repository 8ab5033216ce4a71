/**
 * How consumers of a stream behave: how long they hold each frame, and when they read nothing at all. Described in a line, or
 * recorded from subscribers that ran.
 */
@NullMarked
package io.framebus.bench.consumer;

import org.jspecify.annotations.NullMarked;
