package io.framebus.bench.peer;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.Header;
import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.peer.Traits.Loss;
import io.framebus.bench.peer.Traits.Reading;
import io.framebus.bench.peer.Traits.WhenFull;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Aeron IPC with a media driver in this process: an exclusive publication, a subscription for each subscriber, fragments read in
 * place.
 *
 * <p>Subscriptions are untethered, so that one which stands still for seconds loses its image rather than stop everybody; within
 * those seconds, and where all of them are slow, the slowest sets the pace. The publisher does not wait: {@code offer} refuses
 * when the window is full. Terms are just long enough that the window, half a term, holds {@code capacityFrames}; the longest
 * terms would not fit the caches. The MTU is as long as the longest frame, up to what Aeron allows: longer frames go in pieces,
 * which the assembler copies.
 *
 * <p>The driver is one thread that spins for a moment and then sleeps up to {@value #MAX_PARK_NS} ns at a time. It moves the
 * publisher's limit, so it needs a share of a processor while frames flow.
 */
final class AeronPeer implements Peer {
    private static final int STREAM_ID = 1001;
    private static final int SPINS = 100;
    private static final int YIELDS = 10;
    private static final long MAX_PARK_NS = 50_000;
    private static final int MIN_TERM_BYTES = 1 << 20;
    private static final int MAX_TERM_BYTES = 1 << 30;
    private static final int MAX_MTU_BYTES = 65_504;
    private static final int MIN_MTU_BYTES = 1_408;
    /** The greatest message is an eighth of a term. */
    private static final int MESSAGE_SHARE = 8;

    private static final int TERMS = 3;
    private static final int WINDOW_SHARE = 2;
    private static final long MAX_MESSAGE_BYTES = 16 << 20;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int FRAGMENT_OVERHEAD_BYTES = 32 + FrameDescriptor.FRAME_ALIGNMENT;

    @Override
    public String name() {
        return "aeron";
    }

    @Override
    public Traits traits() {
        return new Traits(
                Reading.HELD,
                WhenFull.REFUSES,
                Loss.UNTOLD,
                EnumSet.of(Ability.GARBAGE_FREE),
                "IPC, embedded driver on a thread of its own; exclusive publication, untethered subscriptions, read in place;"
                        + " offer refuses when the window is full");
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    @Override
    public PeerChannel open(PeerSettings settings) {
        return new Channel(settings);
    }

    private static int termBytes(PeerSettings settings, int mtuBytes) {
        long longest = (long) settings.maxPayloadBytes() + Preamble.BYTES;
        if (longest > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("maxPayloadBytes must be less than "
                    + (MAX_MESSAGE_BYTES - Preamble.BYTES) + " for Aeron, is " + settings.maxPayloadBytes());
        }
        long pieces = longest / (mtuBytes - FRAGMENT_OVERHEAD_BYTES) + 1;
        long window = settings.capacityBytes()
                + settings.capacityFrames() * (Preamble.BYTES + pieces * FRAGMENT_OVERHEAD_BYTES);
        long wanted = Math.max(MIN_TERM_BYTES, Math.max(WINDOW_SHARE * window, MESSAGE_SHARE * longest));
        if (wanted > MAX_TERM_BYTES) {
            throw new IllegalArgumentException("a term must be of at most " + MAX_TERM_BYTES + " bytes, "
                    + settings.capacityFrames() + " frames of " + settings.capacityBytes() + " bytes in all take "
                    + wanted);
        }
        return Integer.highestOneBit((int) wanted - 1) << 1;
    }

    private static int mtuBytes(PeerSettings settings) {
        int wanted = settings.maxPayloadBytes() + Preamble.BYTES + FRAGMENT_OVERHEAD_BYTES;
        int aligned = wanted / FrameDescriptor.FRAME_ALIGNMENT * FrameDescriptor.FRAME_ALIGNMENT;
        return Math.min(MAX_MTU_BYTES, Math.max(MIN_MTU_BYTES, aligned));
    }

    private static final class Channel implements PeerChannel, PeerPublisher {
        private final MediaDriver driver;
        private final Aeron aeron;
        private final ExclusivePublication publication;
        private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
        private final int termBytes;
        /** A JVM that is told to end leaves no memory files behind. */
        private final Thread files;

        Channel(PeerSettings settings) {
            int mtuBytes = mtuBytes(settings);
            termBytes = termBytes(settings, mtuBytes);
            MediaDriver.Context context = new MediaDriver.Context()
                    .aeronDirectoryName(CommonContext.generateRandomDirName())
                    .dirDeleteOnStart(true)
                    .dirDeleteOnShutdown(true)
                    .threadingMode(ThreadingMode.SHARED)
                    .sharedIdleStrategy(new BackoffIdleStrategy(SPINS, YIELDS, 1_000, MAX_PARK_NS))
                    .ipcMtuLength(mtuBytes)
                    .ipcTermBufferLength(termBytes)
                    .termBufferSparseFile(false);
            driver = MediaDriver.launchEmbedded(context);
            files = new Thread(() -> IoUtil.delete(driver.context().aeronDirectory(), true), "aeron-files");
            Runtime.getRuntime().addShutdownHook(files);
            try {
                aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
            } catch (RuntimeException e) {
                driver.close();
                throw e;
            }
            publication = aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, STREAM_ID);
        }

        @Override
        public PeerPublisher publisher() {
            return this;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the same buffer, not one with the same bytes
        public boolean publish(long sequence, long sentNs, boolean key, ByteBuffer payload) {
            Preamble.put(payload, sequence, sentNs, key);
            if (source.byteBuffer() != payload) {
                source.wrap(payload);
            }
            int from = payload.position() - Preamble.BYTES;
            long position;
            do {
                position = publication.offer(source, from, payload.limit() - from, null);
                // A term was full, and the next one is ready: no subscriber is waited for.
            } while (position == ExclusivePublication.ADMIN_ACTION);
            if (position == ExclusivePublication.CLOSED || position == ExclusivePublication.MAX_POSITION_EXCEEDED) {
                throw new IllegalStateException("Aeron's publication is at its end: " + position);
            }
            return position > 0;
        }

        @Override
        public PeerSubscriber subscribe(PeerSink sink) {
            Subscription subscription = aeron.addSubscription(CommonContext.IPC_CHANNEL + "?tether=false", STREAM_ID);
            await(() -> subscription.imageCount() == 1 && publication.isConnected(), "a subscription's image");
            return new Reader(subscription, sink);
        }

        /** The driver has seen how far the subscribers are. */
        @Override
        public void settle() {
            if (publication.isConnected()) {
                long room = termBytes / WINDOW_SHARE;
                // The limit is moved in steps of an eighth of the window.
                await(() -> publication.availableWindow() >= room - room / MESSAGE_SHARE, "the publisher's window");
            }
        }

        private static void await(BooleanSupplier condition, String what) {
            long deadlineNs = System.nanoTime() + PATIENCE_NS;
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IllegalStateException("Aeron: " + what + " did not come within 10 s");
                }
                LockSupport.parkNanos(MAX_PARK_NS);
            }
        }

        @Override
        public long memoryBytes() {
            return (long) TERMS * termBytes;
        }

        @Override
        public void close() {
            aeron.close();
            driver.close();
            try {
                Runtime.getRuntime().removeShutdownHook(files);
            } catch (IllegalStateException ending) {
                // The hook is running, and finds nothing.
            }
        }
    }

    private static final class Reader implements PeerSubscriber, FragmentHandler {
        private final Subscription subscription;
        private final FragmentAssembler assembler = new FragmentAssembler(this, 0, true);
        private final PeerSink sink;
        /** One for each term, and one for assembled frames. */
        private final Fragment[] views = new Fragment[TERMS + 1];

        private int given;

        Reader(Subscription subscription, PeerSink sink) {
            this.subscription = subscription;
            this.sink = sink;
        }

        @Override
        public int poll(int limit) {
            given = 0;
            // Counts fragments: a frame in pieces may take several turns.
            int fragments = subscription.poll(assembler, limit);
            if (fragments == 0) {
                // At the end of a term that takes the padding only, and the next frame is in the next.
                fragments = subscription.poll(assembler, limit);
            }
            return fragments == 0 ? 0 : Math.max(1, given);
        }

        @Override
        public void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
            Fragment frame = view(buffer.byteBuffer());
            frame.at(offset + buffer.wrapAdjustment(), length);
            given++;
            sink.onFrame(frame);
        }

        @SuppressWarnings("ReferenceEquality") // the same buffer, not one with the same bytes
        private Fragment view(ByteBuffer memory) {
            for (Fragment view : views) {
                if (view != null && view.of == memory) {
                    return view;
                }
            }
            return newView(memory);
        }

        /** A term seen for the first time, or the assembler's buffer, which has grown. */
        private Fragment newView(ByteBuffer memory) {
            int free = 0;
            while (free < views.length - 1 && views[free] != null) {
                free++;
            }
            views[free] = new Fragment(memory);
            return views[free];
        }

        /** Who lags is waited for, until it loses its image: that is told by a callback, without a count. */
        @Override
        public long toldLost() {
            return UNTOLD;
        }

        @Override
        public void close() {
            subscription.close();
        }
    }

    private static final class Fragment extends BytesFrame {
        final ByteBuffer of;

        Fragment(ByteBuffer memory) {
            super(memory.duplicate());
            of = memory;
        }
    }
}
