package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the configurations in force before the frame that needs them. Each slot refers to the set in force when it was
 * published, so joining late, losing a configuration and replaying a frame from before one are all the same case: the set of the
 * next frame is not the one last handed over. Polling thread only.
 */
final class ConfigHandover {
    private static final ConfigSet.@Nullable Entry[] NOTHING = new ConfigSet.Entry[0];
    private static final int FEW_TRACKS = 2;

    private final Tracks tracks;
    private final @Nullable FrameFilter filter;

    /** What configurations are shown in, once there is one: many subscriptions never are given any. */
    private @Nullable OwnView view;

    /** What was last handed over of each track, by its index; null, or beyond its end, while nothing was. */
    private ConfigSet.@Nullable Entry[] handedOver = NOTHING;

    /** The set of which nothing is missing: compared by identity with that of each frame. */
    private @Nullable ConfigSet upToDate = ConfigSet.EMPTY;

    ConfigHandover(Tracks tracks, @Nullable FrameFilter filter) {
        this.tracks = tracks;
        this.filter = filter;
    }

    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    boolean isUpToDate(ConfigSet inForce) {
        return inForce == upToDate;
    }

    /**
     * Hands over what differs. {@code own} is the sequence of the frame that comes next: a configuration published there is that
     * frame itself and comes at its own place, unless it is lost before: see {@link #cameAtItsPlace}. If the handler throws, the
     * configuration it was given counts as handed over.
     */
    void handOver(ConfigSet inForce, long own, FrameHandler handler) {
        boolean ownIsMissing = false;
        for (int i = 0; i < inForce.size(); i++) {
            ConfigSet.Entry entry = inForce.entry(i);
            if (isWanted(entry) && !isHandedOver(entry)) {
                if (entry.sequence() == own) {
                    ownIsMissing = true;
                } else {
                    note(entry);
                    handOver(entry, handler);
                }
            }
        }
        upToDate = ownIsMissing ? null : inForce;
    }

    private void handOver(ConfigSet.Entry entry, FrameHandler handler) {
        OwnView shown = view;
        if (shown == null) {
            shown = OwnView.ofConfigurations(tracks);
            view = shown;
        }
        shown.config(entry);
        try {
            handler.onFrame(shown);
        } finally {
            shown.clear();
        }
    }

    private void note(ConfigSet.Entry entry) {
        int track = entry.track();
        if (track >= handedOver.length) {
            handedOver = Arrays.copyOf(handedOver, Math.max(FEW_TRACKS, Integer.highestOneBit(track) << 1));
        }
        handedOver[track] = entry;
    }

    /** The configuration published at {@code own} has been handed over as the frame it is. */
    void cameAtItsPlace(ConfigSet inForce, long own) {
        for (int i = 0; i < inForce.size(); i++) {
            ConfigSet.Entry entry = inForce.entry(i);
            if (entry.sequence() == own) {
                note(entry);
                upToDate = inForce;
            }
        }
    }

    /** The one that came as the frame {@code own} was torn after all. */
    void wasTorn(long own) {
        for (int i = 0; i < handedOver.length; i++) {
            ConfigSet.Entry entry = handedOver[i];
            if (entry != null && entry.sequence() == own) {
                handedOver[i] = null;
                upToDate = null;
            }
        }
    }

    private boolean isWanted(ConfigSet.Entry entry) {
        return filter == null || filter.wants(entry.track());
    }

    private boolean isHandedOver(ConfigSet.Entry entry) {
        ConfigSet.Entry before = entry.track() < handedOver.length ? handedOver[entry.track()] : null;
        return before != null && before.saysTheSameAs(entry.frame());
    }
}
