package io.framebus.bench.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import jdk.jfr.FlightRecorder;

/**
 * The JVM that runs this, and so would run a measurement started in the same way.
 *
 * @param version which one
 * @param mode as it says: {@code mixed mode}, {@code interpreted mode}
 * @param collectors names of its garbage collectors
 * @param arguments its options
 * @param assertions whether assertions are on
 * @param recording whether a flight recording runs
 * @param maxHeapBytes how large the heap may become
 * @param maxDirectBytes how much memory direct buffers may take, as the rings' payload does
 */
record JvmFacts(
        String version,
        String mode,
        List<String> collectors,
        List<String> arguments,
        boolean assertions,
        boolean recording,
        long maxHeapBytes,
        long maxDirectBytes) {

    static JvmFacts now() {
        return new JvmFacts(
                System.getProperty("java.vm.name") + ' ' + System.getProperty("java.version"),
                System.getProperty("java.vm.info", ""),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                List.copyOf(ManagementFactory.getRuntimeMXBean().getInputArguments()),
                JvmFacts.class.desiredAssertionStatus(),
                isRecording(),
                Runtime.getRuntime().maxMemory(),
                directLimitBytes());
    }

    /** Asking does not start the recorder, which small runtimes leave out. */
    private static boolean isRecording() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent()
                && FlightRecorder.isAvailable()
                && FlightRecorder.isInitialized()
                && !FlightRecorder.getFlightRecorder().getRecordings().isEmpty();
    }

    /** As much as the heap, unless it is said otherwise. */
    private static long directLimitBytes() {
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            long bytes = options == null
                    ? 0
                    : Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
            return bytes > 0 ? bytes : Runtime.getRuntime().maxMemory();
        } catch (IllegalArgumentException noSuchOption) {
            return Runtime.getRuntime().maxMemory();
        }
    }
}
