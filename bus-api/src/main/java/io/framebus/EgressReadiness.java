package io.framebus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Whether the agent has to look at a stream. While it is <em>ready</em> the agent looks at it in each sweep, or is about to come by it on its
 * {@link EgressReadyList}. One that a sweep has passed over becomes <em>idle</em>, and the first who brings something new makes it ready and
 * puts it on the list.
 *
 * <p>Nothing is missed. A publisher stores its frame's sequence, then exchanges: ready. The agent exchanges: idle, then looks for activity
 * once more. If the publisher's exchange comes first, the agent's reads what it wrote, and so the agent sees the frame. Else the publisher's
 * reads idle, and it puts the stream on the list.
 *
 * <p>An object of its own, apart from what the agent writes in each turn, since publishers come by with every frame.
 */
final class EgressReadiness implements ActivityListener {
    private static final VarHandle READY;

    static {
        try {
            READY = MethodHandles.lookup().findVarHandle(EgressReadiness.class, "ready", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final EgressGroup group;
    private final EgressReadyList list;

    /** Of whoever has made it ready until it is on the list, then the list's, then the agent's. */
    @Nullable
    EgressReadiness next;

    @SuppressWarnings("unused") // accessed through READY
    private boolean ready = true;

    // Agent thread only:
    private final NanoClock clock;
    private final long toldSinceNs;
    private boolean settled;

    /** Ready. To be told from now on, if the stream tells. */
    EgressReadiness(EgressGroup group, EgressReadyList list, NanoClock clock) {
        this.group = group;
        this.list = list;
        this.clock = clock;
        this.toldSinceNs = clock.nanoTime();
    }

    @Override
    public void onActivity() {
        if (tryMakeReady()) {
            list.push(this);
        }
    }

    /** Of those who try at the same time one succeeds, if it was idle. Whoever does has the agent look at it. Any thread. */
    boolean tryMakeReady() {
        // Exchange: the frame's sequence stored before it. Partner: the one in makeIdle. A look that spares the
        // exchange
        // would need a full fence before it: else it could come before the sequence is visible, the agent make the
        // stream idle in between and look in vain, and the frame wait for the next one.
        return !(boolean) READY.getAndSet(this, true);
    }

    /** Makes it idle. The caller looks for activity once more, and if there is any tries to make it ready. */
    void makeIdle() {
        // Exchange: before the look for activity that follows. Partner: the one in tryMakeReady. A mere store would not
        // read what a publisher wrote just before, and so the look need not see its frame.
        READY.getAndSet(this, false);
    }

    /** Whether all who publish can be relied on to tell. */
    boolean isSettled() {
        if (!settled) {
            settled = clock.nanoTime() - toldSinceNs > ActivityListener.SETTLING_NS;
        }
        return settled;
    }

    /** The one behind it on the list that was taken; forgets it. */
    @Nullable
    EgressReadiness takeNext() {
        EgressReadiness behind = next;
        next = null; // or one that is no longer served would be kept by those that are
        return behind;
    }
}
