package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.contract.Payloads;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SharedHeadersTest {
    private static final int CAPACITY_FRAMES = PublishedFrames.CAPACITY_FRAMES;

    private final SharedHeaders headers = new SharedHeaders();
    private final PublishedFrames published = new PublishedFrames();

    private int find(long sequence, long last) {
        return headers.find(published.stream.ring, sequence, last);
    }

    private void assertFrame(int index, long sequence, int bytes) {
        FrameCopy header = headers.at(index);
        assertEquals(10 * sequence, header.ptsUs);
        assertEquals(10 * sequence + 1, header.dtsUs);
        assertEquals(7, header.durationUs);
        assertEquals(bytes, header.length);
        assertTrue(header.hasPayload(), "it is in the arena");
        ByteBuffer payload = published.arena.slice(header.place(), header.length);
        assertTrue(Payloads.isOf(payload, sequence), "payload of " + sequence);
    }

    @Test
    void shouldReadTheHeadersAskedForAndFindThemAgain() {
        published.publish(10, 33);
        assertEquals(0, find(3, 6));
        assertEquals(4, headers.count());
        assertEquals(3, headers.first());
        for (int i = 0; i < 4; i++) {
            assertEquals(i, find(3 + i, 6));
            assertFrame(i, 3 + i, 33);
        }
        assertEquals(4, headers.count());
        assertEquals(1, headers.begunInVain());
    }

    @Test
    void shouldGoOnBehindWhatIsHere() {
        published.publish(10, 33);
        find(2, 4);
        assertEquals(3, find(5, 7));
        assertEquals(6, headers.count());
        assertEquals(1, headers.begunInVain());
        assertFrame(0, 2, 33);
        assertFrame(5, 7, 33);
    }

    @Test
    void shouldAddUpWhatItHolds() {
        published.publish(2, 33);
        published.publish(3, 40);
        find(1, 4);
        Totals totals = new Totals();
        for (int i = 0; i <= headers.count(); i++) {
            assertEquals(totals.bytes, headers.totalsBefore(i).bytes, "before " + i);
            assertEquals(totals.syncPoints, headers.totalsBefore(i).syncPoints, "before " + i);
            assertEquals(totals.mediaTimeUs, headers.totalsBefore(i).mediaTimeUs, "before " + i);
            totals.add(headers.at(i).packed, headers.at(i).length);
        }
        assertEquals(33 + 3 * 40, headers.totalsBefore(4).bytes);
        find(3, 4);
        assertEquals(33 + 3 * 40, headers.totalsBefore(4).bytes, "nothing was added");
    }

    @Test
    void shouldTellHowFarTheSameConfigurationsReach() {
        published.publish(3, 33);
        published.publishConfig();
        published.publish(4, 33);
        find(0, 7);
        ConfigSet none = headers.at(0).configs;
        ConfigSet one = headers.at(7).configs;
        assertNotEquals(none, one);
        assertEquals(3, headers.endOfRun(0, 8, none));
        assertEquals(3, headers.endOfRun(2, 8, none));
        assertEquals(2, headers.endOfRun(1, 2, none));
        assertEquals(0, headers.endOfRun(0, 8, one));
        assertEquals(8, headers.endOfRun(3, 8, one));
        assertEquals(5, headers.endOfRun(4, 5, one));
        assertEquals(4, headers.endOfRun(4, 8, none));
        assertEquals(0, find(0, 7));
    }

    @Test
    void shouldBeginAnewBeforeAndBehindWhatIsHere() {
        published.publish(30, 33);
        find(10, 12);
        assertEquals(0, find(9, 12));
        assertEquals(4, headers.count());
        assertEquals(2, headers.begunInVain());
        assertEquals(0, find(14, 14), "one was left out");
        assertEquals(1, headers.count());
        assertEquals(3, headers.begunInVain());
    }

    @Test
    void shouldBeginAnewWhenThePlacesAreUsedUp() {
        int all = SharedHeaders.MAX_FRAMES;
        published.publish(2 * all, 8);
        assertEquals(0, find(0, 2 * all - 1));
        assertEquals(all, headers.count());
        assertEquals(0, find(all, all + 1));
        assertEquals(2, headers.count());
        assertFrame(0, all, 8);
    }

    /** For a view that shows nothing. */
    @Test
    void shouldKeepAFrameBehindAllOthersThatIsNeverWritten() {
        int all = SharedHeaders.MAX_FRAMES;
        published.publish(2 * all, 8);
        find(0, 2 * all - 1);
        FrameCopy[] frames = headers.frames();
        assertEquals(all + 1, frames.length);
        assertEquals(0, frames[all].length);
        assertEquals(0, frames[all].place());
        find(all, 2 * all - 1);
        assertSame(frames, headers.frames());
    }

    @Test
    void shouldTellOneRingFromAnother() {
        PublishedFrames other = new PublishedFrames();
        assertNotEquals(published.stream.ring.id, other.stream.ring.id);
        published.publish(5, 33);
        other.publish(5, 44);
        find(0, 4);
        assertEquals(0, headers.find(other.stream.ring, 2, 4));
        assertEquals(3, headers.count());
        assertEquals(44, headers.at(0).length);
    }

    /** What a subscriber loses is to be the same whoever was given it before. */
    @Test
    void shouldNotGiveWhatTheRingHasRetired() {
        published.publish(10, 33);
        find(0, 9);
        published.publish(CAPACITY_FRAMES - 5, 33);
        assertEquals(5, published.stream.ring.tail.get());
        assertEquals(5, find(5, 9));
        assertFrame(5, 5, 33);
        assertEquals(SharedHeaders.NONE, find(4, 9));
        assertEquals(0, find(5, 9));
    }
}
