package io.framebus.bench.tune;

import io.framebus.bench.consumer.Outcome;
import io.framebus.bench.slo.Judgement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One run with one ring, real or simulated.
 *
 * @param capacity the ring
 * @param seed of what was random
 * @param outcome what became of the frames
 * @param judgements the target, objective by objective
 * @param invalid why the figures say nothing, if so; else empty
 */
record Trial(Capacity capacity, long seed, Outcome outcome, List<Judgement> judgements, String invalid) {
    Trial {
        judgements = List.copyOf(judgements);
    }

    /** Whether it says anything. */
    boolean isValid() {
        return invalid.isEmpty();
    }

    /** Whether all objectives are met. */
    boolean meets() {
        return judgements.stream().allMatch(Judgement::met);
    }

    /** Whether those are met that a larger ring helps. */
    boolean holdsEnough() {
        return judgements.stream().allMatch(judgement -> judgement.met() || !Target.isHelpedByCapacity(judgement));
    }

    /** The objectives missed with what they were; {@code met} where there are none. */
    String judgement() {
        String missed = judgements.stream()
                .filter(judgement -> !judgement.met())
                .map(judgement -> judgement.objective().subject() + " " + judgement.actual())
                .collect(Collectors.joining(", "));
        return missed.isEmpty() ? "met" : "missed: " + missed;
    }
}
