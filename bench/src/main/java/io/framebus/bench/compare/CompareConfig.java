package io.framebus.bench.compare;

import io.framebus.bench.peer.Peer;
import io.framebus.bench.text.Units;
import java.util.List;

/**
 * A comparison. The values have been checked.
 *
 * @param base what all measurements have in common
 * @param workload what is published
 * @param peers in the order in which they are shown, framebus first; the floors, if any, last
 * @param cases what they are compared for
 * @param rounds how often each is measured
 * @param jvmOptions of the JVMs that measure
 */
record CompareConfig(
        RunSpec base, Workload workload, List<Peer> peers, List<Case> cases, int rounds, List<String> jvmOptions) {

    /** Those that can do the case: the floors are not safe between threads. */
    List<Peer> peers(Case what) {
        return peers.stream()
                .filter(peer -> what.measure() == Measure.COST || !peer.isFloor())
                .toList();
    }

    /** Whether peers take turns in slices of time. */
    boolean isSideBySide(Case what) {
        return what.measure() == Measure.COST && base.slices() > 1;
    }

    /** In words, how many frames are published before they are read. */
    String framesATurn() {
        return Units.count(base.batchFrames(), "frame") + " a turn";
    }

    /** Measurements in all. */
    int runs() {
        return rounds * cases.stream().mapToInt(what -> peers(what).size()).sum();
    }
}
