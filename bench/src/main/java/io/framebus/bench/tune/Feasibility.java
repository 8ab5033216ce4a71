package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.consumer.Profile;
import io.framebus.bench.slo.Judgement;
import io.framebus.bench.text.Units;
import java.util.List;
import java.util.Optional;

/** Why no ring meets a target: told in one sentence, with the figures. */
final class Feasibility {
    private Feasibility() {}

    /** The share of frames that such consumers lose in the long run, whatever the ring holds. */
    static double leastLoss(ConsumerModel consumer, double framesPerSecond) {
        return consumer.profiles().stream()
                .mapToDouble(profile -> leastLoss(profile, framesPerSecond))
                .average()
                .orElse(0);
    }

    private static double leastLoss(Profile profile, double framesPerSecond) {
        double utilisation = profile.utilisation(framesPerSecond);
        return utilisation > 1 ? 1 - 1 / utilisation : 0;
    }

    /**
     * Before anything is tried: consumers that are slower than the media. A run that ends would show them losing nothing, with a ring
     * that is large enough for the run.
     */
    static Optional<String> slowerThanMedia(ConsumerModel consumer, double framesPerSecond, Target target) {
        double least = leastLoss(consumer, framesPerSecond);
        if (least <= 0 || target.lossLimit() > least) {
            return Optional.empty();
        }
        return Optional.of("no ring is large enough: the consumers need "
                + Units.three(consumer.utilisation(framesPerSecond)) + " times the time that there is for "
                + Units.three(framesPerSecond) + " frames a second, so that in the long run "
                + Units.share(least) + " of all frames are lost, whatever the ring holds");
    }

    /** The largest ring does not hold enough. */
    static String atTheLargest(List<Trial> searched) {
        Trial largest = searched.get(0);
        for (Trial trial : searched) {
            largest = trial.capacity().memoryBytes() > largest.capacity().memoryBytes() ? trial : largest;
        }
        return "no ring is large enough: with " + largest.capacity() + " it is " + largest.judgement()
                + "; what a stall takes, or a key frame that does not come, no ring gives back."
                + " Rings of more than a quarter of a run were not tried";
    }

    /** The smallest ring that holds enough makes frames too late. */
    static String tooLate(Confirmation answer) {
        Judgement late = answer.trials().stream()
                .flatMap(trial -> trial.judgements().stream())
                .filter(judgement -> !judgement.met() && !Target.isHelpedByCapacity(judgement))
                .findFirst()
                .orElseThrow();
        return "the target contradicts itself: what must not be lost needs " + answer.capacity() + ", and with that "
                + late.objective().subject() + " is " + late.actual()
                + "; a smaller ring delivers less late only by losing more";
    }
}
