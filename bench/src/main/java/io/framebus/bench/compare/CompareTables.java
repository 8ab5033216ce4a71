package io.framebus.bench.compare;

import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.PeerSubscriber;
import io.framebus.bench.peer.Peers;
import io.framebus.bench.peer.Traits;
import io.framebus.bench.peer.Traits.Ability;
import io.framebus.bench.text.Column;
import io.framebus.bench.text.Table;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The tables of a comparison. */
final class CompareTables {
    private static final String IN_PLACE = "framebus-in-place";

    private final CompareConfig config;
    private final Results results;

    CompareTables(CompareConfig config, Results results) {
        this.config = config;
        this.results = results;
    }

    /** What people look at: medians of the rounds, and ratios with their spread. */
    Table people(Case what) {
        return what.measure() == Measure.COST ? cost(what) : flow(what);
    }

    private Table cost(Case what) {
        Table table = new Table(
                Column.text("peer"),
                Column.time("publish"),
                spread("x framebus"),
                Column.time("delivery"),
                spread("x framebus").named("deliveryRatio"),
                spread("x in place").named("deliveryInPlaceRatio"),
                Column.time("in all"),
                spread("x framebus").named("inAllRatio"),
                Column.text("delivered"),
                Column.count("lost"),
                Column.text("garbage"),
                Column.bytes("memory"));
        for (Peer peer : config.peers(what)) {
            table.row(
                    peer.name(),
                    median(what, peer, Figures::publishNs),
                    ratio(what, peer, Peers.FRAMEBUS, Figures::publishNs),
                    median(what, peer, Figures::deliveryNs),
                    ratio(what, peer, Peers.FRAMEBUS, Figures::deliveryNs),
                    ratio(what, peer, IN_PLACE, Figures::deliveryNs),
                    median(what, peer, Figures::inAllNs),
                    ratio(what, peer, Peers.FRAMEBUS, Figures::inAllNs),
                    delivered(what, peer),
                    missing(what, peer),
                    garbage(what, peer),
                    median(what, peer, PeerFigures::memoryBytes));
        }
        return table;
    }

    private Table flow(Case what) {
        Table table = new Table(
                Column.text("peer"),
                Column.time("publish"),
                Column.rate("offered/s"),
                Column.text("refused"),
                Column.rate("delivered/s"),
                spread("x framebus"),
                Column.text("delivered"),
                Column.count("lost"),
                Column.text("told"),
                Column.number("cores"),
                Column.text("garbage"),
                Column.bytes("memory"));
        for (Peer peer : config.peers(what)) {
            Optional<FrameBooks> books = results.books(what, peer);
            table.row(
                    peer.name(),
                    median(what, peer, Figures::publishNs),
                    median(what, peer, Figures::offeredPerSecond),
                    books.map(all -> Units.percent(all.refused(), all.offered()))
                            .orElse(null),
                    median(what, peer, Figures::deliveredPerSecond),
                    ratio(what, peer, Peers.FRAMEBUS, Figures::deliveredPerSecond),
                    delivered(what, peer),
                    missing(what, peer),
                    books.map(CompareTables::told).orElse(null),
                    median(what, peer, PeerFigures::cpuCores),
                    garbage(what, peer),
                    median(what, peer, PeerFigures::memoryBytes));
        }
        return table;
    }

    private static Column spread(String header) {
        return new Column(header, "ratio", true, value -> ((Spread) value).text());
    }

    private @Nullable Spread ratio(Case what, Peer peer, String to, ToDoubleFunction<PeerFigures> figure) {
        return results.ratio(what, peer, to, figure).orElse(null);
    }

    private @Nullable Double median(Case what, Peer peer, ToDoubleFunction<PeerFigures> figure) {
        return results.spread(what, peer, figure).map(Spread::median).orElse(null);
    }

    private @Nullable Long missing(Case what, Peer peer) {
        return results.books(what, peer).map(FrameBooks::missing).orElse(null);
    }

    /** Of what was offered: what was refused did not arrive either. */
    private @Nullable String delivered(Case what, Peer peer) {
        return results.books(what, peer)
                .map(books -> books.fault().isEmpty()
                        ? Units.percent(books.delivered(), books.subscribers() * books.offered())
                        : books.fault())
                .orElse("no figures");
    }

    private static String told(FrameBooks books) {
        return books.told() == PeerSubscriber.UNTOLD ? "no" : Units.count(books.told());
    }

    /** By the publisher for each frame, and by readers for each delivery. */
    private @Nullable String garbage(Case what, Peer peer) {
        Double publisher = median(what, peer, PeerFigures::publisherGarbageBytes);
        Double reader = median(what, peer, PeerFigures::readerGarbageBytes);
        return publisher == null || reader == null ? null : garbage(publisher) + " + " + garbage(reader);
    }

    private static String garbage(double bytes) {
        return bytes < 0.5 ? "0" : Units.bytes(bytes);
    }

    /** What each peer is, can and cannot do. */
    Table traits() {
        Table table = new Table(
                Column.text("peer"),
                Column.text("reads"),
                Column.text("when full"),
                Column.text("tells of loss"),
                Column.text("others unharmed"),
                Column.text("late join"),
                Column.text("key frames"),
                Column.text("parks"),
                Column.text("configuration"));
        for (Peer peer : config.peers()) {
            Traits traits = peer.traits();
            table.row(
                    peer.name(),
                    Values.name(traits.reading()),
                    Values.name(traits.whenFull()),
                    Values.name(traits.loss()),
                    can(traits, Ability.ISOLATES),
                    can(traits, Ability.LATE_JOIN),
                    can(traits, Ability.KEY_FRAMES),
                    can(traits, Ability.PARKS),
                    traits.how());
        }
        return table;
    }

    private static String can(Traits traits, Ability ability) {
        return traits.abilities().contains(ability) ? "yes" : "no";
    }

    /** What programs read: one record for each measurement. */
    Table programs() {
        Table table = new Table(List.of(
                Column.text("round"),
                Column.text("measure"),
                Column.text("subscribers"),
                Column.text("peer"),
                Column.text("fault"),
                Column.time("publish"),
                Column.time("publish mean"),
                Column.time("delivery"),
                Column.time("delivery mean"),
                Column.rate("offered"),
                Column.rate("delivered"),
                Column.number("cpu cores"),
                Column.count("offered frames"),
                Column.count("refused frames"),
                Column.count("delivered frames"),
                Column.count("lost frames"),
                Column.count("told lost frames"),
                Column.count("torn frames"),
                Column.bytes("publisher garbage"),
                Column.bytes("reader garbage"),
                Column.bytes("memory"),
                Column.count("collections"),
                Column.count("collection ms"),
                Column.count("compilation ms")));
        results.runs().forEach(run -> table.row(record(run)));
        return table;
    }

    private static @Nullable Object[] record(Results.Run run) {
        PeerFigures figures = run.figures();
        PeerFigures.CostFigures cost = figures == null ? null : figures.cost();
        PeerFigures.FlowFigures flow = figures == null ? null : figures.flow();
        FrameBooks books = figures == null ? null : figures.books();
        return new @Nullable Object[] {
            run.round(),
            Values.name(run.what().measure()),
            run.what().subscribers(),
            run.peer(),
            run.fault(),
            figures == null ? null : (Double) Figures.publishNs(figures),
            cost == null ? null : (Double) cost.publishMeanNs(),
            cost == null ? null : (Double) cost.deliveryNs(),
            cost == null ? null : (Double) cost.deliveryMeanNs(),
            flow == null ? null : (Double) flow.offeredPerSecond(),
            flow == null ? null : (Double) flow.deliveredPerSecond(),
            figures == null ? null : (Double) figures.cpuCores(),
            books == null ? null : (Long) books.offered(),
            books == null ? null : (Long) books.refused(),
            books == null ? null : (Long) books.delivered(),
            books == null ? null : (Long) books.missing(),
            books == null || books.told() == PeerSubscriber.UNTOLD ? null : (Long) books.told(),
            books == null ? null : (Long) books.torn(),
            figures == null ? null : (Double) figures.publisherGarbageBytes(),
            figures == null ? null : (Double) figures.readerGarbageBytes(),
            figures == null ? null : (Long) figures.memoryBytes(),
            figures == null ? null : (Long) figures.collections(),
            figures == null ? null : (Long) figures.collectionMs(),
            figures == null ? null : (Long) figures.compilationMs()
        };
    }
}
