package io.framebus.bench.load;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.text.Units;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How some of the subscribers behave.
 *
 * @param label what to call them in tables
 * @param count how many there are over all streams
 * @param hold how long each frame is held by the handler; zero: not at all
 * @param every time from one stall to the next; zero: no stalls
 * @param length how long nothing is read in a stall
 * @param model how they behave if that takes more to say; then the times before it are zero
 */
record SubscriberClass(
        String label,
        int count,
        Duration hold,
        Duration every,
        Duration length,
        @Nullable ConsumerModel model) {
    /** Subscribers without a model. */
    SubscriberClass(String label, int count, Duration hold, Duration every, Duration length) {
        this(label, count, hold, every, length, null);
    }

    static SubscriberClass modelled(int count, ConsumerModel model) {
        return new SubscriberClass(model.name(), count, Duration.ZERO, Duration.ZERO, Duration.ZERO, model);
    }

    static SubscriberClass healthy(int count) {
        return new SubscriberClass("healthy", count, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    static SubscriberClass slow(int count, Duration hold) {
        return new SubscriberClass("slow " + Units.time(hold), count, hold, Duration.ZERO, Duration.ZERO);
    }

    static SubscriberClass stalled(int count, Duration every, Duration length) {
        String label = "stall " + Units.time(every) + "/" + Units.time(length);
        return new SubscriberClass(label, count, Duration.ZERO, every, length);
    }

    /** These and others that behave the same. */
    SubscriberClass and(SubscriberClass others) {
        return new SubscriberClass(label, count + others.count, hold, every, length, model);
    }

    boolean isHealthy() {
        return hold.isZero() && every.isZero() && model == null;
    }

    /** Whether its subscribers hold up the thread that serves them, and so need one each. */
    boolean blocks() {
        return !hold.isZero() || (model != null && model.holds());
    }
}
