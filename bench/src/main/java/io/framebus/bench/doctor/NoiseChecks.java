package io.framebus.bench.doctor;

import io.framebus.bench.text.Units;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Who else uses this machine. */
final class NoiseChecks {
    private static final double OTHERS_WARN = 0.1;
    private static final double STEAL_WARN = 0.001;
    private static final double STEAL_BAD = 0.01;
    private static final int NAMED = 3;

    private final Machine machine;

    private NoiseChecks(Machine machine) {
        this.machine = machine;
    }

    static List<Finding> of(Machine machine) {
        NoiseChecks checks = new NoiseChecks(machine);
        return List.of(checks.others(), checks.loadAverage(), checks.steal());
    }

    private Finding others() {
        double others = machine.probe().others();
        String why = "they take the processors of the threads that are measured, and the caches of all";
        if (Double.isNaN(others)) {
            return Finding.unknown("other processes", why);
        }
        boolean tooMuch = others > OTHERS_WARN && machine.processors() - others < machine.spinning();
        String names = machine.probe().busiest().stream()
                .limit(NAMED)
                .map(busy -> busy.name() + " (" + busy.id() + ") " + Units.three(busy.processors()))
                .collect(Collectors.joining(", "));
        return new Finding(
                tooMuch ? Level.BAD : others > OTHERS_WARN ? Level.WARN : Level.OK,
                "other processes",
                "they keep " + Units.three(others) + " of " + Units.count(machine.processors(), "processor") + " busy"
                        + (names.isEmpty() ? "" : ": " + names),
                why,
                "stop them, or pin them to other processors (taskset)");
    }

    private Finding loadAverage() {
        String why =
                "the threads that want a processor, on the average of a minute: above the number of processors, somebody"
                        + " waits";
        OptionalDouble minute = machine.files()
                .read("proc/loadavg")
                .map(text -> text.replaceFirst("\\s.*", ""))
                .filter(text -> text.matches("\\d{1,7}\\.\\d{1,4}"))
                .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                .orElse(OptionalDouble.empty());
        if (minute.isEmpty()) {
            return Finding.unknown("load average", why);
        }
        double load = minute.getAsDouble() / machine.processors();
        return new Finding(
                Level.above(load, 0.5, 1),
                "load average",
                Units.three(minute.getAsDouble()) + " over the last minute, on "
                        + Units.count(machine.processors(), "processor"),
                why,
                "wait until the machine is idle");
    }

    private Finding steal() {
        double steal = machine.probe().stealShare();
        String why =
                "the hypervisor runs other machines while threads here want to run: nothing here can see or prevent it";
        if (Double.isNaN(steal)) {
            return Finding.unknown("steal", why);
        }
        return new Finding(
                Level.above(steal, STEAL_WARN, STEAL_BAD),
                "steal",
                Units.share(steal) + " of the processors' time while measuring",
                why,
                "use an instance with processors of its own");
    }
}
