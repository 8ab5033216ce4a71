package io.framebus;

import com.lmax.disruptor.Sequence;
import io.framebus.disruptor.Meeting;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** An agent makes streams idle, and those who publish tell it: each is either looked at on or on the list, and never both. */
public final class IdleAgainstTell {
    private IdleAgainstTell() {}

    /** Published and told while the agent makes the stream idle. */
    @JCStressTest
    @Outcome(id = "looked at on", expect = Expect.ACCEPTABLE, desc = "The agent has seen the frame.")
    @Outcome(id = "on the list", expect = Expect.ACCEPTABLE, desc = "The publisher has found it idle.")
    @Outcome(id = "MISSED", expect = Expect.FORBIDDEN, desc = "Nobody looks at it: the frame waits for the next one.")
    @Outcome(id = "TWICE", expect = Expect.FORBIDDEN, desc = "Would be among those that are looked at twice.")
    @State
    public static class Idle {
        private final Meeting meeting = new Meeting();
        private final Sequence cursor = new Sequence(0);
        private final EgressReadyList list = new EgressReadyList();
        private final EgressReadiness readiness = Told.ready(list);
        private boolean lookedAt;

        @Actor
        public void publisher() {
            meeting.meet();
            cursor.set(1);
            readiness.onActivity();
        }

        @Actor
        public void agent() {
            meeting.meet();
            readiness.makeIdle();
            lookedAt = cursor.get() == 1 && readiness.tryMakeReady();
        }

        @Arbiter
        public void afterwards(L_Result result) {
            boolean listed = !Told.takeAll(list).isEmpty();
            result.r1 = lookedAt ? listed ? "TWICE" : "looked at on" : listed ? "on the list" : "MISSED";
        }
    }

    /** Two threads tell of one stream: such as a publisher, and who closes a subscription. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "On the list once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Forgotten, or on the list twice.")
    @State
    public static class TellOne {
        private final Meeting meeting = new Meeting();
        private final EgressReadyList list = new EgressReadyList();
        private final EgressReadiness readiness = Told.idle(list);

        @Actor
        public void publisher() {
            meeting.meet();
            readiness.onActivity();
        }

        @Actor
        public void closer() {
            meeting.meet();
            readiness.onActivity();
        }

        @Arbiter
        public void afterwards(I_Result result) {
            result.r1 = Told.takeAll(list).size();
        }
    }

    /** Two streams tell while there is one on the list already. */
    @JCStressTest
    @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "All three are there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Somebody was forgotten.")
    @State
    public static class TellTwo {
        private final Meeting meeting = new Meeting();
        private final EgressReadyList list = new EgressReadyList();
        private final EgressReadiness one = Told.idle(list);
        private final EgressReadiness other = Told.idle(list);

        public TellTwo() {
            Told.idle(list).onActivity();
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
        public void afterwards(I_Result result) {
            result.r1 = Told.takeAll(list).size();
        }
    }

    /** A stream tells while the agent takes those that have told before. */
    @JCStressTest
    @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "Taken now, or left for the next time: all three.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Somebody was forgotten, or taken twice.")
    @State
    public static class TellWhileTaken {
        private final Meeting meeting = new Meeting();
        private final EgressReadyList list = new EgressReadyList();
        private final EgressReadiness late = Told.idle(list);
        private int taken;

        public TellWhileTaken() {
            Told.idle(list).onActivity();
            Told.idle(list).onActivity();
        }

        @Actor
        public void publisher() {
            meeting.meet();
            late.onActivity();
        }

        @Actor
        public void agent() {
            meeting.meet();
            taken = Told.takeAll(list).size();
        }

        @Arbiter
        public void afterwards(I_Result result) {
            result.r1 = taken + Told.takeAll(list).size();
        }
    }
}
