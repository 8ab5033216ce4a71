package io.framebus.bench.load;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.ConsumerRecorder;
import io.framebus.bench.consumer.Distribution;
import io.framebus.bench.consumer.StallSchedule;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How one subscriber behaves in a run: how long it is busy with each frame, and when it does not read; and, where that is wanted,
 * a recording of how it really did. By the thread that polls; does not allocate.
 */
final class Conduct {
    private final long everyNs;
    private final long lengthNs;
    private final long phaseNs;
    private final Distribution hold;
    private final SplittableRandom random;
    private final @Nullable StallSchedule stalls;
    private final @Nullable ConsumerRecorder recorder;
    private long resumeNs = Long.MIN_VALUE;

    /**
     * @param number which of its class's subscribers it is
     * @param phase where in a period of stalls it begins, from 0 to 1
     */
    Conduct(SubscriberClass behaviour, int number, double phase, long seed, boolean recorded) {
        ConsumerModel model = behaviour.model();
        this.everyNs = behaviour.every().toNanos();
        this.lengthNs = behaviour.length().toNanos();
        this.phaseNs = (long) (phase * everyNs);
        this.random = ConsumerModel.holdRandom(seed, number);
        this.hold = model == null
                ? new Distribution.Constant(behaviour.hold().toNanos())
                : model.profile(number).hold();
        this.stalls = model == null ? null : model.stalls(seed, number);
        this.recorder = recorded ? new ConsumerRecorder() : null;
    }

    /** How long it is to be busy with the next frame. */
    long nextHoldNs() {
        return hold.drawNs(random);
    }

    /** Whether it is not to read then. Times asked for must not go back. */
    boolean isStalled(long elapsedNs) {
        if (stalls == null) {
            // Each period ends with a stall.
            return everyNs > 0 && Math.floorMod(elapsedNs + phaseNs, everyNs) >= everyNs - lengthNs;
        }
        if (elapsedNs >= resumeNs) {
            resumeNs = stalls.firstReadFrom(elapsedNs);
        }
        return elapsedNs < resumeNs;
    }

    /**
     * Whether it reads nothing after the last frame was due. One by a model does not: what is left in a ring that nobody
     * overwrites any more would be delivered, and late, as in no time of a stream that goes on.
     */
    boolean endsWithTheRun() {
        return stalls != null;
    }

    /** Who records it; null where nobody does. */
    @Nullable
    ConsumerRecorder recorder() {
        return recorder;
    }
}
