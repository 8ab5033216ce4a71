package io.framebus.contract;

import io.framebus.Codec;
import io.framebus.FrameBatch;
import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.StreamHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that remembers what it published. Track 0 is video unless said otherwise, track 1 audio; timestamps advance by
 * {@link #STEP_US} a frame, payloads are {@link Payloads} of the sequence. One publishing thread; any may ask.
 */
public final class Source implements Published {
    /** Media time from one frame to the next, whatever its track. */
    public static final long STEP_US = 10_000;

    private final List<MediaFrame> frames = Collections.synchronizedList(new ArrayList<>());
    private final Set<Long> syncPoints = ConcurrentHashMap.newKeySet();
    private final Set<Integer> videoTracks = new HashSet<>();
    private final Map<Integer, NavigableSet<Long>> configs = new ConcurrentHashMap<>();
    private final Set<Integer> tracksOfThisPublisher = new HashSet<>();
    private StreamHandle handle;
    private @Nullable FrameBatch batch;
    private boolean tookOver;
    private int length = 64;

    public Source(StreamHandle handle) {
        this.handle = handle;
    }

    public StreamHandle handle() {
        return handle;
    }

    /** From here on publishes through the handle of a publisher that took the stream over. */
    public Source takenOverBy(StreamHandle successor) {
        handle = successor;
        tookOver = true;
        tracksOfThisPublisher.clear();
        return this;
    }

    /** From here on adds to the stream's batch, which the caller publishes. */
    public FrameBatch together() {
        FrameBatch begun = handle.batch();
        batch = begun;
        return begun;
    }

    /** Publishes what was added to a batch, if frames were; from here on publishes one by one. */
    public Source oneByOne() {
        FrameBatch begun = batch;
        if (begun != null) {
            begun.publish();
            batch = null;
        }
        return this;
    }

    /** Payload length of the frames that follow. */
    public Source length(int bytes) {
        length = bytes;
        return this;
    }

    /** How many frames were published. */
    public int count() {
        return frames.size();
    }

    public Source key() {
        return key(0);
    }

    public Source key(int trackId) {
        return send(video(trackId, FrameKind.KEY));
    }

    public Source delta() {
        return delta(0);
    }

    public Source delta(int trackId) {
        return send(video(trackId, FrameKind.DELTA));
    }

    public Source deltas(int count) {
        for (int i = 0; i < count; i++) {
            delta();
        }
        return this;
    }

    /** A key frame and the deltas that follow it. */
    public Source gop(int count) {
        return key().deltas(count - 1);
    }

    public Source audio() {
        return send(audioFrame(1));
    }

    public Source audios(int count) {
        for (int i = 0; i < count; i++) {
            audio();
        }
        return this;
    }

    public Source videoConfig() {
        return send(video(0, FrameKind.KEY).flags(FrameFlags.CONFIG));
    }

    public Source audioConfig() {
        return send(audioFrame(1).flags(FrameFlags.CONFIG));
    }

    public Source send(MediaFrame.Builder frame) {
        publish(frame);
        return this;
    }

    /** Publishes the frame, or adds it to a batch, with payload and timestamps of its sequence; returns what the stream returned. */
    public int publish(MediaFrame.Builder builder) {
        long sequence = frames.size();
        MediaFrame frame = builder.ptsUs(sequence * STEP_US)
                .dtsUs(sequence * STEP_US)
                .payload(Payloads.of(sequence, length))
                .build();
        remember(frame, builder);
        FrameBatch begun = batch;
        int result = begun == null ? handle.publish(frame) : begun.add(frame);
        if (result == StreamHandle.CLOSED) {
            forget();
        }
        return result;
    }

    public static MediaFrame.Builder video(int trackId, FrameKind kind) {
        return MediaFrame.builder().trackId(trackId).kind(kind).codec(Codec.H264);
    }

    public static MediaFrame.Builder audioFrame(int trackId) {
        return MediaFrame.builder().trackId(trackId).kind(FrameKind.AUDIO).codec(Codec.OPUS);
    }

    public static MediaFrame.Builder data(int trackId) {
        return MediaFrame.builder().trackId(trackId).kind(FrameKind.DATA).codec(Codec.UNKNOWN);
    }

    /** Before it is published: a subscriber on another thread may ask for it at once. */
    private void remember(MediaFrame frame, MediaFrame.Builder builder) {
        long sequence = frames.size();
        if (frame.kind() == FrameKind.KEY || frame.kind() == FrameKind.DELTA) {
            videoTracks.add(frame.trackId());
        }
        boolean continuation = FrameFlags.has(frame.flags(), FrameFlags.CONTINUATION);
        boolean starts = videoTracks.contains(frame.trackId()) ? frame.isKeyframe() && !continuation : true;
        if (starts && !frame.isConfig()) {
            syncPoints.add(sequence);
        }
        if (frame.isConfig()) {
            configs.computeIfAbsent(frame.trackId(), id -> new ConcurrentSkipListSet<>())
                    .add(sequence);
        }
        boolean firstOfTrack = tracksOfThisPublisher.add(frame.trackId());
        MediaFrame asSeen = tookOver && firstOfTrack
                ? builder.flags(frame.flags() | FrameFlags.DISCONTINUITY).build()
                : frame;
        frames.add(asSeen);
    }

    private void forget() {
        long sequence = frames.size() - 1L;
        frames.remove((int) sequence);
        syncPoints.remove(sequence);
        configs.values().forEach(ofTrack -> ofTrack.remove(sequence));
    }

    @Override
    public MediaFrame at(long sequence) {
        return frames.get(Math.toIntExact(sequence));
    }

    @Override
    public int trackId(long sequence) {
        return at(sequence).trackId();
    }

    @Override
    public FrameKind kind(long sequence) {
        return at(sequence).kind();
    }

    @Override
    public int flags(long sequence) {
        return at(sequence).flags();
    }

    @Override
    public int length(long sequence) {
        return at(sequence).length();
    }

    @Override
    public boolean isSyncPoint(long sequence) {
        return syncPoints.contains(sequence);
    }

    @Override
    public long configInForce(int trackId, long sequence) {
        NavigableSet<Long> ofTrack = configs.get(trackId);
        Long newest = ofTrack == null ? null : ofTrack.floor(sequence);
        return newest == null ? -1 : newest;
    }
}
