package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.StreamConfig;
import io.framebus.StreamKey;
import io.framebus.contract.Payloads;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SharedCopiesTest {
    private static final int CAPACITY_FRAMES = 256;
    private static final int CAPACITY_BYTES = 1 << 20;
    private static final int NONE = SharedCopies.NONE;

    private final SharedCopies copies = new SharedCopies();
    private final Published published = new Published();

    /** A stream whose payloads follow from their sequence. */
    private static final class Published {
        final Stream stream = new Stream(
                StreamKey.of("live", "cam"),
                StreamConfig.builder()
                        .capacityFrames(CAPACITY_FRAMES)
                        .capacityBytes(CAPACITY_BYTES)
                        .build(),
                new StreamServices(
                        System::nanoTime, new Events(null), new ArenaPool(0), new Departures(), new AtomicLong()),
                ended -> {});
        final ByteBuffer arena = stream.ring.arena.readOnly();
        private long next;

        void publish(int count, int bytes) {
            for (int i = 0; i < count; i++) {
                FrameHeader header = new FrameHeader()
                        .kind(FrameKind.AUDIO)
                        .codec(Codec.OPUS)
                        .ptsUs(10 * next)
                        .dtsUs(10 * next + 1)
                        .durationUs(7);
                stream.publication().publish(header, ByteBuffer.wrap(Payloads.of(next, bytes)));
                next++;
            }
        }
    }

    private int fetch(long sequence, long last) {
        return copies.fetch(published.stream.ring, published.arena, sequence, last);
    }

    private int indexOf(long sequence) {
        return copies.indexOf(published.stream.ring, sequence);
    }

    private void assertCopy(int index, long sequence, int bytes) {
        FrameCopy copy = copies.at(index);
        assertEquals(10 * sequence, copy.ptsUs);
        assertEquals(10 * sequence + 1, copy.dtsUs);
        assertEquals(7, copy.durationUs);
        assertEquals(bytes, copy.length);
        ByteBuffer payload = copies.view().limit(copy.offset + copy.length).position(copy.offset);
        assertTrue(payload.isReadOnly());
        assertTrue(Payloads.isOf(payload, sequence), "payload of " + sequence);
    }

    @Test
    void shouldCopyWhatIsAskedForAndFindIt() {
        published.publish(10, 33);
        assertEquals(NONE, indexOf(3));
        assertEquals(0, fetch(3, 6));
        assertEquals(4, copies.count());
        for (int i = 0; i < 4; i++) {
            assertEquals(i, indexOf(3 + i));
            assertCopy(i, 3 + i, 33);
        }
        assertEquals(NONE, indexOf(2));
        assertEquals(NONE, indexOf(7));
    }

    @Test
    void shouldPutWhatFollowsBehindTheOthers() {
        published.publish(10, 33);
        fetch(0, 3);
        assertEquals(4, fetch(4, 5));
        assertEquals(1, fetch(1, 8));
        assertEquals(9, copies.count());
        assertCopy(0, 0, 33);
        assertCopy(8, 8, 33);
    }

    @Test
    void shouldBeginAnewElsewhere() {
        published.publish(30, 33);
        fetch(0, 3);
        assertEquals(0, fetch(20, 22));
        assertEquals(3, copies.count());
        assertEquals(NONE, indexOf(0));
        assertCopy(2, 22, 33);
    }

    @Test
    void shouldBeginAnewWhenTheSlotsAreUsedUp() {
        int all = SharedCopies.MAX_FRAMES;
        published.publish(2 * all, 8);
        assertEquals(0, fetch(0, 2 * all - 1));
        assertEquals(all, copies.count());
        assertEquals(0, fetch(all, all + 1));
        assertEquals(2, copies.count());
        assertCopy(0, all, 8);
    }

    @Test
    void shouldBeginAnewWhenTheBytesAreUsedUp() {
        int half = SharedCopies.MAX_BYTES / 2;
        published.publish(4, half);
        assertEquals(0, fetch(0, 3));
        assertEquals(2, copies.count());
        assertCopy(0, 0, half);
        assertCopy(1, 1, half);
        assertEquals(0, fetch(2, 3));
        assertEquals(2, copies.count());
        assertCopy(1, 3, half);
    }

    @Test
    void shouldHoldAFrameThatJustFitsAndNoneThatDoesNot() {
        published.publish(1, SharedCopies.MAX_BYTES - 1);
        published.publish(1, SharedCopies.MAX_BYTES);
        published.publish(1, SharedCopies.MAX_BYTES + 1);
        published.publish(1, 0);
        assertEquals(0, fetch(0, 3));
        assertEquals(1, copies.count());
        assertCopy(0, 0, SharedCopies.MAX_BYTES - 1);
        assertEquals(0, fetch(1, 3));
        assertCopy(0, 1, SharedCopies.MAX_BYTES);
        assertEquals(NONE, fetch(2, 3));
        assertEquals(0, fetch(3, 3));
        assertCopy(0, 3, 0);
    }

    @Test
    void shouldTellOneRingFromAnother() {
        Published other = new Published();
        assertNotEquals(published.stream.ring.id, other.stream.ring.id);
        published.publish(5, 33);
        other.publish(5, 44);
        fetch(0, 4);
        assertEquals(NONE, copies.indexOf(other.stream.ring, 2));
        assertEquals(0, copies.fetch(other.stream.ring, other.arena, 2, 4));
        assertEquals(3, copies.count());
        assertCopy(0, 2, 44);
        assertEquals(NONE, indexOf(2));
    }

    /** What a subscriber loses is to be the same whoever was given it before. */
    @Test
    void shouldNotGiveWhatTheRingHasRetired() {
        published.publish(10, 33);
        fetch(0, 9);
        published.publish(CAPACITY_FRAMES - 5, 33);
        assertEquals(5, published.stream.ring.tail.get());
        assertEquals(NONE, indexOf(4));
        assertEquals(5, indexOf(5));
        assertEquals(NONE, fetch(4, 9));
        assertEquals(0, fetch(5, 9));
        assertCopy(0, 5, 33);
    }

    @Test
    void shouldCountHowOftenItWasBegunInVain() {
        published.publish(100, 33);
        fetch(0, 3);
        int before = copies.begunInVain();
        fetch(4, 7);
        assertEquals(before, copies.begunInVain(), "goes on");
        fetch(20, 21);
        assertEquals(before + 1, copies.begunInVain());
        fetch(30, 31);
        assertEquals(before + 2, copies.begunInVain());
        fetch(30, 31);
        fetch(40, 41);
        assertEquals(0, copies.begunInVain());
        indexOf(41);
        fetch(50, 51);
        assertEquals(0, copies.begunInVain());
        fetch(60, 61);
        assertEquals(1, copies.begunInVain());
    }
}
