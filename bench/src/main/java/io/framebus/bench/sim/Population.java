package io.framebus.bench.sim;

import io.framebus.bench.measure.FreezeMeter;

/**
 * What the subscribers of one profile and one ring have in common. Immutable, and shared by all threads.
 *
 * @param timeline what is published
 * @param rules the policies
 * @param holds how long each frame is held
 * @param keepingUp what one does that never stalls
 * @param distances from each idle place to where skipping must end
 * @param maySkip whether stretches in which a subscriber keeps up may be skipped
 */
@SuppressWarnings("ArrayRecordComponent") // shared by design, compared by nobody
record Population(
        Timeline timeline,
        SimulationRules rules,
        HoldTable holds,
        KeepingUp keepingUp,
        int[] distances,
        boolean maySkip) {

    static Population of(
            Timeline timeline, SimulationRules rules, HoldTable holds, KeepingUp keepingUp, RingModel ring) {
        // A frame that waits for less than this is retained until it is read, and its picture is not noticeably late.
        long harmlessNs = Math.min(ring.shortestStayNs(), FreezeMeter.NOTICED_NS);
        boolean maySkip =
                keepingUp.isPossible() && !LagModel.concernsLateness(rules.maxLag(), keepingUp.longestWaitNs());
        return new Population(timeline, rules, holds, keepingUp, keepingUp.distancesToWait(harmlessNs), maySkip);
    }

    /** The same, looking at every frame. For tests of the skipping. */
    Population withoutSkipping() {
        return new Population(timeline, rules, holds, keepingUp, distances, false);
    }
}
