package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.media.MediaClip;
import io.framebus.bench.media.TestClips;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private static Playhead place(MediaClip clip) {
        return new Playhead(new Playlist(clip, 1), StreamStart.ALIGNED, 2);
    }

    private static void assertKnowsItsOwn(MediaClip clip) {
        Payloads payloads = new Payloads(clip, 7);
        Payloads.Writer writer = payloads.writer();
        Playhead place = place(clip);
        for (int i = 0; i < 3 * clip.unitCount(); i++) {
            ByteBuffer payload = writer.payload(4, place);
            assertEquals(place.size(), payload.remaining());
            assertTrue(payloads.matches(payload, 4, place), "frame " + place.sequence());
            place.advance();
        }
    }

    @Test
    void shouldKnowMadeUpPayload() {
        assertKnowsItsOwn(TestClips.trace());
    }

    @Test
    void shouldKnowRealPayload() {
        assertKnowsItsOwn(TestClips.withPayload());
    }

    @Test
    void shouldKnowTinyPayloadByItsLength() {
        assertKnowsItsOwn(TestClips.tinyAudio());
    }

    @Test
    void shouldPlayRealPayloadAsItIs() {
        MediaClip clip = TestClips.withPayload();
        ByteBuffer expected = ByteBuffer.allocate(clip.size(0));
        clip.copyPayload(0, expected);
        assertEquals(expected.flip(), new Payloads(clip, 7).writer().payload(0, place(clip)));
    }

    @Test
    void shouldNoticeAChangeAtEitherEnd() {
        for (MediaClip clip : new MediaClip[] {TestClips.trace(), TestClips.withPayload()}) {
            Payloads payloads = new Payloads(clip, 7);
            Playhead place = place(clip);
            for (int from : new int[] {0, place.size() - 1}) {
                ByteBuffer payload = payloads.writer().payload(4, place);
                int at = payload.position() + from;
                payload.put(at, (byte) ~payload.get(at));
                assertFalse(payloads.matches(payload, 4, place));
            }
        }
    }

    @Test
    void shouldNoticeThePayloadOfAnotherFrame() {
        MediaClip clip = TestClips.tinyAudio();
        Payloads payloads = new Payloads(TestClips.trace(), 7);
        Playhead place = place(TestClips.trace());
        ByteBuffer payload = payloads.writer().payload(4, place);
        assertFalse(payloads.matches(payload, 5, place), "another stream's");
        Playhead later = new Playhead(new Playlist(TestClips.trace(), 1), StreamStart.ALIGNED, 3);
        assertFalse(payloads.matches(payload, 4, later), "another sequence's");
        assertFalse(payloads.matches(payload, 4, place(clip)), "of another length");
    }
}
