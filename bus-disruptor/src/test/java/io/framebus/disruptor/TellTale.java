package io.framebus.disruptor;

import io.framebus.BusObserver;
import io.framebus.EndReason;
import io.framebus.StreamKey;
import io.framebus.StreamState;
import io.framebus.SubscriberRef;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** An observer that writes down what it is told of one key, and says whether that can be true. */
final class TellTale implements BusObserver {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Override
    public void publishStarted(StreamKey key) {
        told.add("started");
    }

    @Override
    public void publisherLost(StreamKey key, Duration grace) {
        told.add("lost");
    }

    @Override
    public void publishEnded(StreamKey key, EndReason reason) {
        told.add("ended");
    }

    @Override
    public void stateChanged(StreamKey key, StreamState from, StreamState to) {
        told.add(from.name() + " to " + to.name());
    }

    @Override
    public void subscriberJoined(SubscriberRef subscriber) {
        told.add("joined " + subscriber.id());
    }

    @Override
    public void evicted(SubscriberRef subscriber, EndReason.Evicted reason) {
        told.add("evicted " + subscriber.id());
    }

    @Override
    public void subscriberLeft(SubscriberRef subscriber, EndReason reason) {
        told.add("left " + subscriber.id() + ' ' + reason.getClass().getSimpleName());
    }

    /** Joined and left are told once each, the eviction before the leaving, and the reason is the one the subscription gives. */
    void requireEndToldOnce(RingSubscription subscription) {
        long id = subscription.id();
        List<String> all = List.copyOf(told);
        List<String> left =
                all.stream().filter(call -> call.startsWith("left " + id + ' ')).toList();
        long joined = count("joined " + id);
        String reason =
                subscription.endReason().map(r -> r.getClass().getSimpleName()).orElse("");
        // One that came to a stream that had ended already never joined.
        List<String> expected = joined == 0 || reason.isEmpty() ? List.of() : List.of("left " + id + ' ' + reason);
        require(joined <= 1, "joining is told at most once, of " + subscription);
        require(left.equals(expected), "of " + subscription + " is told " + expected);
        boolean evicted = reason.equals("Evicted");
        require(count("evicted " + id) == (evicted ? 1 : 0), "an eviction is told once, of " + subscription);
        require(
                !evicted || all.indexOf("evicted " + id) < all.indexOf("left " + id + " Evicted"),
                "an eviction is told before the leaving, of " + subscription);
    }

    /** The changes of state, in whatever order several threads told them, are ways from start to end. */
    void requireStatesFollowEachOther(@Nullable Stream live) {
        long left = count("PUBLISHING to IDLE");
        long returned = count("IDLE to PUBLISHING");
        long endedIdle = count("IDLE to ENDED");
        long endedPublishing = count("PUBLISHING to ENDED");
        long streams = endedIdle + endedPublishing + (live == null ? 0 : 1);
        long idle = live != null && !live.hasPublisher() ? 1 : 0;
        require(count("lost") == left, "a loss is a change of state");
        require(count("ended") == endedIdle + endedPublishing, "an end is a change of state");
        require(left == returned + endedIdle + idle, "who left has returned, or the stream ended or is idle");
        require(count("started") == streams + returned, "a start is a new stream or a return");
    }

    private long count(String call) {
        return told.stream().filter(call::equals).count();
    }

    void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not so: " + what + "; told: " + told);
        }
    }
}
