package io.framebus.disruptor;

import io.framebus.FrameHandler;
import io.framebus.FrameHeader;
import io.framebus.MediaFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the configurations in force before the frame that needs them. Each slot refers to the set in force when it was
 * published, so joining late, losing a configuration and replaying a frame from before one are all the same case: the set of the
 * next frame is not the one last handed over. Polling thread only.
 */
final class ConfigHandover {
    private final DeliveredView view = new DeliveredView(null, Long.MAX_VALUE);
    private final FrameHeader header = new FrameHeader();
    private final @Nullable FrameFilter filter;

    private ConfigSet handedOver = ConfigSet.EMPTY;

    ConfigHandover(@Nullable FrameFilter filter) {
        this.filter = filter;
    }

    boolean isUpToDate(ConfigSet inForce) {
        return inForce == handedOver;
    }

    /**
     * Hands over what differs. {@code own} is the sequence of the frame that comes next: a configuration published there is that
     * frame itself and comes at its own place. If the handler throws, the set counts as handed over.
     */
    void handOver(ConfigSet inForce, long own, FrameHandler handler) {
        ConfigSet before = handedOver;
        handedOver = inForce;
        for (int i = 0; i < inForce.size(); i++) {
            ConfigSet.Entry entry = inForce.entry(i);
            if (entry.sequence() != own && isWanted(entry) && !contains(before, entry)) {
                view.config(entry, pack(entry.frame()));
                try {
                    handler.onFrame(view);
                } finally {
                    view.clear();
                }
            }
        }
    }

    private boolean isWanted(ConfigSet.Entry entry) {
        return filter == null || filter.wants(entry.track());
    }

    private static boolean contains(ConfigSet set, ConfigSet.Entry entry) {
        for (int i = 0; i < set.size(); i++) {
            ConfigSet.Entry other = set.entry(i);
            if (other.track() == entry.track() && other.saysTheSameAs(entry.frame())) {
                return true;
            }
        }
        return false;
    }

    private long pack(MediaFrame frame) {
        header.copyFrom(frame);
        return PackedHeader.pack(
                header,
                Objects.requireNonNull(header.kind()),
                Objects.requireNonNull(header.codec()),
                frame.flags(),
                false);
    }
}
