package io.framebus.bench.tune;

import io.framebus.bench.consumer.ConsumerModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tuning came to.
 *
 * @param scenario what was tried
 * @param consumer the consumers
 * @param target what they have to get
 * @param search the runs, and the answer
 * @param predicted the answer in virtual time, where it was found on a real bus; else null
 * @param curve rings around the answer in virtual time, each with as many bytes as its frames could need
 * @param verdict what it is worth
 * @param reason the verdict in one sentence
 */
record TuneResult(
        Scenario scenario,
        ConsumerModel consumer,
        Target target,
        SearchResult search,
        @Nullable Trial predicted,
        List<Trial> curve,
        Verdict verdict,
        String reason) {
    TuneResult {
        curve = List.copyOf(curve);
    }

    /** Kinds of verdicts, with the exit code of each. */
    enum Verdict {
        /** There is an answer, confirmed on fresh seeds. */
        FOUND(0),
        /** The machine did too much to the runs. */
        INVALID(3),
        /** No ring meets the target. */
        IMPOSSIBLE(99);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }
}
