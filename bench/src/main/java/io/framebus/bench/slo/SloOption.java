package io.framebus.bench.slo;

import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code --slo} of commands whose exit code says whether a run met what was demanded: a mixin for picocli. */
public final class SloOption {
    /** For the list of exit codes. */
    public static final String EXIT_CODE = "99:MISSED: the run is good, and does not meet an objective of --slo";

    @Option(
            names = "--slo",
            paramLabel = "OBJECTIVES",
            converter = Slo.Converter.class,
            description =
                    "What the run has to meet, else the exit code is 99: p99.9<2ms or undecodable=0 or others, joined by"
                            + " commas or given one by one. A name that there is not is answered with those that there are.")
    private List<Slo> slos = List.of();

    /** For picocli. */
    public SloOption() {}

    /** What is demanded, in the order in which it was written. */
    public Slo slo() {
        return Slo.all(slos);
    }
}
