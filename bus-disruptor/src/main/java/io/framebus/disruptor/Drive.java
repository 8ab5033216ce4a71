package io.framebus.disruptor;

import io.framebus.DeliveredFrame;
import io.framebus.EndReason;
import io.framebus.FrameHandler;
import io.framebus.FrameSink;
import io.framebus.Gap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One {@link io.framebus.Subscription#drive}: pumps a subscription into a sink on the calling thread. */
final class Drive implements FrameHandler {
    private static final int BATCH = 64;
    private static final Duration LONG = Duration.ofDays(1);

    private final RingSubscription subscription;
    private final FrameSink sink;
    private @Nullable Exception failure;

    Drive(RingSubscription subscription, FrameSink sink) {
        this.subscription = subscription;
        this.sink = sink;
    }

    EndReason run() throws Exception {
        try {
            int handed = 0;
            while (handed >= 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                handed = subscription.poll(this, BATCH);
                if (handed == 0) {
                    sink.flush();
                    handed = subscription.receive(this, BATCH, LONG);
                }
                if (failure != null) {
                    throw failure;
                }
            }
            sink.flush();
        } finally {
            subscription.close();
        }
        return subscription.endReason().orElseThrow();
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        try {
            if (sink.send(frame) == FrameSink.Flow.BREAK) {
                subscription.close();
            }
        } catch (Exception thrown) {
            failure = thrown;
            subscription.close();
        }
    }

    @Override
    public void onGap(Gap gap) {
        sink.onGap(gap);
    }
}
