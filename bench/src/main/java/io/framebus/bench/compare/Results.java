package io.framebus.bench.compare;

import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the measurements found, by case, peer and round. Filled by one thread. */
final class Results {
    /** One measurement: its figures, or why there are none. */
    record Run(int round, Case what, String peer, @Nullable PeerFigures figures, String failure) {
        /** What is wrong with it, in a few words; empty if nothing is. */
        String fault() {
            return figures == null ? failure : figures.books().fault();
        }
    }

    private final List<Run> runs = new ArrayList<>();

    void add(Run run) {
        runs.add(run);
    }

    List<Run> runs() {
        return runs;
    }

    /** The figures of a peer, by rounds, those without left out. */
    List<PeerFigures> figures(Case what, Peer peer) {
        return runs.stream()
                .filter(run -> run.what().equals(what) && run.peer().equals(peer.name()))
                .map(Run::figures)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What went wrong, one line each. */
    List<String> faults() {
        return runs.stream()
                .filter(run -> !run.fault().isEmpty())
                .map(run -> run.peer() + ", round " + run.round() + ", "
                        + run.what().title() + ": " + run.fault())
                .toList();
    }

    /** The figure of a peer over the rounds; none if it was never measured. */
    Optional<Spread> spread(Case what, Peer peer, ToDoubleFunction<PeerFigures> figure) {
        double[] values = figures(what, peer).stream().mapToDouble(figure).toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /**
     * How many times another peer's figure it is: round by round, since what the machine does besides changes from round to round,
     * and in a round slice by slice, for the same reason. None if there is no round with both.
     */
    Optional<Spread> ratio(Case what, Peer peer, String to, ToDoubleFunction<PeerFigures> figure) {
        double[] values = runs.stream()
                .filter(run -> run.what().equals(what) && run.peer().equals(peer.name()))
                .flatMapToDouble(run -> runs.stream()
                        .filter(other -> other.round() == run.round()
                                && other.what().equals(what)
                                && other.peer().equals(to))
                        .filter(other -> run.figures() != null && other.figures() != null)
                        .mapToDouble(other -> ratio(
                                Objects.requireNonNull(run.figures()),
                                Objects.requireNonNull(other.figures()),
                                figure)))
                .filter(Double::isFinite)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** The median of the ratios of slices that were measured next to each other. */
    private static double ratio(PeerFigures run, PeerFigures other, ToDoubleFunction<PeerFigures> figure) {
        List<PeerFigures> slices = run.bySlice();
        List<PeerFigures> others = other.bySlice();
        if (slices.size() != others.size()) {
            return figure.applyAsDouble(run) / figure.applyAsDouble(other);
        }
        return Spread.of(IntStream.range(0, slices.size())
                        .mapToDouble(i -> figure.applyAsDouble(slices.get(i)) / figure.applyAsDouble(others.get(i)))
                        .toArray())
                .median();
    }

    /** How many times framebus's figure it is. */
    Optional<Spread> ratio(Case what, Peer peer, ToDoubleFunction<PeerFigures> figure) {
        return ratio(what, peer, Peers.FRAMEBUS, figure);
    }

    /** The books of all rounds. */
    Optional<FrameBooks> books(Case what, Peer peer) {
        return figures(what, peer).stream().map(PeerFigures::books).reduce(FrameBooks::plus);
    }
}
