package io.framebus.bench.soak;

import io.framebus.EgressAgent;
import io.framebus.bench.measure.LatencySeries;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A thread that runs an egress agent. A subscriber that stalls is taken from it and given back later. */
final class AgentHost implements Host {
    private static final long IDLE_NS = 1_000_000;

    private final Ledger ledger;
    private final LatencySeries.Writer latency;
    private final EgressAgent agent;
    private final AtomicInteger left = new AtomicInteger();
    /** Those that are to be taken out, by whoever asks; and those that were, by this thread. */
    private final Queue<Reader> leaving = new ConcurrentLinkedQueue<>();

    private final Queue<Reader> away = new ArrayDeque<>();
    private volatile boolean finishing;

    AgentHost(boolean inPlace, LatencySeries.Writer latency, Ledger ledger) {
        this.latency = latency;
        this.ledger = ledger;
        this.agent = EgressAgent.builder()
                .roleName("soak-agent")
                .framesPerTurn(16)
                .inPlace(inPlace)
                .onFailure(EgressAgent.OnFailure.NEXT_FRAME)
                .errorHandler(this::failed)
                .build();
    }

    private void failed(Throwable failure) {
        if (!(failure.getCause() instanceof Reader.HandlerFailure)) {
            ledger.found(Trouble.UNEXPECTED, "an egress agent's handler or callback failed: " + failure.getCause());
        }
    }

    @Override
    public void add(Reader reader) {
        reader.recordTo(latency);
        left.incrementAndGet();
        serve(reader);
    }

    private void serve(Reader reader) {
        agent.add(reader.subscription(), reader, reason -> {
            left.decrementAndGet();
            reader.closeBooks();
        });
    }

    @Override
    public void stall(Reader reader, long ns) {
        reader.holdUntil(System.nanoTime() + ns);
        leaving.add(reader);
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public void run() {
        boolean last = false;
        while (!last || left.get() > 0) {
            last = finishing;
            for (Reader reader = leaving.poll(); reader != null; reader = leaving.poll()) {
                Reader stalled = reader;
                agent.remove(stalled.subscription(), () -> away.add(stalled));
            }
            long nowNs = System.nanoTime();
            for (int i = away.size(); i > 0; i--) {
                Reader reader = away.remove();
                if (reader.isHeld(nowNs) && !finishing) {
                    away.add(reader);
                } else {
                    serve(reader);
                }
            }
            if (agent.doWork() == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        agent.onClose();
    }
}
