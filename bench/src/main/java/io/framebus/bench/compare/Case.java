package io.framebus.bench.compare;

import io.framebus.bench.text.Units;

/** What all peers are measured for side by side. */
record Case(Measure measure, int subscribers) {
    String title() {
        String readers = Units.count(subscribers, "subscriber");
        return switch (measure) {
            case COST -> "COST, " + readers + ", one thread publishes and reads in turns";
            case FLOW -> "FLOW, " + readers + ", one thread publishes while others read";
        };
    }
}
