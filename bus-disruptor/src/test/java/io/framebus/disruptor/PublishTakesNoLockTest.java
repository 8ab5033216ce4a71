package io.framebus.disruptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MaxLagPolicy;
import io.framebus.MediaFrame;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import io.framebus.contract.Await;
import io.framebus.contract.TestThreads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one publisher of a stream takes no lock: it publishes while somebody else holds all there are. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class PublishTakesNoLockTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestThreads threads = new TestThreads();
    private final DisruptorFrameBus bus = DisruptorFrameBus.builder()
            .app(
                    "live",
                    StreamConfig.builder()
                            .capacityFrames(16)
                            .capacityBytes(1 << 12)
                            .keyframeRequester(key -> {})
                            .build())
            .idleTimeout(Duration.ofHours(1))
            .reconnectGrace(Duration.ofHours(1))
            .housekeepingInterval(Duration.ZERO)
            .build();
    private final StreamHandle stream = bus.startPublish(StreamKey.of("live", "cam"));
    private final FrameHeader header = new FrameHeader().codec(Codec.H264);

    @AfterEach
    void close() throws InterruptedException {
        stream.close();
        threads.awaitAll();
        bus.close();
    }

    @Test
    void shouldPublishWhileEveryLockIsHeldByAnotherThread() throws InterruptedException {
        Subscription sleeping = stream.subscribe();
        Subscription overrun = stream.subscribe(SubscribeOptions.builder()
                .maxLag(MaxLagPolicy.within(1_000_000, Duration.ofSeconds(1)))
                .recordLatency()
                .build());
        Thread sleeper = threads.start("sleeper", () -> {
            int handed = sleeping.receive(frame -> {}, 8, LONG);
            while (handed > 0) {
                handed = sleeping.receive(frame -> {}, 8, LONG);
            }
        });
        Await.parked(sleeper);
        Map<String, ReentrantLock> locks = locksReachableFrom(bus, overrun);
        assertEquals(
                Set.of(
                        "ArenaPool.lock",
                        "Housekeeper.turns",
                        "LagWatch.lock",
                        "Stream.lock",
                        "StreamInfo.lock",
                        "StreamRegistry.starting"),
                locks.keySet(),
                "a lock more or less: is this test still about all of them?");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch published = new CountDownLatch(1);
        threads.start("holder of all locks", () -> {
            locks.values().forEach(ReentrantLock::lock);
            held.countDown();
            published.await();
            locks.values().forEach(ReentrantLock::unlock);
        });
        held.await();
        // These wait, or the test would show nothing.
        Thread joining = threads.start("joining", () -> stream.subscribe().close());
        Thread keeping = threads.start("keeping house", bus::housekeep);
        Await.parked(joining);
        Await.parked(keeping);

        Thread publisher = threads.start("publisher", () -> {
            for (int i = 0; i < 1000; i++) {
                publish(i);
            }
        });
        publisher.join(10_000);
        boolean waits = publisher.isAlive();
        boolean allHeld = joining.isAlive() && keeping.isAlive();
        published.countDown();
        publisher.join();
        joining.join();
        keeping.join();

        assertFalse(waits, "the publisher waits for a lock");
        assertTrue(allHeld, "the locks were held all the time");
        assertEquals(3999, stream.cursor());
        assertTrue(overrun.lag() > 16);
    }

    /** In each way there is. */
    private void publish(int i) {
        header.kind(i % 30 == 0 ? FrameKind.KEY : FrameKind.DELTA).ptsUs(i).trackId(i % 3);
        header.flags(i % 100 == 0 ? FrameFlags.CONFIG : 0);
        assertEquals(2, stream.publish(header, ByteBuffer.wrap(new byte[i])));
        stream.claim(header, 100).commit(50);
        assertEquals(2, stream.publish(MediaFrame.audio(i, new byte[10], Codec.OPUS)));
        stream.claim(header, 4096).abort();
        try (var claim = stream.claim(header, 0)) {
            assertEquals(2, claim.commit());
        }
    }

    /** By the class and field that hold them: all locks of the engine's objects that can be reached. */
    private static Map<String, ReentrantLock> locksReachableFrom(Object... roots) {
        Map<String, ReentrantLock> locks = new TreeMap<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(roots));
        while (!open.isEmpty()) {
            Object object = open.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (object instanceof Map<?, ?> map) {
                open.addAll(map.values());
            } else if (object instanceof Object[] array) {
                for (int i = 0; i < Array.getLength(array); i++) {
                    addIfPresent(open, array[i]);
                }
            } else {
                for (Field field : fieldsOfTheEngine(object.getClass())) {
                    Object value = valueOf(field, object);
                    if (value instanceof ReentrantLock lock) {
                        locks.put(field.getDeclaringClass().getSimpleName() + '.' + field.getName(), lock);
                    } else {
                        addIfPresent(open, value);
                    }
                }
            }
        }
        return locks;
    }

    /** Those that it inherits as well. */
    private static List<Field> fieldsOfTheEngine(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at.getName().startsWith("io.framebus.disruptor."); at = at.getSuperclass()) {
            fields.addAll(List.of(at.getDeclaredFields()));
        }
        return fields;
    }

    private static void addIfPresent(Deque<Object> open, Object value) {
        if (value != null) {
            open.push(value);
        }
    }

    private static Object valueOf(Field field, Object object) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return null;
        }
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Monitors are no objects that could be found and held; the engine has none: the compiled classes say so. */
    @Test
    void shouldHaveNoMonitorsInTheEngine() throws Exception {
        List<String> classes = classFilesOf(DisruptorFrameBus.class);
        assertTrue(classes.size() > 40, () -> "classes: " + classes);
        assertFalse(disassembled(classes).contains("monitorenter"));
        assertEquals(hashCode(), WithAMonitor.enter(this));
        List<String> control = classFilesOf(PublishTakesNoLockTest.class).stream()
                .filter(file -> file.contains("WithAMonitor"))
                .toList();
        assertTrue(disassembled(control).contains("monitorenter"), "a monitor would be seen");
    }

    /** For the test above to find. */
    private static final class WithAMonitor {
        static int enter(Object monitor) {
            synchronized (monitor) {
                return monitor.hashCode();
            }
        }
    }

    private static List<String> classFilesOf(Class<?> type) throws Exception {
        Path folder = Path.of(type.getResource(type.getSimpleName() + ".class").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    private static String disassembled(List<String> classFiles) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("-c", "-p"));
        arguments.addAll(classFiles);
        int result = ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(out), arguments.toArray(String[]::new));
        assertEquals(0, result, out::toString);
        return out.toString();
    }
}
