package io.framebus.disruptor;

import io.framebus.DeliveredFrame;
import io.framebus.FrameHandler;
import io.framebus.MediaFrame;
import io.framebus.StartAt;
import io.framebus.SubscribeOptions;
import java.util.ArrayList;
import java.util.List;

/** Copies what a subscriber that begins at a sync point would be given, by being one for a moment. */
final class Replay implements FrameHandler {
    private static final SubscribeOptions AT_SYNC_POINT = SubscribeOptions.builder()
            .label("replay")
            .startAt(StartAt.SYNC_POINT)
            .build();
    private static final int BATCH = 256;

    private final long last;
    private final List<MediaFrame> frames = new ArrayList<>();

    private Replay(long last) {
        this.last = last;
    }

    static List<MediaFrame> copyOf(Stream stream) {
        RingSubscription reader = stream.peek(AT_SYNC_POINT);
        if (reader == null) {
            return List.of();
        }
        try {
            Replay replay = new Replay(stream.ring.cursor());
            while (reader.nextSequence() <= replay.last && reader.poll(replay, BATCH) > 0) {
                // until everything up to the cursor of the beginning is copied
            }
            return replay.frames.isEmpty() ? stream.writer.configs().frames() : List.copyOf(replay.frames);
        } finally {
            reader.close();
        }
    }

    @Override
    public void onFrame(DeliveredFrame frame) {
        if (frame.sequence() <= last) {
            frames.add(frame.copy());
        }
    }
}
