package io.framebus.bench.consumer;

import java.util.SplittableRandom;

/** Reads whenever there is something. */
record NoStalls() implements Stalls {
    @Override
    public StallSchedule schedule(SplittableRandom random) {
        StallSchedule never = new StallSchedule() {
            @Override
            public void advance() {
                set(StallSchedule.NEVER, StallSchedule.NEVER);
            }
        };
        never.advance();
        return never;
    }

    @Override
    public double share() {
        return 0;
    }

    @Override
    public boolean isNone() {
        return true;
    }

    @Override
    public String toString() {
        return "none";
    }
}
