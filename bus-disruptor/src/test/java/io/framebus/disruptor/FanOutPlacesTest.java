package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FanOut;
import io.framebus.FrameHandler;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.contract.Payloads;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a fan-out by copy has its copies: the buffers that handlers are shown tell. */
@Timeout(10)
class FanOutPlacesTest {
    private static final int MANY = 1 << 20;

    private final PublishedFrames published = new PublishedFrames();
    private final FanOut fanOut = published.stream.publication().fanOut(false);

    /** Reads nothing of its own accord, and keeps which buffers it was shown. */
    private final class Watcher implements FanOut.Member {
        private final Subscription subscription = published.stream.subscribe(SubscribeOptions.defaults());
        private final List<ByteBuffer> shown = new ArrayList<>();
        private final FrameHandler handler = frame -> {
            ByteBuffer payload = frame.payload();
            assertTrue(Payloads.isOf(payload.slice(), frame.sequence()), "payload of " + frame.sequence());
            shown.add(payload);
        };
        private boolean pollsAlone = true;

        @Override
        public Subscription subscription() {
            return subscription;
        }

        @Override
        public FrameHandler handler() {
            return handler;
        }

        @Override
        public void serveAlone(int maxFrames) {
            if (pollsAlone) {
                poll();
            }
        }

        private int poll() {
            return subscription.poll(handler, MANY);
        }

        @Override
        public void failed(Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private Watcher join() {
        Watcher member = new Watcher();
        fanOut.add(member);
        return member;
    }

    private int turn() {
        published.publish(1, 33);
        return fanOut.serve(MANY, MANY);
    }

    @Test
    void shouldCopyToTheSamePlaceInEachTurnWhileAllAreInStep() {
        Watcher one = join();
        Watcher other = join();
        turn();
        turn();
        for (int i = 0; i < 3 * SharedHeaders.MAX_FRAMES; i++) {
            one.shown.clear();
            other.shown.clear();
            assertEquals(2, turn());
            assertEquals(1, one.shown.size());
            ByteBuffer before = one.shown.get(0);
            assertEquals(2, turn());
            assertSame(before, one.shown.get(1));
            assertSame(before, other.shown.get(1));
        }
    }

    @Test
    void shouldKeepWhatWasReadWhileSomebodyIsBehind() {
        Watcher one = join();
        join();
        Watcher behind = new Watcher();
        behind.pollsAlone = false;
        turn();
        fanOut.add(behind);
        turn();
        one.shown.clear();
        for (int i = 0; i < 5; i++) {
            assertEquals(2, turn());
        }
        assertNotSame(one.shown.get(0), one.shown.get(1));
        assertEquals(7, behind.poll());
        assertEquals(one.shown, behind.shown.subList(2, 7));
        for (int i = 0; i < 5; i++) {
            assertSame(one.shown.get(i), behind.shown.get(2 + i), "what the others were handed was not copied again");
        }
    }
}
