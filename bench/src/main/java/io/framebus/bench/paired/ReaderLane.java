package io.framebus.bench.paired;

import io.framebus.bench.jmh.Require;
import org.jspecify.annotations.Nullable;

/**
 * Publishing in bursts while a thread on another core reads. Only the bursts are timed, or each until it has been read. Before each, a
 * reader at the live edge has read everything and spins for the next frame; a slow one is not waited for, and is overrun again and
 * again.
 */
final class ReaderLane implements Lane {
    static final int BURST = 16;

    /** What is published to and read from. */
    interface Channel extends AutoCloseable {
        /** Publishes a burst. */
        void publishBurst();

        /** Reads what there is and takes that long over each frame; by the reader. */
        int read(long busyNs);

        /** Frames, or laps, that the reader has lost; once it rests. */
        long lost();

        /** Proves that what was published can be accounted for. */
        @Override
        void close();
    }

    /** What the reader does. */
    enum Pace {
        NONE,
        LIVE,
        SLOW
    }

    /** What a slow reader takes over a frame: many times what publishing it takes, on slow machines as well. */
    static final long SLOW_NS = 2_000;

    private final String name;
    private final Channel channel;
    private final Pace pace;
    private final @Nullable ReaderThread reader;
    private final boolean untilRead;
    private long published;

    ReaderLane(String name, Channel channel, Pace pace) {
        this(name, channel, pace, false);
    }

    /** Of bursts that are timed until a reader at the live edge has read them. */
    static ReaderLane untilRead(String name, Channel channel) {
        return new ReaderLane(name, channel, Pace.LIVE, true);
    }

    private ReaderLane(String name, Channel channel, Pace pace, boolean untilRead) {
        this.name = name;
        this.untilRead = untilRead;
        this.channel = channel;
        this.pace = pace;
        long busyNs = pace == Pace.SLOW ? SLOW_NS : 0;
        reader = pace == Pace.NONE ? null : new ReaderThread(name, () -> channel.read(busyNs));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long timeNs(int operations) {
        if (reader != null) {
            reader.start();
        }
        burstsNs(operations); // for the caches, which the other lanes have had since
        long ns = burstsNs(operations);
        if (reader != null) {
            if (pace == Pace.LIVE) {
                reader.awaitDelivered(published);
            }
            reader.rest();
        }
        return ns;
    }

    private long burstsNs(int operations) {
        long ns = 0;
        for (int done = 0; done < operations; done += BURST) {
            if (reader != null && pace == Pace.LIVE) {
                reader.awaitDelivered(published);
            }
            long startNs = System.nanoTime();
            channel.publishBurst();
            published += BURST;
            if (reader != null && untilRead) {
                reader.awaitDelivered(published);
            }
            ns += System.nanoTime() - startNs;
        }
        return ns;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.end();
            Require.that(reader.delivered() > 0, name + ": nothing was read");
            switch (pace) {
                case LIVE -> {
                    Require.equal(published, reader.delivered(), "frames read by " + name);
                    Require.equal(0, channel.lost(), "loss of " + name);
                }
                case SLOW -> Require.that(channel.lost() > 0, name + ": the reader was never overrun");
                case NONE -> {}
            }
        }
        channel.close();
    }
}
