package io.framebus.bench.compare;

import io.framebus.bench.measure.Idling;
import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the comparison says, in words.
 *
 * @param outcome in one
 * @param besideAgrona whether there was Agrona's broadcast to compare publishing with
 * @param sentences one for each figure of each case
 * @param cautions why the figures may say little
 * @param faults what went wrong
 */
record Verdict(
        Outcome outcome, boolean besideAgrona, List<String> sentences, List<String> cautions, List<String> faults) {
    private static final String AGRONA = "agrona";
    /** Of the processors they would use, what threads must have had for nothing to be said. */
    private static final double BUSY_SHARE = 0.9;

    /** What came out. */
    enum Outcome {
        /** In every round of every cost case, by one way to use framebus: delivery cheaper than every peer's, publish no dearer than Agrona's. */
        AHEAD(0),
        /** Not so. */
        NOT_AHEAD(0),
        /** Costs were not measured, or not with peers. */
        RESULT(0),
        /** A measurement gave no figures, or a peer is at fault. */
        FAILED(1);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    static Verdict of(CompareConfig config, Results results) {
        List<String> sentences = new ArrayList<>();
        List<Boolean> ahead = new ArrayList<>();
        for (Case what : config.cases()) {
            List<Peer> peers = config.peers(what);
            if (what.measure() == Measure.COST) {
                ahead.add(cost(results, what, peers, sentences));
            } else {
                flow(results, what, peers, sentences);
            }
        }
        List<String> faults = results.faults();
        Outcome outcome = Outcome.RESULT;
        if (!faults.isEmpty()) {
            outcome = Outcome.FAILED;
        } else if (!ahead.isEmpty() && config.peers().stream().anyMatch(peer -> !Ranking.isFramebus(peer))) {
            outcome = ahead.contains(false) ? Outcome.NOT_AHEAD : Outcome.AHEAD;
        }
        boolean besideAgrona = config.peers().stream().anyMatch(Verdict::isAgrona);
        return new Verdict(outcome, besideAgrona, sentences, cautions(config, results), faults);
    }

    /** Whether there is a way to use framebus in which it is ahead. */
    private static boolean cost(Results results, Case what, List<Peer> peers, List<String> sentences) {
        boolean ahead = false;
        for (Peer way : peers.stream().filter(Ranking::isFramebus).toList()) {
            ahead |= cost(results, what, way, peers, sentences);
        }
        return ahead;
    }

    private static boolean cost(Results results, Case what, Peer way, List<Peer> peers, List<String> sentences) {
        String prefix = "cost, " + Units.count(what.subscribers(), "subscriber") + ": ";
        Optional<Spread> delivery = results.spread(what, way, Figures::deliveryNs);
        boolean first = false;
        if (delivery.isPresent()) {
            Ranking ranking = Ranking.of(results, what, peers, way.name(), Figures::deliveryNs, true);
            first = ranking.isFirst();
            Ranking inAll = Ranking.of(results, what, peers, way.name(), Figures::inAllNs, true);
            sentences.add(prefix + "delivery by " + way.name() + " takes "
                    + Units.time(delivery.get().median()) + " a frame and subscriber, " + ranking.text());
            results.spread(what, way, Figures::inAllNs)
                    .ifPresent(all -> sentences.add(prefix + "in all, with its share of publishing, "
                            + Units.time(all.median()) + ", " + inAll.text()));
        }
        Optional<Spread> publish = results.spread(what, way, Figures::publishNs);
        Optional<Spread> agrona = peers.stream()
                .filter(Verdict::isAgrona)
                .findFirst()
                .flatMap(peer -> results.ratio(what, peer, way.name(), Figures::publishNs));
        publish.ifPresent(ns -> sentences.add(prefix + "publish by " + way.name() + " takes " + Units.time(ns.median())
                + " a frame" + agrona.map(Verdict::besideAgrona).orElse("")));
        return first && agrona.map(ratio -> !ratio.isBelow(1)).orElse(true);
    }

    /** Either way to read: publishing is the same. */
    private static boolean isAgrona(Peer peer) {
        return peer.name().startsWith(AGRONA);
    }

    private static String besideAgrona(Spread ratio) {
        String place = ratio.isAbove(1) ? "ahead of" : ratio.isBelow(1) ? "behind" : "level with";
        return ", " + place + " agrona at " + ratio.text() + " times";
    }

    private static void flow(Results results, Case what, List<Peer> peers, List<String> sentences) {
        results.spread(what, peers.get(0), Figures::deliveredPerSecond)
                .ifPresent(rate -> sentences.add("flow, " + Units.count(what.subscribers(), "subscriber") + ": "
                        + Peers.FRAMEBUS + " delivers " + Units.rate(rate.median()) + " frames/s to each, "
                        + Ranking.of(results, what, peers, Peers.FRAMEBUS, Figures::deliveredPerSecond, false)
                                .text()));
    }

    /** Threads that spin and were kept from a processor were measured beside whatever had it. */
    private static List<String> cautions(CompareConfig config, Results results) {
        List<String> cautions = new ArrayList<>();
        for (Case what : config.cases()) {
            boolean spins =
                    config.base().idling() == Idling.SPIN && config.base().framesPerSecond() == 0;
            double wanted = what.measure() == Measure.COST
                    ? 1
                    : 1.0 + Math.min(config.base().readerThreads(), what.subscribers());
            double had = config.peers(what).stream()
                    .flatMap(peer -> results.figures(what, peer).stream())
                    .mapToDouble(PeerFigures::cpuCores)
                    .min()
                    .orElse(wanted);
            if ((what.measure() == Measure.COST || spins) && had < BUSY_SHARE * wanted) {
                cautions.add(what.title() + ": threads that never sleep had as little as " + Units.three(had) + " of "
                        + Units.three(wanted) + " processors: the machine was busy or has too few");
            }
        }
        return cautions;
    }

    /** The first line: the outcome, and what it says. */
    String headline() {
        return outcome.name().replace('_', ' ') + "  " + sentence();
    }

    /** What the outcome says. */
    String sentence() {
        return switch (outcome) {
            case AHEAD ->
                "delivery is cheaper than every peer's in every round"
                        + (besideAgrona ? ", and publish no dearer than Agrona's" : "");
            case NOT_AHEAD -> "of every peer in every round and figure; what it is ahead of is said below";
            case RESULT -> "no costs of framebus and a peer to compare";
            case FAILED -> Units.count(faults.size(), "measurement") + " went wrong";
        };
    }
}
