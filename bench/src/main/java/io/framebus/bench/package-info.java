/** The framebus command line: {@link io.framebus.bench.Main} and its commands. */
@NullMarked
package io.framebus.bench;

import org.jspecify.annotations.NullMarked;
