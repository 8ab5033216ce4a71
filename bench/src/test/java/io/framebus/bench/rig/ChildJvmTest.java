package io.framebus.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(120)
class ChildJvmTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final StopSignal interrupt = new StopSignal();

    /** What the child is told to do. */
    record Job(String what, double number) {}

    /** What it says of itself. */
    record Answer(double number, long processId, boolean assertions, String property) {}

    /** The program that runs in the child. */
    public static final class Child {
        public static void main(String[] args) throws IOException {
            ChildJvm.serve(args, Job.class, Child::run);
        }

        static Answer run(Job job) throws InterruptedException {
            switch (job.what()) {
                case "refuse" -> throw new IllegalArgumentException("number must not be " + job.number());
                case "fail" -> throw new IllegalStateException("broken");
                case "halt" -> Runtime.getRuntime().halt(7);
                case "hang" -> new CountDownLatch(1).await();
                default -> {}
            }
            return new Answer(
                    2 * job.number(),
                    ProcessHandle.current().pid(),
                    Child.class.desiredAssertionStatus(),
                    System.getProperty("of.the.child", ""));
        }
    }

    private Optional<Answer> call(String what) throws IOException, InterruptedException {
        return new ChildJvm(Child.class, ChildJvm.ownOptions(List.of("-Dof.the.child=set")))
                .call(new Job(what, 21.5), Answer.class, LIMIT, interrupt);
    }

    @Test
    void shouldDoTheJobInAnotherProcessWithoutAssertions() throws IOException, InterruptedException {
        Answer answer = call("work").orElseThrow();
        assertEquals(43, answer.number());
        assertTrue(answer.processId() != ProcessHandle.current().pid());
        assertFalse(answer.assertions());
        assertEquals("set", answer.property());
    }

    @Test
    void shouldTellWhyAJobCannotBeDone() {
        assertEquals(
                "number must not be 21.5",
                assertThrows(IllegalArgumentException.class, () -> call("refuse"))
                        .getMessage());
    }

    @Test
    void shouldTellThatAJobFailed() {
        String message = message(() -> call("fail"));
        assertTrue(message.startsWith("its JVM failed:\njava.lang.IllegalStateException: broken\n"), message);
    }

    @Test
    void shouldTellThatAChildDied() {
        assertEquals(
                "its JVM ended with exit code 7, and wrote nothing to standard error", message(() -> call("halt")));
    }

    /** Tells of a failure. */
    static final class Crashing {
        public static void main(String[] args) {
            System.err.println("it hurts");
            System.exit(7);
        }
    }

    /** Does not end. */
    static final class Hanging {
        public static void main(String[] args) {
            System.err.println("so long");
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** Ends as if all were well. */
    static final class Silent {
        public static void main(String[] args) {}
    }

    private static String message(Executable call) {
        return String.valueOf(assertThrows(ChildJvm.Failure.class, call).getMessage());
    }

    private String failure(Class<?> main, Duration limit) {
        return message(
                () -> new ChildJvm(main, List.of("-Xmx64m")).call(new Job("", 0), Answer.class, limit, interrupt));
    }

    @Test
    void shouldSayWhatACrashedJvmWrote() {
        assertEquals("its JVM ended with exit code 7:\nit hurts", failure(Crashing.class, LIMIT));
    }

    @Test
    void shouldEndAJvmThatHangs() {
        long before = ProcessHandle.current().children().count();
        String message = failure(Hanging.class, Duration.ofSeconds(3));
        assertTrue(message.startsWith("did not end within 3 s"), message);
        assertTrue(message.endsWith("so long"), message);
        assertEquals(before, ProcessHandle.current().children().count(), "children");
    }

    @Test
    void shouldMissFigures() {
        assertEquals(
                "its JVM ended without figures, and wrote nothing to standard error", failure(Silent.class, LIMIT));
    }

    private static Stream<ProcessHandle> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(process ->
                        process.info().commandLine().orElse("").contains(Child.class.getName()) && process.isAlive());
    }

    @Test
    void shouldEndAChildWhenInterrupted() throws IOException, InterruptedException {
        Thread user = new Thread(() -> {
            while (children().findAny().isEmpty()) {
                Thread.onSpinWait();
            }
            interrupt.stop();
        });
        user.start();
        assertEquals(Optional.empty(), call("hang"));
        user.join();
        // It was told to end; the operating system may take its time.
        children().forEach(child -> child.onExit().join());
        assertEquals(0, children().count());
    }
}
