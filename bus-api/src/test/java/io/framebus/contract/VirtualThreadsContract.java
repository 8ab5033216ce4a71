package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framebus.Publishers;
import io.framebus.StreamConfig;
import io.framebus.Subscription;
import io.framebus.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A virtual thread that waits for a frame gives its carrier away. Only on JDKs that have virtual threads. */
public abstract class VirtualThreadsContract extends BusContract {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** More than the threads that the scheduler may add for pinned ones, 256. */
    private static final int WAITERS = 300;

    @TempDir
    private Path folder;

    protected VirtualThreadsContract(BusFactory factory) {
        super(factory);
    }

    @BeforeEach
    void needVirtualThreads() {
        assumeTrue(TestThreads.virtualThreads().isPresent(), "this JDK has no virtual threads");
    }

    @Override
    BusSettings settings() {
        return super.settings().clock(System::nanoTime);
    }

    private static StreamConfig waiting(Waiting waiting, Publishers publishers) {
        return frames(64).toBuilder().waiting(waiting).publishers(publishers).build();
    }

    /** If those that wait held their carriers, none would be left for the thread that publishes what they wait for. */
    @ParameterizedTest
    @EnumSource(names = {"BACKOFF", "PARK"})
    void shouldLetAVirtualThreadPublishToManyThatWait(Waiting waiting) throws Exception {
        Source source = source(waiting(waiting, Publishers.ONE));
        List<Reader> readers = new ArrayList<>();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            Reader reader = reader(source);
            readers.add(reader);
            waiters.add(threads.startVirtual(() -> {
                assertEquals(1, reader.receive(1, LONG));
                assertEquals(Subscription.ENDED, reader.receive(1, LONG));
            }));
        }
        waiters.forEach(Await::parked);
        CountDownLatch read = new CountDownLatch(1);
        threads.startVirtual(() -> {
            source.key();
            read.await();
            source.handle().close();
        });
        threads.until(
                "all have read",
                () -> readers.stream().allMatch(r -> r.subscription().delivered() == 1));
        waiters.forEach(Await::parked);
        read.countDown();
        threads.awaitAll();
    }

    /** The JVM's own word for it: no event of a pinned thread, however short, with this bus on its stack. */
    @ParameterizedTest
    @EnumSource
    void shouldPinNoCarrier(Publishers publishers) throws Exception {
        publishToManyParked(publishers); // classes are loaded now: a loader's monitors pin carriers as well
        List<RecordedEvent> pinned = pinnedDuring(() -> publishToManyParked(publishers));
        List<String> ours = pinned.stream()
                .map(RecordedEvent::toString)
                .filter(event -> event.contains("io.framebus"))
                .toList();
        assertEquals(List.of(), ours);
    }

    /** Ten frames, each by a virtual thread of its own, to fifty that park for each. */
    private void publishToManyParked(Publishers publishers) throws Exception {
        Source source = source(waiting(Waiting.PARK, publishers));
        List<Reader> readers = new ArrayList<>();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Reader reader = reader(source);
            readers.add(reader);
            waiters.add(threads.startVirtual(() -> {
                int handed = reader.receive(1, LONG);
                while (handed > 0) {
                    handed = reader.receive(1, LONG);
                }
                assertEquals(Subscription.ENDED, handed);
            }));
        }
        for (int i = 1; i <= 10; i++) {
            int published = i;
            waiters.forEach(Await::parked);
            Thread publisher = threads.startVirtual(() -> source.key());
            threads.until(
                    "all have read",
                    () -> readers.stream().allMatch(r -> r.subscription().delivered() == published));
            publisher.join(); // the last reader may have read before the publisher has left: one at a time
        }
        source.handle().close();
        threads.awaitAll();
    }

    /** Parks while its class is being initialised: no JDK can unmount a thread there. */
    private static final class Pinning {
        private static final long BEGAN_NS = System.nanoTime();

        static {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** If pinned threads went unnoticed, the test above would pass for nothing. */
    @Test
    void shouldNoticeAPinnedCarrier() throws Exception {
        List<RecordedEvent> pinned = pinnedDuring(() -> {
            threads.startVirtual(() -> assertFalse(Pinning.BEGAN_NS == 0));
            threads.awaitAll();
        });
        assertFalse(pinned.isEmpty());
    }

    private List<RecordedEvent> pinnedDuring(TestThreads.Task task) throws Exception {
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            task.run();
            recording.stop();
            return events(recording);
        }
    }

    private List<RecordedEvent> events(Recording recording) throws IOException {
        Path file = Files.createTempFile(folder, "pinned", ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }
}
