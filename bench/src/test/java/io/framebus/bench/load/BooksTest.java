package io.framebus.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.StreamKey;
import io.framebus.Subscription;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksTest {
    private final Books books = new Books();

    /** A subscription that says so many were delivered and dropped. */
    private static Subscription subscription(long delivered, long dropped) {
        return (Subscription) Proxy.newProxyInstance(
                BooksTest.class.getClassLoader(),
                new Class<?>[] {Subscription.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "key" -> StreamKey.of("load", "stream-00");
                    case "id" -> 7L;
                    case "label" -> "healthy 3";
                    case "delivered" -> delivered;
                    case "dropped" -> dropped;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static FrameCounts counted(long published, long delivered, long dropped, long filtered, long unread) {
        return new FrameCounts(1, published, delivered, dropped, filtered, unread, 1, 1, 0, 0, 0, 0, 0, 0);
    }

    private void assertOneProblem(String expected) {
        assertEquals(List.of("load/stream-00#7 (healthy 3): " + expected), books.problems());
    }

    @Test
    void shouldFindNothingWrongWhenTheyBalance() {
        books.check(subscription(10, 5), counted(22, 10, 5, 3, 4));
        assertTrue(books.problems().isEmpty());
    }

    @Test
    void shouldNoticeAFrameThatIsNowhere() {
        books.check(subscription(10, 5), counted(23, 10, 5, 3, 4));
        assertOneProblem("books do not balance: delivered 10 + dropped 5 + filtered 3 + unread 4 = 22, published 23");
    }

    @Test
    void shouldNoticeWhenTheHandlerGotOthers() {
        books.check(subscription(11, 5), counted(22, 10, 5, 3, 4));
        assertOneProblem("books do not balance: the handler was given 10 frames, the subscription says delivered 11");
    }

    @Test
    void shouldNoticeADropThatWasNotTold() {
        books.check(subscription(10, 6), counted(22, 10, 5, 3, 4));
        assertOneProblem("books do not balance: the gaps told add up to 5 frames, the subscription says dropped 6");
    }

    @Test
    void shouldNoticeFramesThatAreWrong() {
        books.check(subscription(10, 5), new FrameCounts(1, 15, 10, 5, 0, 0, 1, 1, 0, 0, 2, 0, 0, 0));
        assertOneProblem("2 delivered frames are not what was published");
    }

    @Test
    void shouldNoticeFramesOutOfOrder() {
        books.check(subscription(10, 5), new FrameCounts(1, 15, 10, 5, 0, 0, 1, 1, 0, 0, 0, 3, 0, 0));
        assertOneProblem("3 frames or gaps out of order");
    }
}
