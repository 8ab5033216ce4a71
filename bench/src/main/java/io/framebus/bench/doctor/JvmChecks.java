package io.framebus.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whether this JVM runs code as it should be measured. Its options come from FRAMEBUS_JAVA_OPTS. */
final class JvmChecks {
    private final Machine machine;
    private final JvmFacts jvm;

    private JvmChecks(Machine machine) {
        this.machine = machine;
        this.jvm = machine.jvm();
    }

    static List<Finding> of(Machine machine) {
        JvmChecks checks = new JvmChecks(machine);
        return List.of(checks.compiler(), checks.collector(), checks.agents(), checks.profiling());
    }

    private boolean has(String beginning) {
        return jvm.arguments().stream().anyMatch(argument -> argument.startsWith(beginning));
    }

    private Finding compiler() {
        List<String> wrong = new ArrayList<>();
        if (jvm.mode().contains("interpreted") || has("-Xint")) {
            wrong.add("interpreted only (-Xint)");
        }
        if (has("-XX:TieredStopAtLevel") || has("-Xcomp")) {
            wrong.add("not compiled as in production (-Xcomp, -XX:TieredStopAtLevel)");
        }
        if (jvm.assertions()) {
            wrong.add("assertions are on (-ea)");
        }
        return new Finding(
                wrong.isEmpty() ? Level.OK : Level.BAD,
                "jvm",
                jvm.version() + ", " + (wrong.isEmpty() ? jvm.mode() : String.join(", ", wrong)),
                "code that is interpreted or checks itself costs many times what it costs in production",
                "leave those options out of FRAMEBUS_JAVA_OPTS");
    }

    private Finding collector() {
        boolean serial = jvm.collectors().contains("MarkSweepCompact");
        return new Finding(
                serial ? Level.WARN : Level.OK,
                "collector",
                String.join(", ", jvm.collectors()),
                "the JVM takes the serial collector where it finds fewer than two processors or little memory; each"
                        + " collection then stops all threads for its whole length",
                "choose one: -XX:+UseG1GC or -XX:+UseZGC");
    }

    private Finding agents() {
        List<String> found = new ArrayList<>();
        boolean debug = false;
        for (String argument : jvm.arguments()) {
            if (argument.contains("jdwp")) {
                debug = true;
                found.add("debugger (" + argument + ')');
            } else if (argument.startsWith("-javaagent") || argument.startsWith("-agent")) {
                found.add(argument);
            }
        }
        if (jvm.recording()) {
            found.add("a flight recording");
        }
        return new Finding(
                debug ? Level.BAD : found.isEmpty() ? Level.OK : Level.WARN,
                "agents",
                found.isEmpty() ? "none" : String.join(", ", found),
                "a debugger keeps code from being compiled well, agents and recordings add work to the code they watch",
                "start without them");
    }

    /** Never spoils a measurement; who finds a bad one wants to look into it. */
    private Finding profiling() {
        String why = "a profiler needs 1 or less to see the kernel's part";
        OptionalLong paranoid = machine.files().number("proc/sys/kernel/perf_event_paranoid");
        if (paranoid.isEmpty()) {
            return Finding.unknown("perf events", why);
        }
        return new Finding(
                Level.OK,
                "perf events",
                "perf_event_paranoid " + paranoid.getAsLong()
                        + (paranoid.getAsLong() > 1 ? ": profilers do not see the kernel" : ""),
                why,
                "sysctl kernel.perf_event_paranoid=1");
    }
}
