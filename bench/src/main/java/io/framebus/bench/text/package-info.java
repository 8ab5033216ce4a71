/** How values are written and read: units, aligned tables, options, the terminal. */
@NullMarked
package io.framebus.bench.text;

import org.jspecify.annotations.NullMarked;
