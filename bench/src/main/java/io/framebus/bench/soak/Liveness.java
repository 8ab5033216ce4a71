package io.framebus.bench.soak;

import java.util.HashMap;
import java.util.Map;

/** Finds subscribers that have something to read, could read, and do not. One thread. */
final class Liveness {
    /** A subscriber as it is seen from outside. */
    interface Subject {
        String name();

        /** Whether there is something to read that it is free to read. */
        boolean isDue();

        /** Grows with all that it reads. */
        long progress();
    }

    private record Seen(long progress, long sinceNs, boolean told) {}

    private final long boundNs;
    private final Ledger ledger;
    private Map<Subject, Seen> last = new HashMap<>();

    Liveness(long boundNs, Ledger ledger) {
        this.boundNs = boundNs;
        this.ledger = ledger;
    }

    /** Looks at all of them at {@code nowNs}. Those that are not among them any more are forgotten. */
    void look(Iterable<? extends Subject> subjects, long nowNs) {
        Map<Subject, Seen> now = new HashMap<>();
        for (Subject subject : subjects) {
            long progress = subject.progress();
            Seen before = last.get(subject);
            if (!subject.isDue() || before == null || before.progress() != progress) {
                now.put(subject, new Seen(progress, nowNs, false));
                continue;
            }
            boolean stuck = nowNs - before.sinceNs() > boundNs;
            if (stuck && !before.told()) {
                ledger.found(
                        Trouble.STUCK,
                        subject.name() + ": has read nothing for " + (nowNs - before.sinceNs()) / 1_000_000
                                + " ms, although there is something to read");
            }
            now.put(subject, new Seen(progress, before.sinceNs(), stuck));
        }
        last = now;
    }
}
