package io.framebus.bench.load;

import io.framebus.EgressAgent;
import io.framebus.bench.measure.StopSignal;
import io.framebus.bench.measure.ThreadUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agrona.concurrent.IdleStrategy;

/**
 * One thread that serves subscribers: those that read whenever there is something through an {@link EgressAgent}, as an
 * application would, and those that have a will of their own by asking each in turn.
 */
final class Egress implements Runnable {
    private final EgressAgent agent;
    private final List<SubscriberTask> tasks = new ArrayList<>();
    private final IdleStrategy idle;
    private final StopSignal stop;
    private final ThreadUsage usage = new ThreadUsage();
    private boolean serving;

    /** @param idling what its thread does when there is nothing to read, once there is the agent that says so */
    Egress(ReadMode mode, int batch, Function<EgressAgent, IdleStrategy> idling, StopSignal stop) {
        this.agent = EgressAgent.builder()
                .framesPerTurn(batch)
                .inPlace(mode == ReadMode.IN_PLACE)
                .errorHandler(Egress::fail)
                .build();
        this.idle = idling.apply(agent);
        this.stop = stop;
    }

    private static void fail(Throwable failure) {
        throw new IllegalStateException(failure.getMessage(), failure);
    }

    /** Serves a subscriber through the agent. Before the thread starts. */
    void serve(SubscriberTask task) {
        serving = true;
        agent.add(task.subscription(), task.tally());
    }

    /** Serves a subscriber by its {@link SubscriberTask#turn()}. Before the thread starts. */
    void ask(SubscriberTask task) {
        tasks.add(task);
    }

    @Override
    public void run() {
        agent.doWork(); // Takes in those that were added, which allocates.
        usage.begin();
        while (!stop.isStopped()) {
            int work = agent.doWork();
            for (int i = 0; i < tasks.size(); i++) {
                work += tasks.get(i).turn();
            }
            if (work == 0 && isDone()) {
                break;
            }
            idle.idle(work);
        }
        usage.end();
    }

    /** Whether this thread has subscribers of the second kind only, and all have ended. */
    private boolean isDone() {
        for (int i = 0; i < tasks.size(); i++) {
            if (!tasks.get(i).isEnded()) {
                return false;
            }
        }
        return !serving;
    }

    /** What the thread used. Once it has ended. */
    ThreadUsage usage() {
        return usage;
    }
}
