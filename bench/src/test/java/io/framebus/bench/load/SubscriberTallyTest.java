package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.Gap;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.RunClock;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.TestClips;
import io.framebus.bench.rig.TestDeliveredFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberTallyTest {
    private static final int STREAM = 3;
    private static final long FIRST = 2;

    private final MediaClip clip = TestClips.video("KDDdDKD");
    private final Playlist playlist = new Playlist(clip, 1);
    private final Payloads payloads = new Payloads(clip, 1);
    private final RunClock clock = new RunClock();
    private final StopSignal stop = new StopSignal();
    private final LatencySeries latency = new LatencySeries("test");
    private final Playhead published = new Playhead(playlist, StreamStart.ALIGNED, FIRST);
    private final TestDeliveredFrame frame = new TestDeliveredFrame();
    private SubscriberTally tally = tally(0);

    private SubscriberTally tally(long holdNs) {
        Playhead place = new Playhead(playlist, StreamStart.ALIGNED, FIRST);
        SubscriberClass behaviour = SubscriberClass.slow(1, Duration.ofNanos(holdNs));
        Conduct conduct = new Conduct(behaviour, 0, 0, 1, false);
        return new SubscriberTally(STREAM, place, playlist, payloads, clock, latency.writer(), conduct, stop);
    }

    @BeforeEach
    void start() {
        clock.start(System.nanoTime(), TimeUnit.SECONDS.toNanos(10));
        handOverConfiguration(new byte[] {1, 2, 3});
    }

    private void handOverConfiguration(byte[] bytes) {
        frame.header.reset().kind(FrameKind.KEY).codec(Codec.H264).flags(FrameFlags.CONFIG);
        frame.sequence = 0;
        frame.payload = ByteBuffer.wrap(bytes);
        tally.onFrame(frame);
    }

    /** Makes {@link #frame} the next one that is published. */
    private void publish() {
        published.describe(frame.header);
        frame.sequence = published.sequence();
        frame.payload = payloads.writer().payload(STREAM, published);
        published.advance();
    }

    private void deliver(int frames) {
        for (int i = 0; i < frames; i++) {
            publish();
            tally.onFrame(frame);
        }
    }

    private void lose(int frames) {
        long first = published.sequence();
        for (int i = 0; i < frames; i++) {
            published.advance();
        }
        tally.onGap(new Run(first, first + frames - 1));
    }

    private record Run(long firstSequence, long lastSequence) implements Gap {
        @Override
        public long frames() {
            return lastSequence - firstSequence + 1;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public long mediaTimeUs() {
            return 0;
        }

        @Override
        public long syncPoints() {
            return 0;
        }

        @Override
        public long overwritten() {
            return frames();
        }

        @Override
        public long skipped() {
            return 0;
        }

        @Override
        public Gap copy() {
            return this;
        }
    }

    private void assertSound() {
        assertEquals(0, tally.misordered());
        assertEquals(0, tally.corrupt());
    }

    @Test
    void shouldCountWhatIsDelivered() {
        deliver(17);
        assertEquals(17, tally.delivered());
        assertEquals(0, tally.undecodable());
        assertEquals(1, tally.configurations());
        assertSound();
    }

    @Test
    void shouldCountGaps() {
        deliver(2);
        lose(4);
        deliver(1);
        lose(1);
        assertEquals(2, tally.gaps());
        assertEquals(5, tally.gapFrames());
        assertEquals(3, tally.delivered());
        assertSound();
    }

    @Test
    void shouldKnowWhichFramesAGapTook() {
        deliver(3);
        lose(1); // the discardable one
        deliver(1);
        assertEquals(0, tally.undecodable());
        deliver(3); // K D, and K of the next pass
        lose(1);
        deliver(3); // D d D without the first D
        assertEquals(3, tally.undecodable());
        deliver(2);
        assertEquals(3, tally.undecodable());
        assertSound();
    }

    @Test
    void shouldMeasureFromTheTimeAFrameWasDue() {
        clock.start(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(500), TimeUnit.SECONDS.toNanos(10));
        deliver(3); // due at 0, 40 and 80 ms
        latency.collect();
        assertEquals(3, latency.total().getTotalCount());
        assertTrue(
                latency.total().getMinValue() >= 415_000_000,
                "500 ms less 80 ms: " + latency.total().getMinValue());
        assertTrue(
                latency.total().getMaxValue() >= 498_000_000,
                "500 ms: " + latency.total().getMaxValue());
    }

    @Test
    void shouldNotCountATornFrame() {
        deliver(1);
        publish();
        frame.intact = false;
        tally.onFrame(frame);
        assertEquals(1, tally.delivered());
        tally.onGap(new Run(FIRST + 1, FIRST + 1));
        frame.intact = true;
        deliver(1);
        assertEquals(2, tally.delivered());
        assertEquals(1, tally.gapFrames());
        assertSound();
    }

    @Test
    void shouldNoticeAChangedPayload() {
        publish();
        frame.payload.put(frame.payload.position(), (byte) ~frame.payload.get(frame.payload.position()));
        tally.onFrame(frame);
        assertEquals(1, tally.corrupt());
        assertEquals(1, tally.delivered());
    }

    @Test
    void shouldNoticeAChangedHeader() {
        publish();
        frame.header.ptsUs(frame.header.ptsUs() + 1);
        tally.onFrame(frame);
        assertEquals(1, tally.corrupt());
    }

    @Test
    void shouldNoticeAMissingFrame() {
        deliver(1);
        publish();
        deliver(1);
        assertEquals(1, tally.misordered());
    }

    @Test
    void shouldNoticeARepeatedFrame() {
        publish();
        tally.onFrame(frame);
        tally.onFrame(frame);
        assertEquals(1, tally.misordered());
    }

    @Test
    void shouldNoticeAGapAtTheWrongPlace() {
        deliver(1);
        published.advance();
        lose(1);
        assertEquals(1, tally.misordered());
    }

    @Test
    void shouldNoticeAWrongConfiguration() {
        handOverConfiguration(new byte[] {1, 2, 4});
        assertEquals(1, tally.corrupt());
    }

    @Test
    void shouldHoldEachFrame() {
        tally = tally(TimeUnit.MILLISECONDS.toNanos(20));
        long before = System.nanoTime();
        deliver(2);
        assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(40));
    }

    @Test
    void shouldNotHoldAnyFrameOnceStopped() {
        tally = tally(TimeUnit.HOURS.toNanos(1));
        stop.stop();
        deliver(2);
        assertEquals(2, tally.delivered());
    }
}
