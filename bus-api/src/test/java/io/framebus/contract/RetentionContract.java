package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.MediaFrame;
import io.framebus.Retention;
import io.framebus.StreamConfig;
import org.junit.jupiter.api.Test;

/** How much a ring retains: frames or bytes, whichever is nearer, and what that amounts to in time. */
public abstract class RetentionContract extends BusContract {
    protected RetentionContract(BusFactory factory) {
        super(factory);
    }

    /** Case 27. */
    @Test
    void shouldRoundTheCapacityUpToAPowerOfTwo() {
        Source source = source(3).audios(4);
        assertEquals(0, source.handle().tail());
        source.audio();
        assertEquals(1, source.handle().tail());
        assertEquals(4, source.handle().retention().frames());
        assertEquals(4, source.handle().retention().capacityFrames());
    }

    @Test
    void shouldKeepTheTailOneRingBehindTheCursor() {
        Source source = source(8);
        for (int published = 1; published <= 40; published++) {
            source.audio();
            assertEquals(published - 1, source.handle().cursor());
            assertEquals(Math.max(0, published - 8), source.handle().tail());
        }
    }

    @Test
    void shouldTakeAFrameAsLongAsTheWholeRing() {
        StreamConfig config =
                StreamConfig.builder().capacityFrames(8).capacityBytes(1000).build();
        assertEquals(1024, config.effectiveCapacityBytes());
        Source source = source(config);
        Reader reader = reader(source);
        for (int round = 0; round < 3; round++) {
            source.length(1024).audio();
            assertEquals(1, reader.poll());
            assertEquals(1, source.handle().retention().frames());
            source.length(10).audio();
            assertEquals(1, reader.poll());
        }
    }

    /** Design 10: a clear exception naming the value and the limit, before anything is changed. */
    @Test
    void shouldRefuseALongerFrameBeforeAnythingChanged() {
        StreamConfig config =
                StreamConfig.builder().capacityFrames(8).capacityBytes(1024).build();
        Source source = source(config).length(100).audios(8);
        Retention before = source.handle().retention();
        MediaFrame tooLong = MediaFrame.audio(0, new byte[1025], Codec.OPUS);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> source.handle().publish(tooLong))
                .getMessage();
        assertTrue(message.contains("1025") && message.contains("1024"), message);
        assertEquals(7, source.handle().cursor());
        assertEquals(before, source.handle().retention());
    }

    /** Seed 4.7: memory is payload; whichever limit is nearer decides. */
    @Test
    void shouldRetainUntilEitherLimitNeedsThePlace() {
        StreamConfig config =
                StreamConfig.builder().capacityFrames(64).capacityBytes(4096).build();
        Source source = source(config).length(512);
        for (int published = 1; published <= 100; published++) {
            source.audio();
            Retention retention = source.handle().retention();
            assertTrue(retention.bytes() <= retention.capacityBytes(), retention::toString);
            assertEquals(retention.frames() * 512, retention.bytes());
            assertEquals(source.handle().cursor() - source.handle().tail() + 1, retention.frames());
            long least = Math.min(published, 7);
            assertTrue(retention.frames() >= least && retention.frames() <= 8, retention::toString);
        }
        source.length(1).audios(200);
        assertEquals(64, source.handle().retention().frames());
    }

    @Test
    void shouldTellTheTimeThatItRetains() {
        Source source = source(8);
        assertEquals(0, source.handle().retention().spanNs());
        for (int i = 0; i < 20; i++) {
            clock.advanceMs(10);
            source.audio();
        }
        assertEquals(70_000_000, source.handle().retention().spanNs());
    }

    @Test
    void shouldWorkWithTheSmallestRing() {
        Source source =
                source(StreamConfig.builder().capacityFrames(1).capacityBytes(1).build());
        Reader reader = reader(source);
        for (int i = 0; i < 10; i++) {
            source.length(i % 2).key();
            assertEquals(1, reader.poll());
            source.length(0).delta().length(1).key();
            assertEquals(1, reader.pollInPlace());
        }
        assertEquals(10, reader.subscription().dropped());
    }
}
