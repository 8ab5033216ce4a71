package io.framebus.disruptor;

import org.agrona.concurrent.NanoClock;

/** A stream's place for a publisher: who has it, or for how long nobody has. Changed under the stream's lock, seen by any thread. */
final class PublisherSeat {
    private final NanoClock clock;
    private final FrameWriter writer;

    /** The one that may publish, or the last one that could. */
    private volatile Publication publication;

    /** When the last one left, on the bus's clock; only while there is none. */
    private volatile long leftNs;

    /** The same by the real clock. */
    private volatile long leftRealNs;

    PublisherSeat(NanoClock clock, FrameWriter writer, Publication first) {
        this.clock = clock;
        this.writer = writer;
        this.publication = first;
    }

    Publication publication() {
        return publication;
    }

    boolean isTaken() {
        return publication.isOpen();
    }

    /** It is this one's. Under the stream's lock. */
    void take(Publication next) {
        publication = next;
    }

    /** The publisher leaves. Under the stream's lock. */
    void leave() {
        leftNs = clock.nanoTime(); // before it is seen that there is none
        leftRealNs = System.nanoTime();
        publication.shut();
    }

    /** How long ago the publisher left, by the real clock, since it is about what real cores do. */
    long sinceLeftNs() {
        return System.nanoTime() - leftRealNs;
    }

    /** How long it has published nothing; 0 while there is none. */
    long silenceNs() {
        Publication current = publication;
        return current.isOpen() ? clock.nanoTime() - Math.max(writer.lastPublishNs(), current.startedNs()) : 0;
    }

    /** How long there has been none. */
    long vacantNs() {
        return isTaken() ? 0 : clock.nanoTime() - leftNs;
    }
}
