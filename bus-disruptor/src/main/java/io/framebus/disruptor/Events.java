package io.framebus.disruptor;

import io.framebus.ActivityListener;
import io.framebus.BusObserver;
import io.framebus.EndReason;
import io.framebus.Gap;
import io.framebus.KeyframeRequester;
import io.framebus.LagLevel;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.SubscriberRef;
import io.framebus.SubscriptionStats;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the observer, and contains what it throws: counted, logged once, and of no consequence to the thread that tells. Any
 * thread.
 */
final class Events {
    private static final System.Logger LOG = System.getLogger("io.framebus");

    private final BusObserver observer;
    private final boolean observed;
    private final LongAdder failures = new LongAdder();
    private final AtomicBoolean logged = new AtomicBoolean();

    Events(@Nullable BusObserver observer) {
        this.observed = observer != null;
        this.observer = observer != null ? observer : new BusObserver() {};
    }

    /** How often an observer, an activity listener, a keyframe requester or a max-lag policy has thrown. */
    long failures() {
        return failures.sum();
    }

    boolean areObserved() {
        return observed;
    }

    void publishStarted(StreamKey key) {
        tell(o -> o.publishStarted(key));
    }

    void publisherLost(StreamKey key, Duration grace) {
        tell(o -> o.publisherLost(key, grace));
    }

    void publishEnded(StreamKey key, EndReason reason) {
        tell(o -> o.publishEnded(key, reason));
    }

    void stateChanged(StreamKey key, StreamState from, StreamState to) {
        if (from != to) {
            tell(o -> o.stateChanged(key, from, to));
        }
    }

    void subscriberJoined(SubscriberRef subscriber) {
        tell(o -> o.subscriberJoined(subscriber));
    }

    /** After its eviction, if that is the reason. */
    void subscriberLeft(SubscriberRef subscriber, EndReason reason) {
        if (reason instanceof EndReason.Evicted evicted) {
            tell(o -> o.evicted(subscriber, evicted));
        }
        tell(o -> o.subscriberLeft(subscriber, reason));
    }

    void lagging(SubscriberRef subscriber, LagLevel level, SubscriptionStats stats) {
        tell(o -> o.lagging(subscriber, level, stats));
    }

    void reaped(StreamKey key, Duration silence) {
        tell(o -> o.reaped(key, silence));
    }

    /** Written out, since a subscriber that lags should not make garbage on top of it. */
    void gap(SubscriberRef subscriber, Gap gap) {
        if (observed) {
            try {
                observer.gap(subscriber, gap);
            } catch (Throwable thrown) {
                contain(thrown, "an observer");
            }
        }
    }

    /** Written out, since it is with every frame. */
    void activity(ActivityListener listener) {
        try {
            listener.onActivity();
        } catch (Throwable thrown) {
            contain(thrown, "an activity listener");
        }
    }

    void keyframeNeeded(StreamKey key, int waiting, @Nullable KeyframeRequester requester) {
        tell(o -> o.keyframeNeeded(key, waiting));
        if (requester != null) {
            try {
                requester.requestKeyframe(key);
            } catch (Throwable thrown) {
                contain(thrown, "a keyframe requester");
            }
        }
    }

    /** A max-lag policy threw: it counts as not exceeded. */
    void policyFailed(Throwable thrown) {
        contain(thrown, "a max-lag policy");
    }

    private void tell(Consumer<BusObserver> what) {
        if (observed) {
            try {
                what.accept(observer);
            } catch (Throwable thrown) {
                contain(thrown, "an observer");
            }
        }
    }

    private void contain(Throwable thrown, String who) {
        failures.increment();
        if (logged.compareAndSet(false, true)) {
            LOG.log(System.Logger.Level.WARNING, who + " threw; further failures are only counted", thrown);
        }
    }
}
