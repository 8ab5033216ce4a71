package io.framebus.disruptor;

import com.lmax.disruptor.SequenceBarrier;
import io.framebus.EndReason;
import io.framebus.FrameHandler;
import io.framebus.FrameSink;
import io.framebus.LagLevel;
import io.framebus.LatencyRecording;
import io.framebus.LatencySampling;
import io.framebus.MaxLagPolicy;
import io.framebus.StartAt;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.SubscriberRef;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: who may read when, how it ends, and when it lets go of the stream's memory. The reading itself is the
 * {@link FrameReader}'s.
 *
 * <p>It ends in one of two ways. Evicted or closed by its subscriber it is <em>shut</em> at once. When the stream ends, it has a
 * reason but goes on until everything published before has been read; then it is shut as well.
 */
final class RingSubscription implements Subscription, FrameSelector.Owner, Departure {
    /** The id of a subscription for the bus's own use, of which nobody is told. */
    static final long NOBODYS = 0;

    /** Of {@link #lookForFrames}, which else returns a sequence: there are none now, or never again. */
    private static final long NOTHING = -1;

    private static final long OVER = -2;

    private final Stream stream;
    private final SequenceBarrier published;
    private final SubscriberRef ref;
    private final MaxLagPolicy maxLag;
    private final boolean evicts;
    private final boolean judgedAtEachRead;
    private final boolean announced;
    private final FrameSelector selector;
    private final FrameReader reader;
    private final Books books;
    private final LagWatch watch;
    private final SubscriptionGauges gauges;
    private final Waiter waiter;
    private final Receive receive;
    private final @Nullable Latencies latencies;
    private final Occupancy polling = new Occupancy("a poll of this subscription");
    private final AtomicReference<@Nullable EndReason> end = new AtomicReference<>();
    private final AtomicBoolean letGo = new AtomicBoolean();

    /**
     * Of the thread that is inside {@link #polling}, once it has read something. Kept, because looking it up costs each poll five
     * loads that wait for one another. Plain: written by a thread inside, or when none can come inside any more.
     */
    private @Nullable PollContext context;

    /** Nothing more is handed over. Volatile: set by any thread, with a full fence before {@link Occupancy#isVacant}. */
    private volatile boolean shut;

    /** {@code maxLag} is the policy where the options name none. */
    RingSubscription(Stream stream, long id, SubscribeOptions options, MaxLagPolicy maxLag) {
        this.stream = stream;
        this.published = stream.ring.published();
        this.ref = new SubscriberRef(stream.key, id, options.label().orElse("subscriber-" + id));
        this.maxLag = options.maxLag().orElse(maxLag);
        this.evicts = !this.maxLag.equals(MaxLagPolicy.none());
        this.announced = id != NOBODYS;
        LatencySampling sampling = options.latencySampling();
        this.latencies = sampling == LatencySampling.NONE ? null : new Latencies(sampling, stream.clock);
        long lastReplayed = published.getCursor(); // before it is found out where to begin
        this.selector = new FrameSelector(
                stream,
                this,
                options.resync().orElse(stream.config.resync()),
                options.startAt().orElse(stream.config.startAt()),
                FrameFilter.of(stream.tracks, options));
        this.reader = new FrameReader(stream, selector, lastReplayed, latencies);
        this.books = selector.books();
        this.watch = new LagWatch(stream.ring, selector, this.maxLag, stream.clock, stream.events);
        this.judgedAtEachRead = watch.isTimed();
        this.gauges = new SubscriptionGauges(stream, books);
        this.waiter = Waiter.of(stream.config.waiting(), stream.sleepers);
        this.receive = new Receive(this, waiter);
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
            long next = books.next();
            long available = lookForFrames(next);
            return available < 0 ? withoutFrames(available) : afterwards(drainByCopy(handler, limit, next, available));
        } finally {
            end();
        }
    }

    // As poll, step by step: were both one method, a compiler would keep the state of one through the other's loops.
    @Override
    public int pollInPlace(FrameHandler handler, int limit) {
        begin(handler, limit);
        try {
            long next = books.next();
            long available = lookForFrames(next);
            return available < 0 ? withoutFrames(available) : afterwards(drainInPlace(handler, limit, next, available));
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
        if (!shut && mayRead()) {
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

    /** The cursor, if frames from {@code next} up to there are to be read, else {@link #NOTHING} or {@link #OVER}. */
    private long lookForFrames(long next) {
        if (shut) {
            return OVER;
        }
        long available = published.getCursor();
        if (next > available) {
            return lookForTheEnd();
        }
        return mayRead() ? available : OVER;
    }

    /** There was nothing to read: has all been read that there will be? */
    private long lookForTheEnd() {
        if (end.get() == null) {
            return NOTHING;
        }
        // Acquire load, behind the volatile load of the end. Partner: the publisher's release store of the cursor,
        // before whoever knows of it ends the stream. The look before the end alone could lack frames that were
        // published before it.
        long last = published.getCursor();
        if (books.next() <= last) {
            return NOTHING;
        }
        gauges.freezeAt(last);
        shut = true;
        return OVER;
    }

    private static int withoutFrames(long why) {
        return why == NOTHING ? 0 : ENDED;
    }

    private int drainByCopy(FrameHandler handler, int limit, long next, long available) {
        PollContext borrowed = contextOfThisThread().borrow();
        try {
            return reader.drainByCopy(handler, limit, next, available, borrowed);
        } finally {
            giveBack(borrowed);
        }
    }

    private int drainInPlace(FrameHandler handler, int limit, long next, long available) {
        PollContext borrowed = contextOfThisThread().borrow();
        try {
            return reader.drainInPlace(handler, limit, next, available, borrowed);
        } finally {
            giveBack(borrowed);
        }
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
        if (selector.isStopped()) {
            reader.forget();
        }
        borrowed.giveBack();
    }

    private int afterwards(int handed) {
        if (selector.takeKept() && announced && selector.isWaitingForSyncPoint()) {
            stream.requestKeyframe();
        }
        return handed == 0 && shut ? ENDED : handed;
    }

    private void end() {
        polling.exit();
        if (shut) {
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
        if (evicts) {
            evictIf(watch.judgeAfterGap());
        }
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
        return end.get() != null || books.next() <= published.getCursor();
    }

    @Override
    public EndReason drive(FrameSink sink) throws Exception {
        if (sink == null) {
            throw new IllegalArgumentException("sink must not be null");
        }
        return new Drive(this, sink).run();
    }

    /** It ends for this reason, unless it has ended before; what was published before can still be read. */
    boolean endWith(EndReason reason) {
        boolean first = end.compareAndSet(null, reason);
        waiter.nudge();
        return first;
    }

    /**
     * It ends for this reason, unless it has ended before, and nothing more is handed over. Under the stream's lock. A stream that
     * has ended evicts nobody: its subscribers have been told so, and drain it.
     */
    boolean shutWith(EndReason reason) {
        boolean first = endWith(reason);
        if (!shut && (first || !(reason instanceof EndReason.Evicted))) {
            gauges.freezeAt(published.getCursor());
            shut = true;
        }
        return first;
    }

    /** For one that joins a stream which has ended. */
    static RingSubscription ended(Stream stream, long id, SubscribeOptions options, EndReason reason) {
        SubscribeOptions live = SubscribeOptions.builder()
                .label(options.label().orElse("subscriber-" + id))
                .startAt(StartAt.LIVE)
                .build();
        RingSubscription late = new RingSubscription(stream, id, live, MaxLagPolicy.none());
        late.letGo.set(true); // it never held anything
        late.end.set(reason);
        late.gauges.freezeAt(late.books.next() - 1);
        late.shut = true;
        return late;
    }

    @Override
    public void close() {
        leave(new EndReason.ClosedBySubscriber());
    }

    private boolean evictIf(@Nullable String exceeded) {
        return exceeded != null && end.get() == null && leave(new EndReason.Evicted(exceeded, stats()));
    }

    /** Shuts it at once, unless that was done before. True if {@code reason} is why it ended. */
    private boolean leave(EndReason reason) {
        if (shut) {
            return false;
        }
        boolean first = announced ? stream.remove(this, reason) : shutWith(reason);
        if (!shut) {
            return false; // the stream has ended just before the eviction
        }
        selector.stop();
        waiter.nudge();
        if (first && announced) {
            stream.events.subscriberLeft(ref, reason);
        }
        if (!tryLetGo(false)) {
            stream.departures.add(this);
        }
        return first;
    }

    @Override
    public boolean tryLetGo(boolean settled) {
        if (!shut || !polling.isVacant(settled)) {
            return letGo.get();
        }
        if (letGo.compareAndSet(false, true)) {
            context = null;
            stream.lease.letGo();
        }
        return true;
    }

    /** One turn of the housekeeper: eviction of one that does not poll, and its lag level. */
    void housekeep() {
        if (shut || end.get() != null) {
            return;
        }
        if (evicts && evictIf(watch.judgeFromOutside())) {
            return;
        }
        if (stream.events.areObserved()) {
            LagLevel changed = watch.levelChange(1 - gauges.headroomShare());
            if (changed != null) {
                stream.events.lagging(ref, changed, stats());
            }
        }
    }

    boolean isWaitingForSyncPoint() {
        return !shut && selector.isWaitingForSyncPoint();
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
        return books.next();
    }

    @Override
    public long lag() {
        return gauges.lagFrames(books.next());
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
    public boolean isEnded() {
        return end.get() != null;
    }

    @Override
    public Optional<EndReason> endReason() {
        return Optional.ofNullable(end.get());
    }

    @Override
    public Optional<LatencyRecording> latency() {
        return Optional.ofNullable(latencies);
    }

    @Override
    public SubscriptionStats stats() {
        return gauges.stats(ref, selector, watch, maxLag, end.get() == null);
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
