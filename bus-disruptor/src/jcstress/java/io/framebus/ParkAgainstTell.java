package io.framebus;

import io.framebus.disruptor.Meeting;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** An agent parks its thread while others have something for it: either it does not park, or it is woken. */
public final class ParkAgainstTell {
    private ParkAgainstTell() {}

    /** Notes who parks and wakes. */
    private static final class Noted implements EgressParking {
        boolean parked;
        boolean woken;

        @Override
        public void park(long atMostNs) {
            parked = true;
        }

        @Override
        public void wake() {
            woken = true;
        }

        String outcome() {
            return parked ? woken ? "woken" : "ASLEEP" : woken ? "woken before" : "not parked";
        }
    }

    /** A stream tells. What is parked stays so: whoever comes later wakes it, as in the time of a real park. */
    @JCStressTest
    @Outcome(id = "not parked", expect = Expect.ACCEPTABLE, desc = "The agent has seen the stream.")
    @Outcome(id = "woken", expect = Expect.ACCEPTABLE, desc = "The publisher has seen that it is parked.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Asleep beside a frame, or woken without being asleep.")
    @State
    public static class ToldByOne {
        private final Meeting meeting = new Meeting();
        private final EgressReadyList list = new EgressReadyList();
        private final EgressReadiness readiness = Told.idle(list);
        private final Noted noted = new Noted();
        private final EgressIdle idle = parkedBy(noted, list);

        @Actor
        public void publisher() {
            meeting.meet();
            readiness.onActivity();
        }

        @Actor
        public void agent() {
            meeting.meet();
            noted.parked = list.tryPark(idle);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            list.unpark(idle);
            result.r1 = Told.takeAll(list).isEmpty() ? "FORGOTTEN" : noted.outcome();
        }
    }

    /** Two streams tell: one of them wakes it, and both are on the list. */
    @JCStressTest
    @Outcome(id = "woken", expect = Expect.ACCEPTABLE, desc = "By one of them.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Asleep beside a frame, or a frame forgotten.")
    @State
    public static class ToldByTwo {
        private final Meeting meeting = new Meeting();
        private final EgressReadyList list = new EgressReadyList();
        private final EgressReadiness one = Told.idle(list);
        private final EgressReadiness other = Told.idle(list);
        private final Noted noted = new Noted();

        public ToldByTwo() {
            noted.parked = list.tryPark(parkedBy(noted, list));
        }

        @Actor
        public void publisher() {
            meeting.meet();
            one.onActivity();
        }

        @Actor
        public void otherPublisher() {
            meeting.meet();
            other.onActivity();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = Told.takeAll(list).size() < 2 ? "FORGOTTEN" : noted.outcome();
        }
    }

    /** A subscription is added. */
    @JCStressTest
    @Outcome(id = "not parked", expect = Expect.ACCEPTABLE, desc = "The agent has seen the command.")
    @Outcome(
            id = {"woken", "woken before"},
            expect = Expect.ACCEPTABLE,
            desc = "Whoever added has seen that it is parked, or about to be.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Asleep beside a command.")
    @State
    public static class Commanded {
        private final Meeting meeting = new Meeting();
        private final Noted noted = new Noted();
        private final EgressAgent agent = EgressAgent.builder().build();
        private final IdleStrategy idle = agent.idleUntilTold(Duration.ZERO, new EgressParking() {
            @Override
            public void park(long atMostNs) {
                noted.park(atMostNs);
                // Until the other can no longer wake it.
                while (!added) {
                    Thread.onSpinWait();
                }
            }

            @Override
            public void wake() {
                noted.wake();
            }
        });
        private volatile boolean added;

        @Actor
        public void adds() {
            meeting.meet();
            agent.add(Nobody.SUBSCRIPTION, frame -> {});
            added = true;
        }

        @Actor
        public void agent() {
            meeting.meet();
            idle.idle(0);
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = noted.outcome();
        }
    }

    /** The thread itself. */
    @JCStressTest
    @Outcome(id = "woken", expect = Expect.ACCEPTABLE, desc = "Before it was parked, or out of it.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Slept until its time was over.")
    @State
    public static class Woken {
        private static final long LONG_NS = TimeUnit.SECONDS.toNanos(2);

        private final Meeting meeting = new Meeting();
        private final EgressThreadParking parking = new EgressThreadParking();
        private long tookNs;

        @Actor
        public void publisher() {
            meeting.meet();
            parking.wake();
        }

        @Actor
        public void agent() {
            meeting.meet();
            long start = System.nanoTime();
            parking.park(LONG_NS);
            tookNs = System.nanoTime() - start;
        }

        @Arbiter
        public void afterwards(L_Result result) {
            result.r1 = tookNs < LONG_NS ? "woken" : "ASLEEP";
        }
    }

    @SuppressWarnings("NullAway") // only woken
    private static EgressIdle parkedBy(EgressParking parking, EgressReadyList list) {
        return new EgressIdle(null, null, list, null, SystemNanoClock.INSTANCE, 0, parking);
    }

    /** Of which nothing is asked. */
    private static final class Nobody {
        private static final Subscription SUBSCRIPTION = (Subscription) Proxy.newProxyInstance(
                Subscription.class.getClassLoader(), new Class<?>[] {Subscription.class}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
