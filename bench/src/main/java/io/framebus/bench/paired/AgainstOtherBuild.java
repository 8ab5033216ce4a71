package io.framebus.bench.paired;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with each of its lanes twice: with this build of the bus and with another one. What a change of the engine does is
 * then seen within one run. Lanes without a bus are null contrasts.
 */
final class AgainstOtherBuild implements Experiment {
    private static final String OTHER = ", other build";

    private final Experiment experiment;
    private final String classPath;
    private @Nullable OtherBuild build;

    AgainstOtherBuild(Experiment experiment, String classPath) {
        this.experiment = experiment;
        this.classPath = classPath;
    }

    @Override
    public String name() {
        return experiment.name();
    }

    @Override
    public String question() {
        return experiment.question() + " Each lane is there twice, the second time with the bus of another build; lanes"
                + " without a bus show what the method can tell.";
    }

    @Override
    public List<String> lanes() {
        return experiment.lanes().stream()
                .flatMap(lane -> Stream.of(lane, lane + OTHER))
                .toList();
    }

    @Override
    public Lane open(String lane) {
        if (!lane.endsWith(OTHER)) {
            return experiment.open(lane);
        }
        if (build == null) {
            build = new OtherBuild(classPath);
        }
        return build.open(name(), lane.substring(0, lane.length() - OTHER.length()), lane);
    }

    @Override
    public List<Contrast> contrasts() {
        return experiment.lanes().stream()
                .map(lane -> new Contrast(lane + " / other build", lane, lane + OTHER))
                .toList();
    }

    @Override
    public int operations() {
        return experiment.operations();
    }

    @Override
    public int rounds() {
        return experiment.rounds();
    }

    /** Each lane is there twice. */
    @Override
    public Duration placement() {
        return experiment.placement().multipliedBy(2);
    }
}
