package io.framebus.bench.paired;

import io.framebus.DeliveredFrame;
import io.framebus.EgressAgent;
import io.framebus.FrameHandler;
import io.framebus.Subscription;
import io.framebus.bench.jmh.Require;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions of one thread, each of which is polled in its turn, or which an egress agent serves. Their one handler looks at the length
 * and asks for intactness. Used by one thread.
 */
final class Served implements FrameHandler {
    static final int FRAMES_A_TURN = 64;

    private final Subscription[] subscriptions;
    private final boolean inPlace;
    private final @Nullable EgressAgent agent;
    private int count;
    private int frames;
    private long bytes;

    /** For so many subscriptions. */
    Served(int subscriptions, boolean inPlace, boolean byAgent) {
        this.subscriptions = new Subscription[subscriptions];
        this.inPlace = inPlace;
        this.agent = byAgent
                ? EgressAgent.builder()
                        .inPlace(inPlace)
                        .framesPerTurn(FRAMES_A_TURN)
                        .build()
                : null;
    }

    void add(Subscription subscription) {
        subscriptions[count++] = subscription;
        if (agent != null) {
            agent.add(subscription, this);
        }
    }

    /** One turn of each; how many frames were delivered. */
    int turn() {
        frames = 0;
        if (agent != null) {
            agent.doWork();
        } else {
            for (Subscription subscription : subscriptions) {
                poll(subscription);
            }
        }
        return frames;
    }

    private void poll(Subscription subscription) {
        if (inPlace) {
            subscription.pollInPlace(this, FRAMES_A_TURN);
        } else {
            subscription.poll(this, FRAMES_A_TURN);
        }
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        frames++;
        int length = frame.length();
        if (frame.isIntact()) {
            bytes += length;
        }
    }

    /** Proves that each was handed so many frames of that length, and lost none. */
    void requireDelivered(long framesEach, int payloadBytes) {
        for (Subscription subscription : subscriptions) {
            Require.equal(framesEach, subscription.delivered(), "delivered");
            Require.equal(0, subscription.dropped(), "dropped");
        }
        Require.equal(framesEach * subscriptions.length * payloadBytes, bytes, "bytes");
    }
}
