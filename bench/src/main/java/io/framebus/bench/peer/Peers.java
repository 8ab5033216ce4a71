package io.framebus.bench.peer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All peers by name. */
public final class Peers {
    /** The one that the others are compared with. */
    public static final String FRAMEBUS = "framebus";

    /** No transport, but what copying and the harness cost. */
    public static final String FLOOR = "bare-copy";

    private static final List<Peer> TRANSPORTS = List.of(
            new FramebusPeer(FramebusPeer.Way.BY_COPY),
            new FramebusPeer(FramebusPeer.Way.IN_PLACE),
            new FramebusPeer(FramebusPeer.Way.IN_PLACE_BATCH_CLOCK),
            new AgronaPeer(false),
            new AgronaPeer(true),
            new DisruptorPeer(),
            new AeronPeer(),
            new JcToolsPeer(false),
            new JcToolsPeer(true),
            new BlockingQueuePeer(),
            new SubmissionPublisherPeer());

    private static final Peer BARE_COPY = new BareCopyPeer();

    private Peers() {}

    /** All transports, in the order in which they are to be shown; framebus first. The floor is not among them. */
    public static List<Peer> all() {
        return TRANSPORTS;
    }

    /**
     * The transport of that name, or the floor.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Peer named(String name) {
        return Stream.concat(TRANSPORTS.stream(), Stream.of(BARE_COPY))
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a peer; there are "
                        + TRANSPORTS.stream().map(Peer::name).collect(Collectors.joining(", ")) + ", and the floor "
                        + FLOOR));
    }
}
