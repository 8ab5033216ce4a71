package io.framebus.disruptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Publisher and agent in miniature, with the publisher's exchange, and with a look that would spare it ({@link
 * io.framebus.ActivityListener}). Every machine shows this one, x86 as well: a load may overtake an earlier store to another place.
 */
public final class TellExchangeModel {
    private static final VarHandle CURSOR;
    private static final VarHandle READY;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CURSOR = lookup.findVarHandle(Place.class, "cursor", long.class);
            READY = lookup.findVarHandle(Place.class, "ready", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private TellExchangeModel() {}

    /** First: the publisher found the stream idle. Second: the agent found the frame. */
    private static final class Place {
        @SuppressWarnings("unused") // accessed through CURSOR
        private long cursor;

        @SuppressWarnings("unused") // accessed through READY
        private boolean ready = true;

        boolean makeIdleAndLook() {
            READY.getAndSet(this, false);
            return (long) CURSOR.getAcquire(this) == 1;
        }

        boolean tell() {
            return !(boolean) READY.getAndSet(this, true);
        }
    }

    /** As it is. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "One of them saw the other.")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "The frame waits for the next one.")
    @State
    public static class Exchange {
        private final Place place = new Place();

        @Actor
        public void publisher(ZZ_Result result) {
            CURSOR.setRelease(place, 1L);
            result.r1 = place.tell();
        }

        @Actor
        public void agent(ZZ_Result result) {
            result.r2 = place.makeIdleAndLook();
        }
    }

    /** Why the publisher does not look first. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "One of them saw the other.")
    @Outcome(
            id = "false, false",
            expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "The publisher looked before its cursor was visible: the frame waits for the next one.")
    @State
    public static class LookFirst {
        private final Place place = new Place();

        @Actor
        public void publisher(ZZ_Result result) {
            CURSOR.setRelease(place, 1L);
            result.r1 = !(boolean) READY.getOpaque(place) && place.tell();
        }

        @Actor
        public void agent(ZZ_Result result) {
            result.r2 = place.makeIdleAndLook();
        }
    }
}
