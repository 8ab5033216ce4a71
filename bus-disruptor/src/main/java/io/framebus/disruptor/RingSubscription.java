package io.framebus.disruptor;

import io.framebus.EndReason;
import io.framebus.FrameHandler;
import io.framebus.FrameSink;
import io.framebus.LatencyRecording;
import io.framebus.LatencySampling;
import io.framebus.MaxLagPolicy;
import io.framebus.StartAt;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.SubscriberRef;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subscription: who may read when. The reading itself is the {@link FrameReader}'s. */
final class RingSubscription extends SubscriptionEnd {
    /** Of {@link #lookForFrames}, which else returns a sequence: there are none now, or never again. */
    private static final long NOTHING = -1;

    private static final long OVER = -2;

    private final boolean judgedAtEachRead;
    private final InPlaceReader inPlace;
    private final CopyReader byCopy;

    /**
     * Of the thread that is inside {@link #polling}, once it has read something. Kept, because looking it up costs each poll five
     * loads that wait for one another. Plain: written by a thread inside, or when none can come inside any more.
     */
    private @Nullable PollContext context;

    private final Receive receive;
    private final @Nullable Latencies latencies;

    /** {@code maxLag} is the policy where the options name none. */
    RingSubscription(Stream stream, long id, SubscribeOptions options, MaxLagPolicy maxLag) {
        this(stream, id, options, maxLag, stream.ring.cursor()); // read before it is found out where to begin
    }

    private RingSubscription(Stream stream, long id, SubscribeOptions options, MaxLagPolicy maxLag, long lastReplayed) {
        super(stream, id, options, maxLag);
        LatencySampling sampling = options.latencySampling();
        this.latencies = sampling == LatencySampling.NONE ? null : new Latencies(sampling, stream.clock);
        FrameRing ring = stream.ring;
        OwnView view = new OwnView(stream.tracks, ring.bySequence, lastReplayed);
        SharedInPlaceView inPlaceView = new SharedInPlaceView(stream.tracks, ring.bySequence, lastReplayed);
        SharedCopyView copyView = new SharedCopyView(stream.tracks, lastReplayed);
        this.inPlace = new InPlaceReader(ring, selector, view, inPlaceView, latencies);
        this.byCopy = new CopyReader(ring, selector, view, copyView, latencies);
        this.judgedAtEachRead = watch.isTimed();
        this.receive = new Receive(this, waiter);
    }

    /** For one that joins a stream which has ended. */
    static RingSubscription ended(Stream stream, long id, SubscribeOptions options, EndReason reason) {
        SubscribeOptions live = SubscribeOptions.builder()
                .label(options.label().orElse("subscriber-" + id))
                .startAt(StartAt.LIVE)
                .build();
        RingSubscription late = new RingSubscription(stream, id, live, MaxLagPolicy.none());
        late.endAtOnce(reason);
        return late;
    }

    SubscriberRef ref() {
        return ref;
    }

    FrameSelector selector() {
        return selector;
    }

    @Nullable
    Latencies latencies() {
        return latencies;
    }

    boolean isOf(Stream stream) {
        return this.stream == stream;
    }

    @Override
    public int poll(FrameHandler handler, int limit) {
        begin(handler, limit);
        try {
            long available = lookForFrames();
            return available < 0 ? withoutFrames(available) : afterwards(drainByCopy(handler, limit, available));
        } finally {
            end();
        }
    }

    // As poll, step by step: were both one method, a compiler would keep the state of one through the other's loops.
    @Override
    public int pollInPlace(FrameHandler handler, int limit) {
        begin(handler, limit);
        try {
            long available = lookForFrames();
            return available < 0 ? withoutFrames(available) : afterwards(drainInPlace(handler, limit, available));
        } finally {
            end();
        }
    }

    /**
     * Enters, as one of a {@link RingFanOut}, on the thread that polled last. False if that is not possible, or nothing more is to be
     * handed over: it has not entered then. {@link #leaveStep} follows, perhaps after many frames.
     */
    boolean enterStep() {
        if (!polling.reenter()) {
            return false;
        }
        if (!isShut() && mayRead()) {
            return true;
        }
        end();
        return false;
    }

    /** Leaves, where the totals before the frame read next are {@code here}. */
    void leaveStep(Totals here) {
        selector.totals().goOnFrom(here);
        end();
    }

    /** Whether {@link #mayRead} is to be asked before each reading. */
    boolean isJudgedAtEachRead() {
        return judgedAtEachRead;
    }

    /** Judges it, if that is to be done before each reading; false if it is evicted for it. */
    boolean mayRead() {
        return !judgedAtEachRead || !evictIf(watch.judgeBeforeRead());
    }

    private void begin(FrameHandler handler, int limit) {
        if (handler == null || limit < 1) {
            throw badRead(handler, limit);
        }
        if (!polling.enterAgain()) {
            context = null;
        }
    }

    /** The cursor, if frames up to there are to be read, else {@link #NOTHING} or {@link #OVER}. */
    private long lookForFrames() {
        if (isShut()) {
            return OVER;
        }
        long available = cursor.get();
        if (progress.next() > available) {
            return shutIfDrained() ? OVER : NOTHING;
        }
        return mayRead() ? available : OVER;
    }

    private static int withoutFrames(long why) {
        return why == NOTHING ? 0 : ENDED;
    }

    private int drainByCopy(FrameHandler handler, int limit, long available) {
        PollContext borrowed = contextOfThisThread().borrow();
        try {
            return byCopy.drain(progress, handler, limit, available, borrowed);
        } finally {
            giveBack(borrowed);
        }
    }

    private int drainInPlace(FrameHandler handler, int limit, long available) {
        PollContext borrowed = contextOfThisThread().borrow();
        try {
            return inPlace.drain(progress, handler, limit, available, borrowed);
        } finally {
            giveBack(borrowed);
        }
    }

    @Override
    void forget() {
        context = null;
    }

    private PollContext contextOfThisThread() {
        PollContext known = context;
        if (known == null) {
            known = PollContext.ofThisThread();
            context = known;
        }
        return known;
    }

    private void giveBack(PollContext borrowed) {
        // Could be done when memory is let go; but without this look here the loops in place became slower, see
        // decision 0027.
        if (progress.isStopped()) {
            inPlace.forget();
            byCopy.forget();
        }
        borrowed.giveBack();
    }

    private int afterwards(int handed) {
        if (progress.carefree == null && selector.takeKept() && announced && selector.isWaitingForSyncPoint()) {
            stream.requestKeyframe();
        }
        return handed == 0 && isShut() ? ENDED : handed;
    }

    private void end() {
        polling.exit();
        if (isShut()) {
            tryLetGo(false);
        }
    }

    private static IllegalArgumentException badRead(@Nullable FrameHandler handler, int limit) {
        return handler == null
                ? new IllegalArgumentException("handler must not be null")
                : new IllegalArgumentException("limit must be 1 or more, is " + limit);
    }

    @Override
    public void tellGap(GapReport gap, FrameHandler handler) {
        try {
            books.countGap();
            if (announced) {
                stream.events.gap(ref, gap);
            }
            handler.onGap(gap);
        } finally {
            gap.clear();
        }
        judgeAfterGap();
    }

    @Override
    public int receive(FrameHandler handler, int limit, Duration timeout) throws InterruptedException {
        if (handler == null || limit < 1) {
            throw badRead(handler, limit);
        }
        if (timeout == null || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be zero or more, is " + timeout);
        }
        return receive.run(handler, limit, Times.saturatedNs(timeout));
    }

    /** Whether a poll would find frames, or the end. */
    boolean isReady() {
        return isEnded() || progress.next() <= cursor.get();
    }

    @Override
    public EndReason drive(FrameSink sink) throws Exception {
        if (sink == null) {
            throw new IllegalArgumentException("sink must not be null");
        }
        return new Drive(this, sink).run();
    }

    boolean isWaitingForSyncPoint() {
        return !isShut() && selector.isWaitingForSyncPoint();
    }

    @Override
    public long id() {
        return ref.id();
    }

    @Override
    public String label() {
        return ref.label();
    }

    @Override
    public StreamKey key() {
        return stream.key;
    }

    @Override
    public StreamHandle stream() {
        return stream.handle();
    }

    /** The sequence read next. */
    long nextSequence() {
        return progress.next();
    }

    @Override
    public long lag() {
        long sequence = progress.next();
        // Past the cursor nothing is left to read, whatever has ended since. Who serves thousands asks when it is so,
        // and
        // is spared the gauges' memory.
        return cursor.get() < sequence ? 0 : gauges.lagFrames(sequence);
    }

    @Override
    public long delivered() {
        return books.delivered();
    }

    @Override
    public long dropped() {
        return books.droppedSoFar();
    }

    @Override
    public long filtered() {
        return books.filtered();
    }

    @Override
    public Optional<LatencyRecording> latency() {
        return Optional.ofNullable(latencies);
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
