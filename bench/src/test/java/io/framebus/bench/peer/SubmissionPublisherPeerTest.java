package io.framebus.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SubmissionPublisherPeerTest {
    /** The poll of one subscriber may run the task of another. */
    @Test
    void shouldTellASinksFailureToItsOwnSubscriberWhoeverRanIt() {
        AtomicInteger given = new AtomicInteger();
        Imprint.Writer writer = new Imprint(100, 1).writer();
        try (PeerChannel channel = Peers.named("submission-publisher").open(PeerSettings.of(100, 8, 2))) {
            PeerSubscriber sound = channel.subscribe(frame -> given.incrementAndGet());
            PeerSubscriber failing = channel.subscribe(frame -> {
                throw new UnsupportedOperationException("the sink's own");
            });
            while (failing.poll(1) > 0) {}
            assertTrue(channel.publisher().publish(0, 0, true, writer.payload(0, 100)));
            while (sound.poll(1) > 0) {}
            assertEquals(1, given.get());
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> failing.poll(1));
            assertEquals("the sink's own", thrown.getCause().getMessage());
        }
    }
}
