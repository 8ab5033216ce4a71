package io.framebus.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.bench.measure.StopSignal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChildJvmTest {
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
        return ChildJvm.call(Child.class, List.of("-Dof.the.child=set"), new Job(what, 21.5), Answer.class, interrupt);
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
        assertEquals(
                "a measuring JVM failed: java.lang.IllegalStateException: broken",
                assertThrows(IllegalStateException.class, () -> call("fail")).getMessage());
    }

    @Test
    void shouldTellThatAChildDied() {
        assertEquals(
                "a measuring JVM ended with exit code 7",
                assertThrows(IllegalStateException.class, () -> call("halt")).getMessage());
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
