package io.framebus.bench.peer;

import io.framebus.EgressAgent;
import io.framebus.Subscription;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers of framebus as an SFU serves them: an {@link EgressAgent} for each thread that polls, which serves all of the thread's
 * subscribers in a turn. A subscriber belongs to the thread that polls it first.
 */
final class FramebusEgress {
    private final Map<Thread, EgressAgent> byThread = new ConcurrentHashMap<>();

    PeerSubscriber subscriber(Subscription subscription, PeerSink sink) {
        return new Served(subscription, sink);
    }

    private static EgressAgent agent(int framesPerTurn) {
        return EgressAgent.builder()
                .framesPerTurn(framesPerTurn)
                .errorHandler(failure -> {
                    throw new IllegalStateException("the sink failed", failure);
                })
                .build();
    }

    private final class Served extends FramebusReader {
        private @Nullable EgressAgent agent;
        private @Nullable IdleStrategy idle;
        private long told;

        Served(Subscription subscription, PeerSink sink) {
            super(subscription, sink);
        }

        /** A turn serves all: one that was given frames in another's since its last poll says so, and takes none. */
        @Override
        public int poll(int limit) {
            long given = subscription.delivered() - told;
            if (given == 0) {
                EgressAgent serves = agent == null ? join(limit) : agent;
                serves.doWork();
                given = subscription.delivered() - told;
            }
            told += given;
            return (int) given;
        }

        /** Until the agent is told: as its thread is by an agent's idle strategy. */
        @Override
        public int receive(int limit, long timeoutNs) {
            long start = System.nanoTime();
            int given = poll(limit);
            while (given == 0 && System.nanoTime() - start < timeoutNs) {
                untilTold().idle();
                given = poll(limit);
            }
            if (given > 0) {
                untilTold().reset();
            }
            return given;
        }

        /** Once it has joined. */
        private IdleStrategy untilTold() {
            IdleStrategy strategy = idle;
            if (strategy == null) {
                strategy = Objects.requireNonNull(agent).idleUntilTold();
                idle = strategy;
            }
            return strategy;
        }

        private EgressAgent join(int framesPerTurn) {
            EgressAgent joined = byThread.computeIfAbsent(Thread.currentThread(), thread -> agent(framesPerTurn));
            joined.add(subscription, handler);
            agent = joined;
            return joined;
        }
    }
}
