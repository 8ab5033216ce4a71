package io.framebus.disruptor;

import com.lmax.disruptor.Sequence;
import io.framebus.EndReason;
import io.framebus.LagLevel;
import io.framebus.MaxLagPolicy;
import io.framebus.SubscribeOptions;
import io.framebus.SubscriberRef;
import io.framebus.Subscription;
import io.framebus.SubscriptionStats;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription ends, by whom and for what, and when it lets go of the stream's memory.
 *
 * <p>It ends in one of two ways. Evicted or closed by its subscriber it is <em>shut</em> at once. When the stream ends, it has a
 * reason but goes on until everything published before has been read; then it is shut as well.
 *
 * <p>Not an object beside the subscription: each poll looks at whether it is shut, and a step to another object would cost it one more
 * load that the rest has to wait for.
 */
abstract sealed class SubscriptionEnd implements Subscription, FrameSelector.Owner, Departure permits RingSubscription {
    /** The id of a subscription for the bus's own use, of which nobody is told. */
    static final long NOBODYS = 0;

    private static final VarHandle END;

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(SubscriptionEnd.class, "end", EndReason.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    // What each poll looks at comes first: it lies together.
    final Progress progress;
    final Sequence cursor;
    final Occupancy polling = new Occupancy("a poll of this subscription");
    final Stream stream;
    final SubscriberRef ref;
    final FrameSelector selector;
    final Books books;

    final LagWatch watch;
    final SubscriptionGauges gauges;
    final Waiter waiter;

    /** Whether anybody is told of it. */
    final boolean announced;

    private final MaxLagPolicy maxLag;
    private final boolean evicts;
    private final AtomicBoolean letGo = new AtomicBoolean();

    /**
     * Why it ends. Volatile: set once, by any thread; partner: the look at the cursor behind it in {@link #shutIfDrained}. Here rather than in an
     * object of its own: who serves thousands asks each, and waits for each object's memory.
     */
    private volatile @Nullable EndReason end;

    /** Nothing more is handed over. Volatile: set by any thread, with a full fence before {@link Occupancy#isVacant}. */
    private volatile boolean shut;

    /** {@code maxLag} is the policy where the options name none. */
    SubscriptionEnd(Stream stream, long id, SubscribeOptions options, MaxLagPolicy maxLag) {
        this.stream = stream;
        this.progress = new Progress(stream.ring.bySequence);
        this.cursor = stream.ring.cursorSequence();
        this.ref = new SubscriberRef(stream.key, id, options.label().orElse("subscriber-" + id));
        this.maxLag = options.maxLag().orElse(maxLag);
        this.evicts = !this.maxLag.equals(MaxLagPolicy.none());
        this.announced = id != NOBODYS;
        this.selector = new FrameSelector(
                stream,
                progress,
                this,
                options.resync().orElse(stream.config.resync()),
                options.startAt().orElse(stream.config.startAt()),
                FrameFilter.of(stream.tracks, options));
        this.books = selector.books();
        this.watch = new LagWatch(stream.ring, selector, this.maxLag, stream.clock, stream.events);
        this.gauges = new SubscriptionGauges(stream, books);
        this.waiter = Waiter.of(stream.config.waiting(), stream.sleepers);
    }

    /** It has let go of the memory: nobody is inside a poll, nor comes inside again. */
    abstract void forget();

    /** Whether nothing more is handed over. */
    final boolean isShut() {
        return shut;
    }

    /** There was nothing to read: has all been read that there will be? Then it is shut. Polling thread only. */
    final boolean shutIfDrained() {
        if (end == null) {
            return false;
        }
        // Acquire load, behind the volatile load of the end. Partner: the publisher's release store of the cursor,
        // before whoever knows of it ends the stream. The look before the end alone could lack frames that were
        // published before it.
        long last = cursor.get();
        if (progress.next() <= last) {
            return false;
        }
        gauges.freezeAt(last);
        shut = true;
        return true;
    }

    /** It ends for this reason, unless it has ended before; what was published before can still be read. */
    final boolean endWith(EndReason reason) {
        boolean first = END.compareAndSet(this, null, reason);
        waiter.nudge();
        return first;
    }

    /**
     * It ends for this reason, unless it has ended before, and nothing more is handed over. Under the stream's lock. A stream that
     * has ended evicts nobody: its subscribers have been told so, and drain it.
     */
    final boolean shutWith(EndReason reason) {
        boolean first = endWith(reason);
        if (!shut && (first || !(reason instanceof EndReason.Evicted))) {
            gauges.freezeAt(cursor.get());
            shut = true;
        }
        return first;
    }

    /** It had ended before it was begun, and holds nothing. */
    final void endAtOnce(EndReason reason) {
        letGo.set(true);
        end = reason;
        gauges.freezeAt(progress.next() - 1);
        shut = true;
    }

    @Override
    public final void close() {
        leave(new EndReason.ClosedBySubscriber());
    }

    /** Evicts it for what it {@code exceeded}, if that is anything and it has not ended; whether that is why it ended. */
    final boolean evictIf(@Nullable String exceeded) {
        return exceeded != null && end == null && leave(new EndReason.Evicted(exceeded, stats()));
    }

    /** Evicts it if a gap just told was one too many. */
    final void judgeAfterGap() {
        if (evicts) {
            evictIf(watch.judgeAfterGap());
        }
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
        progress.stop();
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
    public final boolean tryLetGo(boolean settled) {
        if (!shut || !polling.isVacant(settled)) {
            return letGo.get();
        }
        if (letGo.compareAndSet(false, true)) {
            forget();
            stream.lease.letGo();
        }
        return true;
    }

    /** One turn of the housekeeper: eviction of one that does not poll, and its lag level. */
    final void housekeep() {
        if (shut || end != null) {
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

    @Override
    public final boolean isEnded() {
        return end != null;
    }

    @Override
    public final Optional<EndReason> endReason() {
        return Optional.ofNullable(end);
    }

    @Override
    public final SubscriptionStats stats() {
        return gauges.stats(ref, selector, watch, maxLag, end == null);
    }
}
