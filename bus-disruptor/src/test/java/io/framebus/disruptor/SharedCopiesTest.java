package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.contract.Payloads;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SharedCopiesTest {
    private static final int CAPACITY_FRAMES = PublishedFrames.CAPACITY_FRAMES;

    private final SharedCopies copies = new SharedCopies();
    private final PublishedFrames published = new PublishedFrames();

    private int find(long sequence, long last) {
        return copies.find(published.stream.ring, sequence, last);
    }

    private boolean copy(int index) {
        return copies.copyPayload(published.stream.ring, published.arena, index);
    }

    private void assertHeader(int index, long sequence, int bytes) {
        FrameCopy copy = copies.at(index);
        assertEquals(10 * sequence, copy.ptsUs);
        assertEquals(10 * sequence + 1, copy.dtsUs);
        assertEquals(7, copy.durationUs);
        assertEquals(bytes, copy.length);
    }

    private void assertCopy(int index, long sequence, int bytes) {
        assertHeader(index, sequence, bytes);
        FrameCopy copy = copies.at(index);
        assertTrue(copy.hasPayload());
        ByteBuffer payload = copies.views()[copy.place()].limit(copy.length).position(0);
        assertTrue(payload.isReadOnly());
        assertTrue(Payloads.isOf(payload, sequence), "payload of " + sequence);
    }

    @Test
    void shouldReadTheHeadersAskedForAndFindThemAgain() {
        published.publish(10, 33);
        assertEquals(0, find(3, 6));
        assertEquals(4, copies.count());
        for (int i = 0; i < 4; i++) {
            assertEquals(i, find(3 + i, 6));
            assertHeader(i, 3 + i, 33);
            assertFalse(copies.at(i).hasPayload(), "nobody has wanted it");
        }
        assertEquals(4, copies.count());
    }

    @Test
    void shouldCopyPayloadsInWhateverOrderTheyAreWanted() {
        published.publish(10, 33);
        find(0, 9);
        for (int index : new int[] {4, 1, 9, 0}) {
            assertTrue(copy(index));
        }
        assertCopy(4, 4, 33);
        assertCopy(1, 1, 33);
        assertCopy(9, 9, 33);
        assertCopy(0, 0, 33);
        assertFalse(copies.at(2).hasPayload());
    }

    @Test
    void shouldPutWhatFollowsBehindTheOthers() {
        published.publish(10, 33);
        find(0, 3);
        assertTrue(copy(3));
        assertEquals(4, find(4, 5));
        assertEquals(1, find(1, 8));
        assertEquals(9, copies.count());
        assertTrue(copy(8));
        assertCopy(3, 3, 33);
        assertCopy(8, 8, 33);
    }

    @Test
    void shouldBeginAnewElsewhere() {
        published.publish(30, 33);
        find(0, 3);
        assertTrue(copy(0));
        assertEquals(0, find(20, 22));
        assertEquals(3, copies.count());
        assertFalse(copies.at(0).hasPayload());
        assertTrue(copy(2));
        assertCopy(2, 22, 33);
    }

    @Test
    void shouldBeginAnewWhenThePlacesAreUsedUp() {
        int all = SharedHeaders.MAX_FRAMES;
        published.publish(2 * all, 8);
        assertEquals(0, find(0, 2 * all - 1));
        assertEquals(all, copies.count());
        assertEquals(0, find(all, all + 1));
        assertEquals(2, copies.count());
        assertTrue(copy(0));
        assertCopy(0, all, 8);
    }

    @Test
    void shouldSayThatTheBytesAreUsedUp() {
        int half = SharedCopies.MAX_BYTES / 2;
        published.publish(4, half);
        find(0, 3);
        assertTrue(copy(0));
        assertTrue(copy(1));
        assertFalse(copy(2));
        assertFalse(copies.at(2).hasPayload());
        assertCopy(0, 0, half);
        assertCopy(1, 1, half);
        copies.beginAt(published.stream.ring, 2);
        assertEquals(0, find(2, 3));
        assertTrue(copy(0));
        assertTrue(copy(1));
        assertCopy(1, 3, half);
    }

    @Test
    void shouldHoldAFrameThatJustFitsAndNoneThatDoesNot() {
        int most = SharedCopies.MAX_BYTES;
        int[] lengths = {most - 1, most, most + 1, 0};
        for (int length : lengths) {
            published.publish(1, length);
        }
        for (int i = 0; i < lengths.length; i++) {
            copies.beginAt(published.stream.ring, i);
            assertEquals(0, find(i, i));
            assertEquals(lengths[i] <= most, copy(0), "of " + lengths[i] + " bytes");
            if (lengths[i] <= most) {
                assertCopy(0, i, lengths[i]);
            }
        }
    }

    @Test
    void shouldTellOneRingFromAnother() {
        PublishedFrames other = new PublishedFrames();
        assertNotEquals(published.stream.ring.id, other.stream.ring.id);
        published.publish(5, 33);
        other.publish(5, 44);
        find(0, 4);
        assertTrue(copy(2));
        assertEquals(0, copies.find(other.stream.ring, 2, 4));
        assertEquals(3, copies.count());
        assertTrue(copies.copyPayload(other.stream.ring, other.arena, 0));
        assertCopy(0, 2, 44);
    }

    /** What a subscriber loses is to be the same whoever was given it before. */
    @Test
    void shouldNotGiveWhatTheRingHasRetired() {
        published.publish(10, 33);
        find(0, 9);
        for (int i = 0; i < 9; i++) {
            assertTrue(copy(i));
        }
        published.publish(CAPACITY_FRAMES - 5, 33);
        assertEquals(5, published.stream.ring.tail.get());
        assertEquals(5, find(5, 9));
        assertCopy(5, 5, 33);
        assertEquals(SharedHeaders.NONE, find(4, 9));
        assertEquals(0, find(5, 9));
    }

    @Test
    void shouldNotCopyAPayloadThatIsGone() {
        published.publish(10, 33);
        find(0, 9);
        published.publish(CAPACITY_FRAMES - 5, 33);
        assertFalse(copy(4));
        assertFalse(copies.at(4).hasPayload());
        assertTrue(copy(5));
        assertCopy(5, 5, 33);
    }
}
