package io.framebus.bench.peer;

import java.util.List;
import java.util.stream.Collectors;

/** All peers by name. */
public final class Peers {
    private static final List<Peer> ALL = List.of(new FramebusPeer(false), new FramebusPeer(true));

    private Peers() {}

    /** In the order in which they are to be shown; framebus first. */
    public static List<Peer> all() {
        return ALL;
    }

    /**
     * The peer of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Peer named(String name) {
        return ALL.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a peer; there are "
                        + ALL.stream().map(Peer::name).collect(Collectors.joining(", "))));
    }
}
