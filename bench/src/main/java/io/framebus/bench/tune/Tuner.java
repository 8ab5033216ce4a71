package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.text.Units;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
            SearchResult nothing = SearchResult.infeasible(List.of());
            return result(nothing, null, TuneResult.Verdict.IMPOSSIBLE, slower.get());
        }
        int startFrames = START_FRAMES;
        if (scenario.real()) {
            startFrames = foreseenFrames(interrupt);
        }
        SearchResult search = search(scenario, startFrames, confirmations, progress, interrupt);
        Trial predicted = scenario.real() && search.answer() != null ? predict(search, interrupt) : null;
        return judge(search, predicted);
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

    private Trial predict(SearchResult search, StopSignal interrupt) throws InterruptedException {
        Confirmation answer = Objects.requireNonNull(search.answer());
        return scenario.simulated().trials(consumer, target, interrupt).run(answer.capacity(), scenario.seed());
    }

    private TuneResult judge(SearchResult search, @Nullable Trial predicted) {
        Confirmation answer = search.answer();
        if (answer == null) {
            return result(search, null, TuneResult.Verdict.IMPOSSIBLE, Feasibility.atTheLargest(search.searched()));
        }
        if (!answer.isValid()) {
            String why = answer.trials().stream()
                    .filter(trial -> !trial.isValid())
                    .findFirst()
                    .orElseThrow()
                    .invalid();
            return result(
                    search,
                    predicted,
                    TuneResult.Verdict.INVALID,
                    "the machine spoiled most runs of " + answer.capacity() + ": " + why);
        }
        if (!answer.meets()) {
            return result(search, predicted, TuneResult.Verdict.IMPOSSIBLE, Feasibility.tooLate(answer));
        }
        return result(
                search,
                predicted,
                TuneResult.Verdict.FOUND,
                answer.capacity() + " meet " + target + " on " + answer.met() + " of "
                        + Units.count(answer.trials().size(), "fresh seed"));
    }

    private TuneResult result(
            SearchResult search, @Nullable Trial predicted, TuneResult.Verdict verdict, String reason) {
        return new TuneResult(scenario, consumer, target, search, predicted, verdict, reason);
    }
}
