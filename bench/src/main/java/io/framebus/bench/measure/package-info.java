/** What measuring runs share: series of latencies, the machine's hiccups, threads that begin together, signals to stop. */
@NullMarked
package io.framebus.bench.measure;

import org.jspecify.annotations.NullMarked;
