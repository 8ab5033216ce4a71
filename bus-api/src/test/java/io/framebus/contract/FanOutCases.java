package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.FanOut;
import io.framebus.SubscribeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;

/** What contracts of fan-outs have in common. */
abstract class FanOutCases extends BusContract {
    static final int MANY = 1 << 20;
    static final long MANY_BYTES = 1L << 40;

    FanOutCases(BusFactory factory) {
        super(factory);
    }

    static FanOut fanOut(Source source, ReadingWay way) {
        return source.handle().fanOut(way == ReadingWay.IN_PLACE);
    }

    static ServedMember add(FanOut fanOut, Reader reader, ReadingWay way) {
        ServedMember member = new ServedMember(reader.subscription(), reader.seen(), way);
        fanOut.add(member);
        return member;
    }

    /** Serves twice: who meets the others is in step from the second time on. */
    static void comeIntoStep(Source source, FanOut fanOut) {
        for (int i = 0; i < 2; i++) {
            source.audio();
            fanOut.serve(MANY, MANY_BYTES);
        }
    }

    /** Publishes on a thread of its own; {@code passes} has one more with each pass that is over. */
    @FunctionalInterface
    interface Publisher {
        void publish(Semaphore passes) throws InterruptedException;
    }

    /** Eight readers, of which every other one wants all temporal layers. */
    final List<Reader> readers(Source source) {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            readers.add(reader(source, SubscribeOptions.builder().maxTemporalLayer(i % 2)));
        }
        return readers;
    }

    /** Serves until the publisher is done, and then until all is read. Returns how many were in step until the publisher was done. */
    final long serveBeside(FanOut fanOut, IntSupplier maxFrames, List<Reader> readers, Publisher publisher)
            throws Exception {
        Semaphore passes = new Semaphore(0);
        CountDownLatch done = new CountDownLatch(1);
        threads.start("publisher", () -> {
            try {
                publisher.publish(passes);
            } finally {
                done.countDown();
            }
        });
        long inStep = 0;
        while (done.getCount() > 0) {
            inStep += fanOut.serve(maxFrames.getAsInt(), MANY_BYTES);
            passes.release();
        }
        threads.awaitAll();
        for (int times = 0; isBehind(readers); times++) {
            assertTrue(times < 10_000, "is never drained");
            fanOut.serve(MANY, MANY_BYTES);
        }
        return inStep;
    }

    private static boolean isBehind(List<Reader> readers) {
        return readers.stream().anyMatch(reader -> reader.subscription().lag() > 0);
    }

    /** Their books balance. Returns how often they were overrun. */
    static long checkBooks(List<Reader> readers) {
        long overruns = 0;
        for (Reader reader : readers) {
            BooksCheck.check(reader.subscription(), reader.seen());
            overruns += reader.subscription().stats().overruns();
        }
        return overruns;
    }
}
