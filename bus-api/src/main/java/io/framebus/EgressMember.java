package io.framebus;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One subscription served by an {@link EgressAgent}: what was asked for it, and where it stands. */
final class EgressMember implements FanOut.Member {
    static final int UNKNOWN = -1;

    private final EgressServer server;
    private final Subscription subscription;
    private final FrameHandler handler;
    final @Nullable Consumer<? super EndReason> onEnd;

    /** Frames per turn. */
    final int quantumFrames;
    /** Bytes per turn. */
    final long quantumBytes;

    // From here on: agent thread only.

    /** What is left of the byte budget; negative is debt, paid off by quanta of the turns that follow. */
    long creditBytes;
    /** How long a frame to reckon with: the longest of late, fading. {@link #UNKNOWN} before the first. */
    int expectedBytes = UNKNOWN;
    /** Where it is served, if it is. */
    @Nullable
    EgressGroup group;
    /** Its place in the group. */
    int index;

    EgressMember(
            EgressServer server,
            Subscription subscription,
            FrameHandler handler,
            @Nullable Consumer<? super EndReason> onEnd,
            int quantumFrames,
            long quantumBytes) {
        this.server = server;
        this.subscription = subscription;
        this.handler = handler;
        this.onEnd = onEnd;
        this.quantumFrames = quantumFrames;
        this.quantumBytes = quantumBytes;
    }

    @Override
    public Subscription subscription() {
        return subscription;
    }

    @Override
    public FrameHandler handler() {
        return handler;
    }

    @Override
    public void serveAlone(int maxFrames) {
        EgressGroup servedIn = group;
        if (servedIn != null) {
            servedIn.serveAlone(this, server, maxFrames);
        }
    }

    @Override
    public void failed(Throwable failure) {
        server.failedTogether(this, failure);
    }

    /** Whether it is allowed more in a turn than one of weight 1. */
    boolean isHeavier() {
        return quantumFrames > server.framesPerTurn;
    }

    /** Adds this turn's quantum. Unused credit is not saved up: a quiet subscription gathers no right to a burst. */
    void replenish() {
        creditBytes = Math.min(creditBytes + quantumBytes, quantumBytes);
    }

    /** Takes account of frames that were handed over, the longest of them {@code longest} bytes long. */
    void charge(long bytes, int longest) {
        creditBytes -= bytes;
        expectedBytes = Math.max(longest, expectedBytes - (expectedBytes >> 3));
    }
}
