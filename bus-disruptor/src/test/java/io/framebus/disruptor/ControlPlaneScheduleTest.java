package io.framebus.disruptor;

import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The control plane under schedules: Lincheck makes small programs of its operations for two or three threads, runs each under
 * many interleavings that it controls itself (or, where the name says so, as they come), and asks whether some order of single
 * steps explains the results.
 *
 * <p>The programs and the interleavings are drawn from fixed seeds, so that a run that failed fails again; the report holds the
 * program and the interleaving, switch by switch.
 *
 * <p>Runs in a JVM of its own, since Lincheck loads an agent: see the surefire execution {@code schedules} in the pom.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ControlPlaneScheduleTest {
    private static ModelCheckingOptions explore(int programs, int interleavings) {
        return new ModelCheckingOptions()
                .iterations(programs)
                .invocationsPerIteration(interleavings)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(3)
                .actorsAfter(2)
                .logLevel(LoggingLevel.ERROR);
    }

    @Test
    void shouldChangeStreamsPublishersAndSubscribersInSingleSteps() {
        explore(8, 60).sequentialSpecification(ControlPlaneSpec.class).check(ControlPlane.class);
    }

    @Test
    void shouldLetOneStartWinAndKeepTheLimit() {
        explore(4, 60).sequentialSpecification(RegistryLimit.Spec.class).check(RegistryLimit.class);
    }

    @Test
    void shouldLeaveNothingBehindWhenClosed() {
        explore(4, 60)
                .actorsBefore(1)
                .sequentialSpecification(RegistryClose.Spec.class)
                .check(RegistryClose.class);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void shouldChangeEverythingInSingleStepsUnderManySchedules() {
        explore(60, 200).sequentialSpecification(ControlPlaneSpec.class).check(ControlPlane.class);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void shouldChangeEverythingInSingleStepsFromThreeThreads() {
        explore(30, 200)
                .threads(3)
                .actorsPerThread(2)
                .sequentialSpecification(ControlPlaneSpec.class)
                .check(ControlPlane.class);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void shouldKeepTheLimitUnderManySchedules() {
        explore(20, 200)
                .threads(3)
                .actorsPerThread(2)
                .sequentialSpecification(RegistryLimit.Spec.class)
                .check(RegistryLimit.class);
    }

    @Test
    @Tag("slow")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void shouldLeaveNothingBehindUnderManySchedules() {
        explore(20, 200)
                .actorsBefore(1)
                .sequentialSpecification(RegistryClose.Spec.class)
                .check(RegistryClose.class);
    }

    /** On real cores, with the memory order that they have. */
    @Test
    @Tag("slow")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void shouldChangeEverythingInSingleStepsOnRealCores() {
        new StressOptions()
                .iterations(50)
                .invocationsPerIteration(2000)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(3)
                .actorsAfter(2)
                .logLevel(LoggingLevel.ERROR)
                .sequentialSpecification(ControlPlaneSpec.class)
                .check(ControlPlane.class);
    }
}
