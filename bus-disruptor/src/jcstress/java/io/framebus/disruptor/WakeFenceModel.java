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
 * Publisher and sleeper in miniature, with and without the full fence between the publisher's store of the cursor and its look
 * for sleepers ({@link Sleepers}). Every machine shows this one, x86 as well: a load may overtake an earlier store to another
 * place.
 */
public final class WakeFenceModel {
    private static final VarHandle CURSOR;
    private static final VarHandle QUEUED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CURSOR = lookup.findVarHandle(Place.class, "cursor", long.class);
            QUEUED = lookup.findVarHandle(Place.class, "queued", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private WakeFenceModel() {}

    /** First: the publisher found a sleeper. Second: the sleeper found a frame. */
    private static final class Place {
        @SuppressWarnings("unused") // accessed through CURSOR
        private long cursor;

        @SuppressWarnings("unused") // accessed through QUEUED
        private boolean queued;

        boolean lieDownAndLook() {
            QUEUED.compareAndSet(this, false, true);
            VarHandle.fullFence();
            return (long) CURSOR.getAcquire(this) == 1;
        }
    }

    /** As it is. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "One of them saw the other.")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "The sleeper sleeps on beside a published frame.")
    @State
    public static class WithFence {
        private final Place place = new Place();

        @Actor
        public void publisher(ZZ_Result result) {
            CURSOR.setRelease(place, 1L);
            VarHandle.fullFence();
            result.r1 = (boolean) QUEUED.getOpaque(place);
        }

        @Actor
        public void sleeper(ZZ_Result result) {
            result.r2 = place.lieDownAndLook();
        }
    }

    /** What the fence is for. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "One of them saw the other.")
    @Outcome(
            id = "false, false",
            expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "The publisher looked for sleepers before its cursor was visible: a lost wake-up.")
    @State
    public static class WithoutFence {
        private final Place place = new Place();

        @Actor
        public void publisher(ZZ_Result result) {
            CURSOR.setRelease(place, 1L);
            result.r1 = (boolean) QUEUED.getOpaque(place);
        }

        @Actor
        public void sleeper(ZZ_Result result) {
            result.r2 = place.lieDownAndLook();
        }
    }
}
