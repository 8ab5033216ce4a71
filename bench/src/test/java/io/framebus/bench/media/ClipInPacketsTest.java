package io.framebus.bench.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.bench.measure.DecodabilityTracker;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipInPacketsTest {
    private static final int MOST_BYTES = 300;

    private final MediaClip whole = TestClips.withPayload();
    private final MediaClip packets = whole.inPackets(MOST_BYTES);

    private static boolean continues(MediaClip clip, int packet) {
        return FrameFlags.has(clip.flags(packet), FrameFlags.CONTINUATION);
    }

    private static ByteBuffer payload(MediaClip clip, int first, int end) {
        ByteBuffer payload = ByteBuffer.allocate(clip.largestUnitBytes() * (end - first));
        for (int i = first; i < end; i++) {
            clip.copyPayload(i, payload);
        }
        return payload.flip();
    }

    @Test
    void shouldCutEachUnitIntoAsFewPacketsAsCanHoldItOfAlmostTheSameSize() {
        int packet = 0;
        for (int unit = 0; unit < whole.unitCount(); unit++) {
            int first = packet;
            int smallest = Integer.MAX_VALUE;
            int largest = 0;
            do {
                smallest = Math.min(smallest, packets.size(packet));
                largest = Math.max(largest, packets.size(packet));
                packet++;
            } while (packet < packets.unitCount() && continues(packets, packet));
            assertEquals((whole.size(unit) + MOST_BYTES - 1) / MOST_BYTES, packet - first, "packets of unit " + unit);
            assertTrue(largest <= MOST_BYTES && largest - smallest <= 1, smallest + " to " + largest);
            assertEquals(payload(whole, unit, unit + 1), payload(packets, first, packet), "payload of unit " + unit);
        }
        assertEquals(packets.unitCount(), packet);
        assertEquals(whole.payloadBytes(), packets.payloadBytes());
        assertEquals(299, packets.largestUnitBytes(), "half of the unit of 598 bytes");
        assertEquals((double) packets.unitCount() / whole.unitCount(), packets.packetsPerUnit());
        assertEquals(1, whole.packetsPerUnit());
        MediaClip twice = packets.inPackets(100);
        assertEquals((double) twice.unitCount() / whole.unitCount(), twice.packetsPerUnit(), 1e-9);
    }

    @Test
    void shouldGiveEachPacketWhatItsUnitHas() {
        int unit = -1;
        for (int packet = 0; packet < packets.unitCount(); packet++) {
            unit += continues(packets, packet) ? 0 : 1;
            assertEquals(whole.trackId(unit), packets.trackId(packet));
            assertEquals(whole.ptsUs(unit), packets.ptsUs(packet));
            assertEquals(whole.dtsUs(unit), packets.dtsUs(packet));
            assertEquals(whole.unitDurationUs(unit), packets.unitDurationUs(packet));
            assertEquals(whole.kind(unit), packets.kind(packet));
            assertEquals(whole.temporalLayer(unit), packets.temporalLayer(packet));
        }
        assertEquals(whole.durationUs(), packets.durationUs());
        assertEquals(whole.startUs(), packets.startUs());
    }

    @Test
    void shouldKeepWhatIsSaidOfAUnitOnceToItsFirstPacketAndConfigurationsWhole() {
        int once = FrameFlags.FIRST | FrameFlags.DISCONTINUITY;
        MediaClip clip = TestClips.of(List.of(
                new MediaUnit(TestClips.VIDEO, 0, 0, 10, 250, FrameKind.KEY, FrameFlags.CONFIG, 0),
                new MediaUnit(TestClips.VIDEO, 0, 0, 10, 250, FrameKind.KEY, once | FrameFlags.DISCARDABLE, 1)));
        MediaClip cut = clip.inPackets(100);
        assertEquals(
                List.of(
                        FrameFlags.CONFIG,
                        once | FrameFlags.DISCARDABLE,
                        FrameFlags.DISCARDABLE | FrameFlags.CONTINUATION,
                        FrameFlags.DISCARDABLE | FrameFlags.CONTINUATION),
                List.of(cut.flags(0), cut.flags(1), cut.flags(2), cut.flags(3)));
        assertEquals(250, cut.size(0));
    }

    /** The first packet of a key frame is where a decoder starts; one that misses any packet cannot use what follows. */
    @Test
    void shouldBeFollowedByADecoderAsWholeUnitsAre() {
        DecodabilityTracker tracker = new DecodabilityTracker(packets.tracks());
        packets.tracks().forEach(track -> tracker.configured(track.id()));
        int lost = 2; // of the first key frame's
        for (int i = 0; i < packets.unitCount(); i++) {
            int track = packets.trackId(i);
            if (i == lost) {
                tracker.lost(track, packets.kind(i), packets.flags(i));
                continue;
            }
            boolean decodable = tracker.delivered(track, packets.kind(i), packets.flags(i));
            boolean untilTheNextKeyFrame = packets.dtsUs(i) < 5 * TestClips.VIDEO_STEP_US;
            assertEquals(track == TestClips.AUDIO || i < lost || !untilTheNextKeyFrame, decodable, "packet " + i);
        }
    }

    @Test
    void shouldLeaveUnitsWholeThatFit() {
        MediaClip same = whole.inPackets(whole.largestUnitBytes());
        assertEquals(whole.unitCount(), same.unitCount());
        assertEquals(1, same.packetsPerUnit());
        for (int i = 0; i < whole.unitCount(); i++) {
            assertEquals(whole.flags(i), same.flags(i));
            assertEquals(whole.size(i), same.size(i));
        }
    }

    @Test
    void shouldRefusePacketsOfNothingAndMoreThanCanBeIndexed() {
        assertEquals(
                "mostBytes must be at least 1, is 0",
                assertThrows(IllegalArgumentException.class, () -> whole.inPackets(0))
                        .getMessage());
        try (MediaSource trace = BundledTraces.open(BundledTraces.DEFAULT)) {
            MediaClip film = MediaClip.load(trace, 0);
            MediaException e = assertThrows(MediaException.class, () -> film.inPackets(10));
            assertEquals(
                    "film-1080p24: makes more than 2000000 packets of at most 10 bytes; play less of it (--clip-seconds)",
                    e.getMessage());
        }
    }
}
