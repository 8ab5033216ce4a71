package io.framebus.bench.suite;

/** The part of the page that is the same after every run. */
final class Method {
    static final String TEXT = """
            ## Method

            To repeat it, from the root of the sources, on a machine that does nothing else:

            ```
            bench/run-benchmarks                    # about an hour;  prints its plan first
            bench/run-benchmarks --quick            # about 4 minutes; whether everything works
            bench/run-benchmarks --again=overload   # once more what something else disturbed; the page says so
            bench/run-benchmarks --help             # one page from results that are there, another folder, a seed
            ```

            One comparison by itself: `./framebus paired idle-subscribers`. A change of the engine against the commit before it:
            `bench/against HEAD~1 publish-1200`. One benchmark by itself:
            `java -cp 'bench/target/framebus-bench.jar:bench/target/lib/*' org.openjdk.jmh.Main PublishBenchmark -prof gc`.

            * **Goals are decided by comparisons within one JVM.** The sides take turns in slices of a fraction of a millisecond, in
              an order shuffled anew each round, so that what the machine does meanwhile hits all alike. Where memory lies makes
              several per cent: the sides are made anew, in a shuffled order, every few dozen rounds, dozens of times in each of
              several JVMs. A placement's figure is the median over its rounds of what the two slices of one round say; a JVM's, the
              mean of the middle half of its placements; the last, the mean of the JVMs, with Student's interval. Each
              comparison has a null contrast of two sides that are the same: its ratio shows what the method can tell.
            * **JMH says what an operation costs by itself**, in JVMs of its own, with the floor beside it. Each benchmark proves in
              its setup and at its end that its parameters took effect and that it did what its name says, else its figure is
              void and missing here.
            * **What takes schedules, peers or crowds is measured by the commands for it** (`./framebus overload`, `latency`,
              `latency --parked=10000`), round by round: with peers, each round in JVMs of its own; with sleepers, all in one. A
              round is one observation, and a goal is decided by Student's interval of the rounds. The sleepers are virtual threads with one processor for all of them,
              so that the other is the publisher's. A command that calls its own figures INVALID counts as not measured.
            * Nothing is measured with assertions on. The clock of the bus is left out (`clock=none`) where not said otherwise;
              the row `clock=system` shows what it adds.
            * Bytes are JMH's `gc.alloc.rate.norm` in the median iteration: those of all threads, divided by operations. What JMH itself
              allocates at the end of a fork is in the last iteration: 0.3 bytes an operation, if these take a microsecond.
            * What allocates or fails is shown as such; what is missing is "not measured" and never "met".
            """;

    private Method() {}
}
