package io.framebus.bench.compare;

import io.framebus.bench.peer.Peer;
import io.framebus.bench.peer.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Where one of framebus's ways stands among the peers that are not framebus. Ahead or behind is what was so in every round; the
 * rest is level.
 *
 * @param ahead of these
 * @param level with these
 * @param behind these, each with how many times the figure of framebus theirs is
 */
record Ranking(List<String> ahead, List<String> level, List<String> behind) {
    /**
     * Ranks by one figure.
     *
     * @param way {@code framebus} or {@code framebus-in-place}
     * @param greaterIsAhead whether framebus is ahead where the other figure is greater than its own, as with costs
     */
    static Ranking of(
            Results results,
            Case what,
            List<Peer> peers,
            String way,
            ToDoubleFunction<PeerFigures> figure,
            boolean greaterIsAhead) {
        Ranking ranking = new Ranking(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Peer peer : peers) {
            if (isFramebus(peer) || peer.isFloor()) {
                continue;
            }
            Optional<Spread> ratio = results.ratio(what, peer, way, figure);
            ratio.ifPresent(spread -> ranking.add(peer.name(), spread, greaterIsAhead));
        }
        return ranking;
    }

    static boolean isFramebus(Peer peer) {
        return peer.name().startsWith(Peers.FRAMEBUS);
    }

    private void add(String peer, Spread ratio, boolean greaterIsAhead) {
        if (greaterIsAhead ? ratio.isAbove(1) : ratio.isBelow(1)) {
            ahead.add(peer);
        } else if (greaterIsAhead ? ratio.isBelow(1) : ratio.isAbove(1)) {
            behind.add(peer + " at " + ratio.text() + " times");
        } else {
            level.add(peer + " at " + ratio.text() + " times");
        }
    }

    /** Whether it is ahead of all of them. */
    boolean isFirst() {
        return level.isEmpty() && behind.isEmpty();
    }

    /** In a clause. */
    String text() {
        if (isFirst()) {
            return ahead.isEmpty() ? "nothing to compare with" : "ahead of all " + ahead.size() + " peers";
        }
        List<String> parts = new ArrayList<>();
        if (!behind.isEmpty()) {
            parts.add("behind " + String.join(", ", behind));
        }
        if (!level.isEmpty()) {
            parts.add("level with " + String.join(", ", level));
        }
        parts.add("ahead of " + ahead.size() + " of " + (ahead.size() + level.size() + behind.size()));
        return String.join("; ", parts);
    }
}
