/**
 * What the commands share that measure one publisher and one subscriber on a fixed schedule: timetables, the generator that
 * follows one, and JVMs of their own for what is measured.
 */
@NullMarked
package io.framebus.bench.rig;

import org.jspecify.annotations.NullMarked;
