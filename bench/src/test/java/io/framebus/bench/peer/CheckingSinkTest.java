package io.framebus.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.framebus.bench.peer.CheckingSink.Look;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class CheckingSinkTest {
    private static final int SIZE = 64;

    private final Imprint imprint = new Imprint(SIZE, 9);
    private final Imprint.Writer writer = imprint.writer();

    private void give(CheckingSink sink, long sequence) {
        give(sink, sequence, writer.payload(sequence, SIZE), true);
    }

    private static void give(CheckingSink sink, long sequence, ByteBuffer payload, boolean intact) {
        sink.onFrame(new PeerFrame() {
            @Override
            public long sequence() {
                return sequence;
            }

            @Override
            public long sentNs() {
                return 0;
            }

            @Override
            public boolean key() {
                return false;
            }

            @Override
            public ByteBuffer payload() {
                return payload;
            }

            @Override
            public boolean isIntact() {
                return intact;
            }
        });
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
    @EnumSource
    void shouldCountFramesThatArrive(Look look) {
        CheckingSink sink = new CheckingSink(imprint, look, 5);
        for (int sequence = 5; sequence < 105; sequence++) {
            give(sink, sequence);
        }
        assertCounts(sink, 100, 0, 0, 0, 0, 0);
        assertEquals(105, sink.next());
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountWhatIsMissing(Look look) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, 3);
        give(sink, 4);
        give(sink, 15);
        assertCounts(sink, 3, 13, 2, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCatchFramesThatComeLateOrTwice(Look look) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, 0);
        give(sink, 2);
        give(sink, 1);
        give(sink, 2);
        give(sink, 3);
        assertCounts(sink, 3, 1, 1, 2, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCatchAPayloadThatIsNotTheFrames(Look look) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, 0);
        give(sink, 1, writer.payload(2, SIZE), true);
        give(sink, 2);
        assertCounts(sink, 2, 1, 1, 0, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotHoldAgainstThePeerWhatItSaysIsNotIntact(Look look) {
        CheckingSink sink = new CheckingSink(imprint, look, 0);
        give(sink, 0);
        give(sink, 1, writer.payload(2, SIZE), false);
        give(sink, 2);
        assertCounts(sink, 2, 1, 1, 0, 0, 1);
    }
}
