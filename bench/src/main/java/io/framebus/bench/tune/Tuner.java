package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tunes one scenario: searches, confirms, and says what the answer is worth. */
final class Tuner {
    /** Where a search in virtual time begins. */
    private static final int START_FRAMES = 16;

    private final Scenario scenario;
    private final ConsumerModel consumer;
    private final Target target;
    private final int confirmations;
    private final Consumer<Trial> progress;

    Tuner(Scenario scenario, ConsumerModel consumer, Target target, int confirmations, Consumer<Trial> progress) {
        this.scenario = scenario;
        this.consumer = consumer;
        this.target = target;
        this.confirmations = confirmations;
        this.progress = progress;
    }

    TuneResult tune(StopSignal interrupt) throws InterruptedException {
        Optional<String> slower = Feasibility.slowerThanMedia(consumer, scenario.framesPerSecond(), target);
        if (slower.isPresent()) {
            return impossible(SearchResult.infeasible(List.of()), slower.get());
        }
        int startFrames = START_FRAMES;
        if (scenario.real()) {
            startFrames = foreseenFrames(interrupt);
        }
        SearchResult search = search(scenario, startFrames, confirmations, progress, interrupt);
        return judge(search, interrupt);
    }

    private SearchResult search(
            Scenario of, int startFrames, int confirming, Consumer<Trial> told, StopSignal interrupt)
            throws InterruptedException {
        return new CapacitySearch(of.trials(consumer, target, interrupt), of.space(), confirming, of.seed(), told)
                .find(startFrames);
    }

    /** Where virtual time says the answer is: a real search begins there, which saves most of its runs. */
    private int foreseenFrames(StopSignal interrupt) throws InterruptedException {
        Confirmation foreseen = search(scenario.simulated(), START_FRAMES, 1, trial -> {}, interrupt)
                .answer();
        return foreseen == null ? START_FRAMES : foreseen.capacity().frames();
    }

    /** Rings from an eighth of the answer to four times as many frames, in virtual time. */
    private List<Trial> curve(Capacity answer, Trials simulated) throws InterruptedException {
        SearchSpace space = scenario.space();
        List<Trial> curve = new ArrayList<>();
        for (long frames = answer.frames() / 8; frames <= 4L * answer.frames(); frames *= 2) {
            if (frames >= space.minFrames() && frames <= space.maxFrames()) {
                Capacity ring = new Capacity((int) frames, space.bytesFor((int) frames));
                curve.add(simulated.run(ring, scenario.seed()));
            }
        }
        return curve;
    }

    private TuneResult judge(SearchResult search, StopSignal interrupt) throws InterruptedException {
        Confirmation answer = search.answer();
        if (answer == null) {
            return impossible(search, Feasibility.atTheLargest(search.searched()));
        }
        Scenario simulation = scenario.real() ? scenario.simulated() : scenario;
        Trials simulated = simulation.trials(consumer, target, interrupt);
        Trial predicted = scenario.real() ? simulated.run(answer.capacity(), scenario.seed()) : null;
        return new TuneResult(
                scenario,
                consumer,
                target,
                search,
                predicted,
                curve(answer.capacity(), simulated),
                verdict(answer),
                reason(answer));
    }

    private TuneResult impossible(SearchResult search, String reason) {
        return new TuneResult(
                scenario, consumer, target, search, null, List.of(), TuneResult.Verdict.IMPOSSIBLE, reason);
    }

    private static TuneResult.Verdict verdict(Confirmation answer) {
        if (!answer.isValid()) {
            return TuneResult.Verdict.INVALID;
        }
        return answer.meets() ? TuneResult.Verdict.FOUND : TuneResult.Verdict.IMPOSSIBLE;
    }

    private String reason(Confirmation answer) {
        return switch (verdict(answer)) {
            case FOUND ->
                answer.capacity() + " meet " + target + " on " + answer.met() + " of "
                        + Units.count(answer.trials().size(), "fresh seed");
            case INVALID ->
                "the machine spoiled most runs of " + answer.capacity() + ": "
                        + answer.trials().stream()
                                .filter(trial -> !trial.isValid())
                                .findFirst()
                                .orElseThrow()
                                .invalid();
            case IMPOSSIBLE -> Feasibility.tooLate(answer);
        };
    }
}
