package io.framebus.bench.latency;

import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.WarmUp;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.rig.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JVM in which one peer is measured, at one rate after the other. */
public final class LatencyChild {
    private LatencyChild() {}

    /** All cells of one peer and one way of waiting. */
    record Job(String peer, WaitMode waiting, List<Double> rates, LatencySettings settings) {}

    /** What came out of them. */
    record Result(List<CellFigures> cells) {}

    /** Started by {@link ChildJvm#call}. */
    public static void main(String[] args) throws IOException {
        ChildJvm.serve(args, Job.class, LatencyChild::run);
    }

    static Result run(Job job) throws InterruptedException {
        Peer peer = Peers.named(job.peer());
        List<CellFigures> cells = new ArrayList<>();
        for (double rate : job.rates()) {
            LatencyCell cell = new LatencyCell(peer.name(), job.waiting(), rate);
            cells.add(new LatencyRun(cell, job.settings(), new StopSignal(), WarmUp.compilationMs()).run(peer));
        }
        return new Result(cells);
    }
}
