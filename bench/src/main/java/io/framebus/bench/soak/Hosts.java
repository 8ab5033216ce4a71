package io.framebus.bench.soak;

import io.framebus.bench.measure.Crew;
import io.framebus.bench.measure.LatencySeries;
import io.framebus.bench.measure.VirtualThreads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedTransferQueue;

/**
 * The threads that read: one for each seat that is shared, and some that wait in receive, every other one a virtual thread
 * where the JDK has them.
 */
final class Hosts {
    private final Map<Manner.Seat, Host> bySeat = new EnumMap<>(Manner.Seat.class);
    private final List<Host> all = new ArrayList<>();
    private final int receivers;

    Hosts(int receivers, LatencySeries latency, Ledger ledger, Crew crew) {
        this.receivers = receivers;
        put(Manner.Seat.POLL, new Poller(false, latency.writer(), ledger), crew);
        put(Manner.Seat.POLL_IN_PLACE, new Poller(true, latency.writer(), ledger), crew);
        put(Manner.Seat.AGENT, new AgentHost(false, latency.writer(), ledger), crew);
        put(Manner.Seat.AGENT_IN_PLACE, new AgentHost(true, latency.writer(), ledger), crew);
        LinkedTransferQueue<Reader> arrivals = new LinkedTransferQueue<>();
        for (int i = 0; i < receivers; i++) {
            Receiver receiver = new Receiver(arrivals, latency.writer(), ledger);
            put(Manner.Seat.RECEIVE, receiver, crew, i % 2 == 1 && VirtualThreads.areAvailable());
        }
    }

    private void put(Manner.Seat seat, Host host, Crew crew) {
        put(seat, host, crew, false);
    }

    private void put(Manner.Seat seat, Host host, Crew crew, boolean virtual) {
        bySeat.put(seat, host); // any of the receivers stands for all: they share what arrives
        all.add(host);
        String name = "soak-" + seat + '-' + all.size();
        if (virtual) {
            crew.addVirtual(name, host);
        } else {
            crew.add(name, host);
        }
    }

    int receivers() {
        return receivers;
    }

    Host of(Reader reader) {
        Host host = bySeat.get(reader.manner().seat());
        if (host == null) {
            throw new IllegalStateException(
                    "nobody reads for " + reader.manner().seat());
        }
        return host;
    }

    /** They end once nobody is left to be read for. */
    void finish() {
        all.forEach(Host::finish);
    }
}
