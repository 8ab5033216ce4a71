package io.framebus.bench.paired;

import io.framebus.bench.jmh.Require;
import io.framebus.bench.peer.Imprint;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerChannel;
import io.framebus.bench.peer.PeerPublisher;
import io.framebus.bench.peer.PeerSettings;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.rig.Pacer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One frame after the other to a subscriber that spins on another core, each once the one before has arrived and its time has come.
 * What a slice takes is as many times the median of its frames: the machine holds up one of a thousand for longer than the others
 * take together.
 */
final class ArrivalLane implements Lane {
    static final int PAYLOAD_BYTES = 1200;

    private static final int CAPACITY_FRAMES = 1024;
    private static final int KEY_EVERY = 30;
    private static final int LIMIT = 16;
    /** Sent one right after the other at first: at a thousand a second nothing would ever be compiled. */
    private static final int QUICK_FRAMES = 2_000;

    private final String name;
    private final long intervalNs;
    private final Imprint.Writer payloads;
    private final ArrivalSink sink;
    private final PeerChannel channel;
    private final PeerPublisher publisher;
    private final PeerSubscriber subscriber;
    private final ReaderThread reader;
    private final Pacer pacer = new Pacer(SystemNanoClock.INSTANCE, new BusySpinIdleStrategy());
    private long sent;

    ArrivalLane(String name, Peer peer, long intervalNs) {
        this.name = name;
        this.intervalNs = intervalNs;
        Imprint imprint = new Imprint(PAYLOAD_BYTES, 1);
        payloads = imprint.writer();
        sink = new ArrivalSink(imprint);
        channel = peer.open(PeerSettings.of(PAYLOAD_BYTES, CAPACITY_FRAMES, 1));
        publisher = channel.publisher();
        subscriber = channel.subscribe(sink);
        reader = new ReaderThread(name, this::read);
        timeNs(QUICK_FRAMES, 0);
    }

    private int read() {
        long before = sink.checks().delivered();
        subscriber.poll(LIMIT);
        return (int) (sink.checks().delivered() - before);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long timeNs(int operations) {
        return timeNs(operations, intervalNs);
    }

    private long timeNs(int frames, long intervalNs) {
        long[] arrivalNs = new long[frames];
        reader.start();
        long dueNs = System.nanoTime() + intervalNs;
        for (int i = 0; i < frames; i++) {
            pacer.awaitDue(dueNs);
            arrivalNs[i] = send();
            dueNs = Math.max(dueNs, System.nanoTime()) + intervalNs;
        }
        reader.rest();
        Arrays.sort(arrivalNs);
        return arrivalNs[frames / 2] * frames;
    }

    /** From the publish call until it has arrived. */
    private long send() {
        long sequence = sent++;
        ByteBuffer payload = payloads.payload(sequence, PAYLOAD_BYTES);
        long startNs = System.nanoTime();
        boolean taken = publisher.publish(sequence, startNs, sequence % KEY_EVERY == 0, payload);
        Require.that(taken, name + " refused a frame, though all before had been read");
        reader.awaitDelivered(sent);
        return sink.arrivedNs() - startNs;
    }

    @Override
    public void close() {
        reader.end();
        Require.equal(sent, sink.checks().delivered(), "frames that arrived whole and in order by " + name);
        subscriber.close();
        channel.close();
    }
}
