package io.framebus.bench.compare;

import io.framebus.bench.peer.CheckingSink;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerChannel;
import io.framebus.bench.peer.PeerPublisher;
import io.framebus.bench.peer.PeerSubscriber;
import java.util.ArrayList;
import java.util.List;

/** An open channel, its subscribers and their sinks, and what is published next. One thread publishes. */
final class Traffic implements AutoCloseable {
    final PeerChannel channel;
    final List<PeerSubscriber> subscribers = new ArrayList<>();
    final List<CheckingSink> sinks = new ArrayList<>();

    private final Workload workload;
    private final PeerPublisher publisher;
    private final Imprint.Writer writer;
    private long offered;
    private long refused;
    private int frame;

    Traffic(Peer peer, RunSpec spec, Workload workload) {
        this.workload = workload;
        Imprint imprint = new Imprint(workload.maxBytes(), spec.seed());
        writer = imprint.writer();
        channel = peer.open(spec.settings(workload.maxBytes()));
        publisher = channel.publisher();
        for (int i = 0; i < spec.subscribers(); i++) {
            CheckingSink sink = new CheckingSink(imprint, spec.look(), 0);
            sinks.add(sink);
            subscribers.add(channel.subscribe(sink));
        }
    }

    /** As many frames as are due now follow. */
    void beginBatch() {
        publisher.beginBatch();
    }

    /** All that were due have been published. */
    void endBatch() {
        publisher.endBatch();
    }

    /** Publishes the next frame; whether it was taken. */
    boolean publish(long sentNs) {
        int i = frame;
        frame = i + 1 == workload.count() ? 0 : i + 1;
        long sequence = offered++;
        boolean taken =
                publisher.publish(sequence, sentNs, workload.key(i), writer.payload(sequence, workload.size(i)));
        if (!taken) {
            refused++;
        }
        return taken;
    }

    long offered() {
        return offered;
    }

    long refused() {
        return refused;
    }

    /** Reads all that is left. When no other thread reads. */
    void drain(int limit) {
        int worked;
        do {
            worked = 0;
            for (PeerSubscriber subscriber : subscribers) {
                worked += subscriber.poll(limit);
            }
        } while (worked > 0);
    }

    /** When nobody publishes or reads, and all was read. */
    FrameBooks books() {
        return FrameBooks.of(offered, refused, sinks, subscribers);
    }

    @Override
    public void close() {
        subscribers.forEach(PeerSubscriber::close);
        channel.close();
    }
}
