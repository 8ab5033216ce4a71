package io.framebus;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/** Gives one subscription its turn, within its budget and without harm to the others. Agent thread only. */
final class EgressServer {
    /**
     * Most frames of one poll while bytes are budgeted. A poll cannot be stopped halfway, so this bounds by how much a turn
     * can go over its byte budget; polls are cheap enough for it not to matter otherwise.
     */
    static final int MAX_BATCH = 16;

    private final EgressMeter meter = new EgressMeter();
    private final ArrayDeque<EgressMember> ended = new ArrayDeque<>();
    private final EgressCounters counters;
    private final boolean inPlace;

    /** Frames that a member of weight 1 is handed in a turn at most. */
    final int framesPerTurn;

    /** Payload bytes that a member of weight 1 is given to use up in a turn. */
    final long bytesPerTurn;

    private final EgressAgent.OnFailure onFailure;
    private final ErrorHandler errorHandler;

    EgressServer(
            EgressCounters counters,
            boolean inPlace,
            int framesPerTurn,
            long bytesPerTurn,
            EgressAgent.OnFailure onFailure,
            ErrorHandler errorHandler) {
        this.counters = counters;
        this.inPlace = inPlace;
        this.framesPerTurn = framesPerTurn;
        this.bytesPerTurn = bytesPerTurn;
        this.onFailure = onFailure;
        this.errorHandler = errorHandler;
    }

    void passedOver() {
        counters.streamsPassedOver++;
    }

    /** So many streams that were idle have told that they have something new. */
    void notified(int streams) {
        counters.notifications += streams;
    }

    /** A member that has to leave the roster, or null if there is none. */
    @Nullable
    EgressMember nextEnded() {
        return ended.poll();
    }

    /** Takes account of a turn of {@code members} that were served together, as far as it got. */
    void servedTogether(int members, long frames, long bytes) {
        counters.turns += members;
        counters.frames += frames;
        counters.bytes += bytes;
    }

    /** A handler threw that was served together with others. */
    void failedTogether(EgressMember member, Throwable failure) {
        if (failure instanceof AgentTerminationException stop) {
            throw stop;
        }
        failed(member, failure, true);
    }

    /** One turn of one member. */
    int serve(EgressMember member) {
        return serve(member, member.quantumFrames);
    }

    /**
     * One turn of one member, in which it is handed no more than so many frames.
     *
     * @return work done; more than 0 also for one that waits for its debt to be paid off, so that the agent does not idle
     */
    int serve(EgressMember member, int maxFrames) {
        member.replenish();
        if (member.creditBytes <= 0) {
            counters.turnsInDebt++;
            return 1;
        }
        counters.turns++;
        int work = 0;
        int framesLeft = Math.min(member.quantumFrames, maxFrames);
        while (framesLeft > 0 && member.creditBytes > 0) {
            int limit = Math.min(framesLeft, batch(member));
            int polled = poll(member, limit);
            work += (int) meter.frames();
            if (polled < 0) {
                return work + 1;
            }
            if (polled < limit) {
                return work;
            }
            framesLeft -= polled;
        }
        return work;
    }

    /** As many frames as fit into what is left of the byte budget, if they are like those of late; at least 1. */
    private static int batch(EgressMember member) {
        if (member.expectedBytes == EgressMember.UNKNOWN) {
            return 1;
        }
        if (member.creditBytes >= (long) member.expectedBytes * MAX_BATCH) {
            return MAX_BATCH;
        }
        return Math.max(1, (int) (member.creditBytes / member.expectedBytes));
    }

    /**
     * The end is asked for as well as the lag: a poll that read the last frames before the end tells only the next one, and
     * the activity already counts that end.
     */
    static boolean isDrained(Subscription subscription) {
        return subscription.lag() == 0 && !subscription.isEnded();
    }

    /** Frames polled; negative if the member's turn is over for another reason than having nothing more to read. */
    private int poll(EgressMember member, int limit) {
        meter.begin(member.handler());
        try {
            int polled = inPlace
                    ? member.subscription().pollInPlace(meter, limit)
                    : member.subscription().poll(meter, limit);
            if (polled == Subscription.ENDED) {
                ended.add(member);
            }
            return polled;
        } catch (AgentTerminationException stop) {
            throw stop;
        } catch (Throwable failure) {
            failed(member, failure, meter.leftInHandler());
            return Subscription.ENDED;
        } finally {
            if (meter.frames() > 0) {
                counters.frames += meter.frames();
                counters.bytes += meter.bytes();
                member.charge(meter.bytes(), meter.longest());
            }
        }
    }

    private void failed(EgressMember member, Throwable failure, boolean inHandler) {
        counters.failures++;
        // A failure of the poll itself would only repeat itself.
        if (onFailure == EgressAgent.OnFailure.NEXT_FRAME && inHandler) {
            report(member, "it goes on with the next frame", failure);
        } else {
            close(member);
            report(member, "it was closed", failure);
        }
    }

    /** Ends the member; it leaves the roster with the others that have ended. */
    void close(EgressMember member) {
        ended.add(member);
        member.subscription().close();
    }

    /** Tells the one who added the member that it has ended. */
    void tellEnd(EgressMember member) {
        Consumer<? super EndReason> onEnd = member.onEnd;
        if (onEnd != null) {
            EndReason reason = member.subscription().endReason().orElseGet(EndReason.ClosedBySubscriber::new);
            callBack(member, () -> onEnd.accept(reason));
        }
    }

    /** Tells the one who removed the member that it is no longer polled. */
    void tellRemoved(EgressMember member, @Nullable Runnable removed) {
        if (removed != null) {
            callBack(member, removed);
        }
    }

    private void callBack(EgressMember member, Runnable callback) {
        try {
            callback.run();
        } catch (AgentTerminationException stop) {
            throw stop;
        } catch (Throwable failure) {
            counters.failures++;
            report(member, "it is no longer served", failure);
        }
    }

    private void report(EgressMember member, String consequence, Throwable failure) {
        errorHandler.onError(new HandlerFailedException(member.subscription(), consequence, failure));
    }
}
