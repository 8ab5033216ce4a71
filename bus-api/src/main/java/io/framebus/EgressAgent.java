package io.framebus;

import static io.framebus.Checks.inRange;
import static io.framebus.Checks.notNull;

import java.time.Duration;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Serves many subscriptions of many streams from one thread, fairly: each subscription that has something to read gets one turn
 * per sweep, and a turn is bounded in frames and in bytes, so that one busy stream starves none.
 *
 * <p>An {@link Agent} like any of Agrona's: run it with an {@code AgentRunner} and an {@code IdleStrategy} of your choice, or
 * call {@link #doWork()} from a loop of your own. Each duty cycle is one sweep over the streams that have something new, beginning one
 * stream further than the last, and within a stream one subscription further.
 *
 * <p><b>Idle streams.</b> Up to {@value #MOST_STREAMS_ASKED} streams are asked in each sweep whether they have something new, which is one read
 * of each ({@link StreamHandle#activity()}), however many of its subscriptions are served here. Once there are more the agent has all of them
 * tell ({@link StreamHandle#addActivityListener}): one that a sweep passed over is not looked at again before it tells, and a sweep costs what
 * the streams with something new cost, whatever the number of others. A publisher then pays for telling: an atomic exchange with each
 * frame, and one more where the stream was idle.
 *
 * <p><b>Idling.</b> A thread that spins takes a processor; one that rests for a while keeps a frame waiting for the rest of it.
 * {@link #idleUntilTold()} parks the thread until a stream tells, whatever the number of streams, and takes nothing while there is nothing to do.
 * A publisher that finds the thread parked then pays for waking it.
 *
 * <p>Subscriptions of one stream that read the same frames next, and have nothing to be told before, are served together: each frame
 * is handed to one handler after the other, the first of them another one each time ({@link FanOut}). Where all are behind they catch up together,
 * within everybody's budget; where one of them has a weight of more than 1 each is then polled by itself.
 *
 * <p><b>Budgets.</b> In a turn a subscription is handed at most {@link Builder#framesPerTurn} frames. Bytes are budgeted by
 * deficit round robin: a turn ends when {@link Builder#bytesPerTurn} are used up; what it went over, always less than 16
 * frames, is debt that the quanta of its next turns pay off first; and what it left unused is not saved up. Those who are served together
 * stay within the budget of a turn, to the frame: no debt is made in such a turn, and none paid. In the long run
 * subscriptions that always have something to read share the thread's bytes evenly, or by weight.
 *
 * <p><b>Threading.</b> {@link #doWork()}, {@link #onClose()} and an idle strategy of {@link #idleUntilTold()} are for the agent's thread, and all handlers and callbacks run
 * there. {@link #add}, {@link #remove} and {@link #stats()} may be called from any thread, handlers
 * included; they do not wait for a sweep, and what they change takes effect with the next duty cycle.
 *
 * <p><b>Ownership.</b> From {@code add} on the agent is the one that polls the subscription; nobody else may. It closes those
 * whose handler fails, and in {@link #onClose()} all that are left. {@code remove} gives a subscription back as it is.
 *
 * <p><b>Blocking and allocation.</b> A sweep waits for nothing and allocates nothing; only adding, removing, ends and failures
 * do allocate, and where streams tell wait for whoever joins or leaves the same stream. A handler that blocks holds up all others.
 *
 * <p><b>A handler that throws</b> costs the others nothing. Its frame counts as delivered; the rest is said by
 * {@link OnFailure}. The error handler is given a {@link HandlerFailedException}, on the agent's thread. Two things do leave
 * {@code doWork}: an {@code AgentTerminationException}, which is how a handler stops an agent, and what the error handler itself
 * throws. A duty cycle after that goes on where this one was left, with nothing lost.
 */
public final class EgressAgent implements Agent {
    /** The most frames that can be allowed in one turn. */
    public static final int MAX_FRAMES_PER_TURN = 1 << 20;
    /** The most bytes that can be allowed in one turn. */
    public static final int MAX_BYTES_PER_TURN = 1 << 30;
    /** The greatest weight of a subscription. */
    public static final int MAX_WEIGHT = 1024;

    /**
     * Up to so many streams an agent asks in each sweep whether they have something new; of more it has all of them tell, and of any number
     * where its thread is parked until then ({@link #idleUntilTold()}).
     */
    public static final int MOST_STREAMS_ASKED = 256;

    private static final Duration DEFAULT_SPIN = Duration.ofNanos(20_000);

    /** What becomes of a subscription whose handler threw. */
    public enum OnFailure {
        /** It is closed and no longer served. */
        CLOSE,
        /**
         * Its turn is over, and the next one goes on with the next frame: at most one failure per turn. If it was not the
         * handler that failed but the poll itself, for instance since another thread is polling too, it is closed all the same.
         */
        NEXT_FRAME
    }

    private final String roleName;
    private final int framesPerTurn;
    private final int bytesPerTurn;

    private final NanoClock clock;

    private final EgressCounters counters = new EgressCounters();
    private final EgressCommands commands = new EgressCommands();
    private final EgressReadyList readyList = new EgressReadyList();
    private final EgressRoster roster;
    private final EgressServer server;

    private EgressAgent(Builder from) {
        roleName = from.roleName;
        framesPerTurn = from.framesPerTurn;
        bytesPerTurn = from.bytesPerTurn;
        clock = from.clock;
        server = new EgressServer(
                counters, from.inPlace, framesPerTurn, bytesPerTurn, from.onFailure, from.errorHandler);
        roster = new EgressRoster(readyList, from.inPlace, clock);
    }

    /** A builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Serves a subscription, with weight 1 and nobody told of its end. See
     * {@link #add(Subscription, FrameHandler, Consumer, int)}.
     *
     * @throws IllegalArgumentException if an argument is null or the subscription is served here already
     * @throws IllegalStateException if the agent is closed
     */
    public void add(Subscription subscription, FrameHandler handler) {
        add(subscription, handler, null, 1);
    }

    /**
     * Serves a subscription, with weight 1. See {@link #add(Subscription, FrameHandler, Consumer, int)}.
     *
     * @throws IllegalArgumentException if an argument is null or the subscription is served here already
     * @throws IllegalStateException if the agent is closed
     */
    public void add(Subscription subscription, FrameHandler handler, Consumer<? super EndReason> onEnd) {
        add(subscription, handler, notNull(onEnd, "onEnd"), 1);
    }

    /**
     * Serves a subscription, from the next duty cycle on. One that has ended already is drained and told like any other.
     *
     * @param subscription what to poll; nobody else may from now on
     * @param handler what is given its frames and gaps, on the agent's thread
     * @param onEnd what is told, once and on the agent's thread, that the subscription ended for whatever reason and is no
     *     longer served; not told of one that was removed. Null: nobody
     * @param weight how many times the budgets of a turn it gets
     * @throws IllegalArgumentException if the subscription or the handler is null, the weight is not between 1 and
     *     {@value #MAX_WEIGHT}, or the subscription is served here already
     * @throws IllegalStateException if the agent is closed
     */
    public void add(
            Subscription subscription, FrameHandler handler, @Nullable Consumer<? super EndReason> onEnd, int weight) {
        notNull(subscription, "subscription");
        notNull(handler, "handler");
        inRange(weight, 1, MAX_WEIGHT, "weight");
        int quantumFrames = framesPerTurn * weight;
        long quantumBytes = (long) bytesPerTurn * weight;
        commands.add(new EgressMember(server, subscription, handler, onEnd, quantumFrames, quantumBytes));
        readyList.wake();
    }

    /**
     * No longer serves a subscription, from the next duty cycle on; until then it may still be polled. It stays open. See
     * {@link #remove(Subscription, Runnable)} for how to learn when it can be polled elsewhere.
     *
     * @return whether it was served
     * @throws IllegalArgumentException if the subscription is null
     */
    public boolean remove(Subscription subscription) {
        return removeAndWake(notNull(subscription, "subscription"), null);
    }

    /**
     * No longer serves a subscription, from the next duty cycle on. It stays open.
     *
     * @param removed run on the agent's thread once the agent polls the subscription no more; whoever learns of it by that
     *     may poll. Not run if the subscription was not served
     * @return whether it was served
     * @throws IllegalArgumentException if an argument is null
     */
    public boolean remove(Subscription subscription, Runnable removed) {
        return removeAndWake(notNull(subscription, "subscription"), notNull(removed, "removed"));
    }

    private boolean removeAndWake(Subscription subscription, @Nullable Runnable removed) {
        boolean wasServed = commands.remove(subscription, removed);
        readyList.wake();
        return wasServed;
    }

    /** What the agent has done so far. From any thread. Allocates. */
    public EgressStats stats() {
        return counters.snapshot(commands.served());
    }

    /**
     * An idle strategy for the thread that runs this agent, and nothing else: it spins for 20 microseconds without work, then parks the thread
     * until a stream tells or something is added or removed. See {@link #idleUntilTold(Duration, EgressParking)}. From any thread. Allocates.
     */
    public IdleStrategy idleUntilTold() {
        return idleUntilTold(DEFAULT_SPIN, new EgressThreadParking());
    }

    /**
     * An idle strategy for the thread that runs this agent: it spins for a while without work, then parks the thread until a stream tells or
     * something is added or removed. For an {@code AgentRunner}, or a loop of one's own that calls {@link #doWork()} and then
     * {@link IdleStrategy#idle(int)} with the work of all that it does.
     *
     * <p>With the first park all streams are to tell ({@link StreamHandle#addActivityListener}), whatever their number. A park takes at most
     * 100 ms, so that whoever stops the thread need not wake it; and 1 ms while there are streams that cannot tell, or that have come within the
     * last 50 ms ({@link ActivityListener#SETTLING_NS}).
     *
     * <p>Not for two threads, nor for a thread that has to look at something else of which {@code parking} does not know. Allocates nothing
     * once all streams tell.
     *
     * @param spin for how long the thread goes on looking before it is parked; zero: not at all. What comes within this time costs its
     *     publisher no wake-up, and is served the sooner
     * @param parking how the thread is parked and woken
     * @throws IllegalArgumentException if an argument is null, or {@code spin} is negative
     */
    public IdleStrategy idleUntilTold(Duration spin, EgressParking parking) {
        notNull(parking, "parking");
        long spinNs = Checks.saturatedNs(Checks.notNegative(spin, "spin"));
        return new EgressIdle(commands, roster, readyList, counters, clock, spinNs, parking);
    }

    /** One sweep. Returns the work done: 0 if there was nothing to do for anyone, so that the thread can idle. */
    @Override
    public int doWork() {
        int work = 0;
        try {
            if (commands.pending()) {
                work += carryOut();
            }
            work += dismiss();
            work += roster.sweep(server);
            counters.sweeps++;
            work += dismiss();
        } finally {
            counters.streams = roster.streams();
            counters.streamsReady = roster.ready();
            counters.publish();
        }
        return work;
    }

    /** Closes every subscription that is still served and tells its end. From now on {@code add} is refused. */
    @Override
    public void onClose() {
        commands.close();
        try {
            carryOut();
            // All are closed before any callback runs, which might throw.
            roster.forEach(server::close);
            dismiss();
        } finally {
            counters.streams = roster.streams();
            counters.streamsReady = roster.ready();
            counters.publish();
        }
    }

    @Override
    public String roleName() {
        return roleName;
    }

    private int carryOut() {
        // Taken one by one, so that a callback that stops the agent leaves the rest for later.
        int count = commands.count();
        for (int i = 0; i < count; i++) {
            EgressCommands.Command command = commands.next();
            if (command.add()) {
                roster.add(command.member());
            } else {
                roster.remove(command.member());
                server.tellRemoved(command.member(), command.done());
            }
        }
        return count;
    }

    /** Takes those out that have ended, one by one as well. */
    private int dismiss() {
        int work = 0;
        for (EgressMember member = server.nextEnded(); member != null; member = server.nextEnded()) {
            // One that was removed since then is not ours to tell about.
            if (member.group != null) {
                roster.remove(member);
                commands.forget(member);
                server.tellEnd(member);
                work++;
            }
        }
        return work;
    }

    /** Builds an {@link EgressAgent}. Not thread-safe. */
    public static final class Builder {
        private String roleName = "framebus-egress";
        private int framesPerTurn = 64;
        private int bytesPerTurn = 256 << 10;
        private boolean inPlace;
        private NanoClock clock = SystemNanoClock.INSTANCE;
        private OnFailure onFailure = OnFailure.CLOSE;
        private ErrorHandler errorHandler = new EgressLog();

        private Builder() {}

        /**
         * The agent's name, which becomes its thread's; {@code framebus-egress} by default.
         *
         * @throws IllegalArgumentException if it is null or blank
         */
        public Builder roleName(String roleName) {
            this.roleName = Checks.notBlank(roleName, "roleName");
            return this;
        }

        /**
         * The most frames a subscription of weight 1 is handed in one turn, 64 by default.
         *
         * @throws IllegalArgumentException if it is not between 1 and {@value EgressAgent#MAX_FRAMES_PER_TURN}
         */
        public Builder framesPerTurn(int frames) {
            this.framesPerTurn = inRange(frames, 1, MAX_FRAMES_PER_TURN, "framesPerTurn");
            return this;
        }

        /**
         * The payload bytes a subscription of weight 1 is handed in one turn, 256 KiB by default.
         *
         * @throws IllegalArgumentException if it is not between 1 and {@value EgressAgent#MAX_BYTES_PER_TURN}
         */
        public Builder bytesPerTurn(int bytes) {
            this.bytesPerTurn = inRange(bytes, 1, MAX_BYTES_PER_TURN, "bytesPerTurn");
            return this;
        }

        /** Read by {@link Subscription#pollInPlace} instead of {@link Subscription#poll}: the handlers ask for intactness. */
        public Builder inPlace() {
            return inPlace(true);
        }

        /** Whether to read by {@link Subscription#pollInPlace} instead of {@link Subscription#poll}; by copy by default. */
        public Builder inPlace(boolean inPlace) {
            this.inPlace = inPlace;
            return this;
        }

        /**
         * What becomes of a subscription whose handler threw; {@link OnFailure#CLOSE} by default.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder onFailure(OnFailure onFailure) {
            this.onFailure = notNull(onFailure, "onFailure");
            return this;
        }

        /**
         * What is given a {@link HandlerFailedException} when a handler or callback threw, on the agent's thread. By default
         * it is logged as a warning.
         *
         * @throws IllegalArgumentException if it is null
         */
        public Builder errorHandler(ErrorHandler errorHandler) {
            this.errorHandler = notNull(errorHandler, "errorHandler");
            return this;
        }

        /** Tells when streams that are to tell can be relied on to do so, and how long the agent has been idle. For tests. */
        Builder clock(NanoClock clock) {
            this.clock = clock;
            return this;
        }

        /** The agent. The builder keeps its values. */
        public EgressAgent build() {
            return new EgressAgent(this);
        }
    }
}
