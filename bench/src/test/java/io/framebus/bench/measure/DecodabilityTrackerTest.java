package io.framebus.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import io.framebus.bench.media.TestClips;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodabilityTrackerTest {
    private static final int VIDEO = TestClips.VIDEO;
    private static final int AUDIO = TestClips.AUDIO;

    private final DecodabilityTracker tracker = new DecodabilityTracker(TestClips.tracks());

    @BeforeEach
    void configure() {
        tracker.configured(VIDEO);
        tracker.configured(AUDIO);
    }

    /** Plays frames of the video track; small letters are lost. Answers with + and - for those that arrive. */
    private String play(String frames) {
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < frames.length(); i++) {
            char frame = frames.charAt(i);
            FrameKind kind = "KkPp".indexOf(frame) >= 0 ? FrameKind.KEY : FrameKind.DELTA;
            int flags = switch (Character.toUpperCase(frame)) {
                case 'P', 'C' -> FrameFlags.CONTINUATION;
                case 'X' -> FrameFlags.DISCARDABLE;
                case 'Y' -> FrameFlags.DISCARDABLE | FrameFlags.CONTINUATION;
                case 'J' -> FrameFlags.DISCONTINUITY;
                default -> 0;
            };
            if (Character.isLowerCase(frame)) {
                tracker.lost(VIDEO, kind, flags);
            } else {
                answers.append(tracker.delivered(VIDEO, kind, flags) ? '+' : '-');
            }
        }
        return answers.toString();
    }

    @Test
    void shouldFindAnUnbrokenSequenceDecodable() {
        assertEquals("+++++", play("KDDKD"));
    }

    @Test
    void shouldFindDependentFramesUndecodableBeforeTheFirstKeyFrame() {
        assertEquals("--++", play("DDKD"));
    }

    @Test
    void shouldFindDependentFramesUndecodableFromALossToTheNextKeyFrame() {
        assertEquals("+--++", play("KdDDKD"));
    }

    @Test
    void shouldFindDependentFramesUndecodableAfterALostKeyFrame() {
        assertEquals("++--+", play("KDkDDK"));
    }

    @Test
    void shouldNotMindALostDiscardableFrame() {
        assertEquals("++++", play("KxDxxDD"));
    }

    @Test
    void shouldFindADiscardableFrameUndecodableOnABrokenTrack() {
        assertEquals("+-+", play("KdXK"));
    }

    @Test
    void shouldNotBreakTheTrackByAnUndecodableDiscardableFrame() {
        assertEquals("+--++", play("KdXXKD"));
    }

    @Test
    void shouldFindTheRestOfAKeyFrameUndecodableWithoutItsFirstPacket() {
        assertEquals("--+", play("kPDK"));
    }

    @Test
    void shouldFindTheRestOfAFrameUndecodableAfterALostPacket() {
        assertEquals("++--", play("KPpPD"));
        assertEquals("+++--", play("KPDcCD"));
    }

    @Test
    void shouldFindTheRestOfADiscardableFrameUndecodableAfterALostPacketAndNothingElse() {
        assertEquals("++-+", play("KXyYD"));
        assertEquals("+-+", play("KxYD"));
    }

    @Test
    void shouldTakePacketsOfAWholeKeyFrame() {
        assertEquals("+++++", play("KPPDC"));
    }

    @Test
    void shouldFindADependentFrameAfterADiscontinuityUndecodable() {
        assertEquals("++--+", play("KDJDK"));
    }

    @Test
    void shouldTakeAnyFrameOfATrackWithoutVideo() {
        assertTrue(tracker.delivered(AUDIO, FrameKind.AUDIO, 0));
        tracker.lost(AUDIO, FrameKind.AUDIO, 0);
        assertTrue(tracker.delivered(AUDIO, FrameKind.AUDIO, 0));
    }

    @Test
    void shouldKeepTracksApart() {
        assertEquals("+", play("K"));
        tracker.lost(AUDIO, FrameKind.AUDIO, 0);
        assertEquals("+", play("D"));
    }

    @Test
    void shouldFindFramesUndecodableWithoutTheirConfiguration() {
        DecodabilityTracker unconfigured = new DecodabilityTracker(TestClips.tracks());
        assertFalse(unconfigured.delivered(VIDEO, FrameKind.KEY, 0));
        unconfigured.configured(AUDIO);
        assertFalse(unconfigured.delivered(VIDEO, FrameKind.DELTA, 0));
        assertTrue(unconfigured.delivered(AUDIO, FrameKind.AUDIO, 0));
        unconfigured.configured(VIDEO);
        assertFalse(unconfigured.delivered(VIDEO, FrameKind.DELTA, 0), "its key frame could not be decoded");
        assertTrue(unconfigured.delivered(VIDEO, FrameKind.KEY, 0));
    }

    /** One packet with what a decoder needs for it, written down when it is made rather than tracked. */
    private record Packet(FrameKind kind, int flags, List<Packet> needs) {
        boolean isDecodable(List<Packet> arrived) {
            return arrived.contains(this) && needs.stream().allMatch(need -> need.isDecodable(arrived));
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldAgreeWithTheGraphOfReferences(long seed) {
        Random random = new Random(seed);
        List<Packet> packets = packets(random);
        List<Packet> arrived =
                packets.stream().filter(packet -> random.nextInt(6) > 0).toList();
        for (Packet packet : packets) {
            if (arrived.contains(packet)) {
                assertEquals(
                        packet.isDecodable(arrived),
                        tracker.delivered(VIDEO, packet.kind(), packet.flags()),
                        "packet " + packets.indexOf(packet) + ", seed " + seed);
            } else {
                tracker.lost(VIDEO, packet.kind(), packet.flags());
            }
        }
    }

    /** Frames of one to three packets. A dependent frame needs all packets of the reference before it, and so on. */
    private static List<Packet> packets(Random random) {
        List<Packet> all = new ArrayList<>();
        List<Packet> reference = List.of();
        for (int frame = 0; frame < 120; frame++) {
            FrameKind kind = frame == 0 || random.nextInt(9) == 0 ? FrameKind.KEY : FrameKind.DELTA;
            boolean discardable = kind == FrameKind.DELTA && random.nextInt(3) == 0;
            List<Packet> packets = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int p = 0; p < count; p++) {
                int flags = (p > 0 ? FrameFlags.CONTINUATION : 0) | (discardable ? FrameFlags.DISCARDABLE : 0);
                List<Packet> needs = new ArrayList<>(packets);
                needs.addAll(kind == FrameKind.KEY ? List.of() : reference);
                packets.add(new Packet(kind, flags, needs));
            }
            all.addAll(packets);
            if (!discardable) {
                // All packets of a reference are needed, and through its last one all before it.
                reference = List.of(packets.get(count - 1));
            }
        }
        return all;
    }
}
