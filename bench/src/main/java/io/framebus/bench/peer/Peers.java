package io.framebus.bench.peer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All peers by name. */
public final class Peers {
    /** The one that the others are compared with. */
    public static final String FRAMEBUS = "framebus";

    private static final List<Peer> TRANSPORTS = List.of(
            new FramebusPeer(FramebusPeer.Way.BY_COPY),
            new FramebusPeer(FramebusPeer.Way.IN_PLACE),
            new FramebusPeer(FramebusPeer.Way.IN_PLACE_BATCH),
            new FramebusPeer(FramebusPeer.Way.EGRESS),
            new FramebusPeer(FramebusPeer.Way.EGRESS_BATCH),
            new AgronaPeer(false),
            new AgronaPeer(true),
            new DisruptorPeer(),
            new AeronPeer(),
            new JcToolsPeer(false),
            new JcToolsPeer(true),
            new BlockingQueuePeer(),
            new SubmissionPublisherPeer());

    /** What copying, and what calling the sinks costs, with the harness. */
    private static final List<Peer> FLOORS = List.of(new BareCopyPeer(), new LoopFloor());

    private Peers() {}

    /** All transports, in the order in which they are to be shown; framebus first. The floors are not among them. */
    public static List<Peer> all() {
        return TRANSPORTS;
    }

    /** What the others' costs are seen against. */
    public static List<Peer> floors() {
        return FLOORS;
    }

    /**
     * The transport or floor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Peer named(String name) {
        return Stream.concat(TRANSPORTS.stream(), FLOORS.stream())
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a peer; there are "
                        + names(TRANSPORTS) + ", and the floors " + names(FLOORS)));
    }

    private static String names(List<Peer> peers) {
        return peers.stream().map(Peer::name).collect(Collectors.joining(", "));
    }
}
