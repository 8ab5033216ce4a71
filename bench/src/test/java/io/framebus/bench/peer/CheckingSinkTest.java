package io.framebus.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.bench.peer.CheckingSink.Look;
import io.framebus.bench.rig.TestDeliveredFrame;
import io.framebus.bench.rig.TestPeerFrame;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class CheckingSinkTest {
    private static final int SIZE = 64;

    private final Imprint imprint = new Imprint(SIZE, 9);
    private final Imprint.Writer writer = imprint.writer();

    /** How frames come to the sink. */
    enum Way {
        OF_A_PEER {
            @Override
            void give(CheckingSink sink, long sequence, ByteBuffer payload, boolean intact) {
                sink.onFrame(new TestPeerFrame(sequence, 0, false, payload, intact));
            }
        },
        OF_FRAMEBUS {
            @Override
            void give(CheckingSink sink, long sequence, ByteBuffer payload, boolean intact) {
                TestDeliveredFrame frame = new TestDeliveredFrame();
                frame.header.ptsUs(sequence);
                frame.payload = payload;
                frame.intact = intact;
                sink.handler().onFrame(frame);
            }
        };

        abstract void give(CheckingSink sink, long sequence, ByteBuffer payload, boolean intact);
    }

    private static Stream<Arguments> looksAndWays() {
        return Stream.of(Look.values()).flatMap(look -> Stream.of(Way.values()).map(way -> Arguments.of(look, way)));
    }

    private void give(CheckingSink sink, Way way, long sequence) {
        way.give(sink, sequence, writer.payload(sequence, SIZE), true);
    }

    private static void assertCounts(
            CheckingSink sink, long delivered, long missing, long gaps, long misordered, long corrupt, long torn) {
        assertEquals(delivered, sink.delivered(), "delivered");
        assertEquals(missing, sink.missing(), "missing");
        assertEquals(gaps, sink.gaps(), "gaps");
        assertEquals(misordered, sink.misordered(), "misordered");
        assertEquals(corrupt, sink.corrupt(), "corrupt");
        assertEquals(torn, sink.torn(), "torn");
        assertEquals(delivered * SIZE, sink.bytes(), "bytes");
    }

    @ParameterizedTest
    @MethodSource("looksAndWays")
    void shouldCountFramesThatArrive(Look look, Way way) {
        CheckingSink sink = new CheckingSink(imprint, look, 5);
        for (int sequence = 5; sequence < 105; sequence++) {
            give(sink, way, sequence);
        }
        assertCounts(sink, 100, 0, 0, 0, 0, 0);
        assertEquals(105, sink.next());
    }

    @ParameterizedTest
    @MethodSource("looksAndWays")
    void shouldCountWhatIsMissing(Look look, Way way) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, way, 3);
        give(sink, way, 4);
        give(sink, way, 15);
        assertCounts(sink, 3, 13, 2, 0, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("looksAndWays")
    void shouldCatchFramesThatComeLateOrTwice(Look look, Way way) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, way, 0);
        give(sink, way, 2);
        give(sink, way, 1);
        give(sink, way, 2);
        give(sink, way, 3);
        assertCounts(sink, 3, 1, 1, 2, 0, 0);
    }

    @ParameterizedTest
    @MethodSource("looksAndWays")
    void shouldCatchAPayloadThatIsNotTheFrames(Look look, Way way) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, way, 0);
        way.give(sink, 1, writer.payload(2, SIZE), true);
        give(sink, way, 2);
        assertCounts(sink, 2, 1, 1, 0, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("looksAndWays")
    void shouldNotHoldAgainstThePeerWhatItSaysIsNotIntact(Look look, Way way) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, way, 0);
        way.give(sink, 1, writer.payload(2, SIZE), false);
        give(sink, way, 2);
        assertCounts(sink, 2, 1, 1, 0, 0, 1);
    }
}
