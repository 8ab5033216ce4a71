package io.framebus.disruptor;

import io.framebus.ActivityListener;
import io.framebus.EndReason;
import io.framebus.MaxLagPolicy;
import io.framebus.Publishers;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.SubscribeOptions;
import io.framebus.Waiting;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One stream: its memory, its publisher's side, and its subscribers. What changes who is there goes through the lock; frames do
 * not.
 */
final class Stream implements Departure {
    final StreamKey key;
    final StreamConfig config;
    final NanoClock clock;
    final Events events;
    final Departures departures;
    final ArenaLease lease;
    final FrameRing ring;
    final Tracks tracks = new Tracks();
    final FrameWriter writer;
    final PublisherGate gate;

    /** Where subscribers park; null where they wait in another way. */
    final @Nullable Sleepers sleepers;

    final StreamInfo info;

    private final StreamServices services;
    private final Consumer<Stream> onEnded;
    private final KeyframeGate keyframes;
    private final SharedHandle handle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Subscribers subscribers;
    private final IntSupplier waitingForSyncPoint;
    private final PublisherSeat seat;
    private final AtomicBoolean letGo = new AtomicBoolean();
    private volatile @Nullable EndReason end;

    /** {@code onEnded} is told when the stream ends, under its lock and before anybody else can see it. */
    Stream(StreamKey key, StreamConfig config, StreamServices services, Consumer<Stream> onEnded) {
        this.key = key;
        this.config = config;
        this.services = services;
        this.onEnded = onEnded;
        this.clock = services.clock();
        this.events = services.events();
        this.departures = services.departures();
        this.sleepers = config.waiting() == Waiting.PARK ? new Sleepers() : null;
        this.lease = new ArenaLease(services.arenas().take(config.effectiveCapacityBytes()), services.arenas());
        this.ring = new FrameRing(config, lease.arena(), sleepers != null ? sleepers : new NoSleepers());
        this.writer = new FrameWriter(ring, tracks, clock);
        this.gate = config.publishers() == Publishers.SHARED
                ? new PublishLock()
                : new Occupancy("a publish, a claim or a batch");
        this.subscribers = new Subscribers(ring.signal);
        this.waitingForSyncPoint = subscribers::waitingForSyncPoint;
        this.keyframes = new KeyframeGate(key, config, clock, events);
        this.info = new StreamInfo(key, events, new RingGauges(ring, writer, clock));
        this.handle = new SharedHandle(this);
        this.seat = new PublisherSeat(clock, writer, new Publication(this, StreamState.PUBLISHING, false));
    }

    /** The handle that is the same for all subscriptions; it cannot publish. */
    SharedHandle handle() {
        return handle;
    }

    Publication publication() {
        return seat.publication();
    }

    boolean hasPublisher() {
        return seat.isTaken();
    }

    boolean isEnded() {
        return end != null;
    }

    RingSubscription subscribe(SubscribeOptions options) {
        long id = services.subscriberIds().incrementAndGet();
        RingSubscription joined = begin(id, options, config.maxLag());
        if (joined == null) {
            return RingSubscription.ended(this, id, options, endReason());
        }
        events.subscriberJoined(joined.ref()); // before anyone can tell that it left
        EndReason reason = admit(joined);
        if (reason != null) {
            joined.endWith(reason);
            events.subscriberLeft(joined.ref(), reason);
        } else if (joined.isWaitingForSyncPoint()) {
            requestKeyframe();
        }
        return joined;
    }

    /** A subscription for the bus's own use: counted, told and evicted by nobody. The caller closes it. Null once ended. */
    @Nullable
    RingSubscription peek(SubscribeOptions options) {
        return begin(RingSubscription.NOBODYS, options, MaxLagPolicy.none());
    }

    private @Nullable RingSubscription begin(long id, SubscribeOptions options, MaxLagPolicy otherwise) {
        lock.lock();
        try {
            return end == null && lease.tryHold() ? new RingSubscription(this, id, options, otherwise) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Adds it to the subscribers, unless the stream has ended meanwhile: then says why. */
    private @Nullable EndReason admit(RingSubscription joined) {
        lock.lock();
        try {
            if (end == null && !joined.isEnded()) {
                subscribers.add(joined);
            }
            return end;
        } finally {
            lock.unlock();
        }
    }

    private EndReason endReason() {
        EndReason reason = end;
        return reason != null ? reason : new EndReason.StreamEnded();
    }

    /** Shuts a subscription and takes it out, in one step against the stream's end. True if {@code reason} is why it ended. */
    boolean remove(SubscriptionEnd subscription, EndReason reason) {
        boolean first;
        lock.lock();
        try {
            first = subscription.shutWith(reason);
            subscribers.remove(subscription);
        } finally {
            lock.unlock();
        }
        handle.noteControlChange();
        return first;
    }

    void add(ActivityListener listener) {
        lock.lock();
        try {
            subscribers.add(listener, events);
        } finally {
            lock.unlock();
        }
    }

    boolean remove(ActivityListener listener) {
        lock.lock();
        try {
            return subscribers.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    void requestKeyframe() {
        keyframes.request(waitingForSyncPoint);
    }

    /** The publisher leaves and may return. False if there is none. */
    boolean publisherLeft() {
        StreamState before;
        lock.lock();
        try {
            if (end != null || !seat.isTaken()) {
                return false;
            }
            seat.leave();
            before = info.enter(StreamState.IDLE);
        } finally {
            lock.unlock();
        }
        info.tellChange(before, StreamState.IDLE);
        return true;
    }

    /** How long ago the publisher left, by the real clock. */
    long sincePublisherLeftNs() {
        return seat.sinceLeftNs();
    }

    /** How long its publisher has published nothing; 0 while there is none. */
    long publisherSilenceNs() {
        return seat.silenceNs();
    }

    /**
     * A new publisher takes over where the former has left. Null if it cannot be proved yet that the former one's last call has
     * returned.
     *
     * @param settled whether it left at least {@link Occupancy#SETTLE_NS} ago
     */
    @Nullable
    Publication takeOver(boolean settled) {
        lock.lock();
        try {
            if (end != null || seat.isTaken() || !gate.isVacant(settled)) {
                return null;
            }
            boolean shown = writer.discontinue();
            Publication next = new Publication(this, info.enter(StreamState.PUBLISHING), shown);
            seat.take(next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream. False if it has ended before. */
    boolean end(EndReason reason) {
        return end(reason, () -> true);
    }

    /** Ends the stream if it has a publisher that was silent for too long. Takes the lock: for one that seems to be. */
    boolean endIfSilent(long timeoutNs, EndReason reason) {
        return end(reason, () -> seat.silenceNs() > timeoutNs);
    }

    /** Ends the stream if its publisher left too long ago. Takes the lock only for one that seems to have. */
    boolean endIfAbandoned(long graceNs, EndReason reason) {
        return isAbandoned(graceNs) && end(reason, () -> isAbandoned(graceNs));
    }

    /** Whether its publisher left longer ago than that, and nobody has taken over. */
    boolean isAbandoned(long graceNs) {
        return seat.vacantNs() > graceNs;
    }

    /**
     * Ends the stream in one step with {@code putSuccessor}, which puts another in its place. Returns what is left to be done,
     * outside of every lock: to wake and to tell; null if the stream had ended before, and nothing was done.
     */
    @Nullable
    Runnable giveWay(EndReason reason, Runnable putSuccessor) {
        return beginEnd(reason, () -> true, putSuccessor);
    }

    private boolean end(EndReason reason, BooleanSupplier isDue) {
        Runnable rest = beginEnd(reason, isDue, () -> onEnded.accept(this));
        if (rest == null) {
            return false;
        }
        rest.run();
        return true;
    }

    /**
     * The stream has ended once this returns, unless it had before or {@code isDue}, asked under the lock where what it depends on
     * stands still, says no: then null. {@code comesFirst} is run under the lock as well: whoever knows that the stream has ended
     * can start another.
     */
    private @Nullable Runnable beginEnd(EndReason reason, BooleanSupplier isDue, Runnable comesFirst) {
        StreamState before;
        RingSubscription[] left;
        lock.lock();
        try {
            if (end != null || !isDue.getAsBoolean()) {
                return null;
            }
            comesFirst.run();
            end = reason;
            seat.publication().shut();
            left = subscribers.takeAll();
            for (RingSubscription subscriber : left) {
                subscriber.endWith(reason);
            }
            before = info.enter(StreamState.ENDED);
        } finally {
            lock.unlock();
        }
        return () -> finishEnd(left, before, reason);
    }

    private void finishEnd(RingSubscription[] left, StreamState before, EndReason reason) {
        handle.noteControlChange();
        if (sleepers != null) {
            sleepers.wakeAll();
        }
        tellEnd(left, before, reason);
        if (!tryLetGo(false)) {
            departures.add(this);
        }
    }

    /** Outside of the lock, and after everybody was woken: an observer may take its time. */
    private void tellEnd(RingSubscription[] left, StreamState before, EndReason reason) {
        for (RingSubscription subscriber : left) {
            events.subscriberLeft(subscriber.ref(), reason);
        }
        info.tellChange(before, StreamState.ENDED);
        events.publishEnded(key, reason);
    }

    /** Lets go of the publisher's hold on the memory. */
    @Override
    public boolean tryLetGo(boolean settled) {
        if (!gate.isVacant(settled)) {
            return letGo.get();
        }
        if (letGo.compareAndSet(false, true)) {
            lease.letGo();
        }
        return true;
    }

    /** One turn of the housekeeper. */
    void housekeep() {
        if (subscribers.housekeep() && hasPublisher()) {
            requestKeyframe();
        }
    }
}
