package io.framebus.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The machine and the JVM a run was made on. */
public final class Environment {
    private Environment() {}

    public static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Of the machine, or of the container that the JVM runs in. */
    public static long memoryBytes() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** By name, in the order in which they are to be shown. */
    public static Map<String, Object> describe() {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("java", System.getProperty("java.version"));
        environment.put("vm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        environment.put("arch", System.getProperty("os.arch"));
        environment.put("processors", processors());
        environment.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        environment.put(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(collector -> collector.getName())
                        .collect(Collectors.toList()));
        environment.put(
                "jvmArguments", List.copyOf(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        return environment;
    }
}
