package io.framebus.contract;

import io.framebus.FrameBus;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.StreamHandle;
import io.framebus.StreamKey;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * What the contracts have in common: buses on a manual clock whose housekeeping is done by the test, readers whose books are
 * checked after every test, and threads that must have ended by then.
 *
 * <p>Not in the suites: what only one engine has, such as its builder.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class BusContract {
    static final String APP = "live";
    static final StreamKey KEY = StreamKey.of(APP, "cam");

    final ManualClock clock = new ManualClock();
    final TestThreads threads = new TestThreads();
    private final BusFactory factory;
    private final List<EngineUnderTest> engines = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();

    BusContract(BusFactory factory) {
        this.factory = factory;
    }

    @AfterEach
    void closeTheBooks() throws InterruptedException {
        try {
            threads.awaitAll();
            readers.forEach(reader -> BooksCheck.check(reader.subscription(), reader.seen()));
        } finally {
            engines.forEach(engine -> engine.bus().close());
        }
    }

    /** On the manual clock, without a housekeeping thread. */
    BusSettings settings() {
        return new BusSettings().clock(clock).housekeepingInterval(Duration.ZERO);
    }

    /** A bus that is closed after the test. */
    EngineUnderTest engine(BusSettings settings) {
        EngineUnderTest engine = factory.create(settings);
        engines.add(engine);
        return engine;
    }

    /** A bus with the application {@link #APP}, whose streams have these settings. */
    EngineUnderTest engine(StreamConfig streams) {
        return engine(settings().app(APP, streams));
    }

    FrameBus bus(StreamConfig streams) {
        return engine(streams).bus();
    }

    /** A stream on a bus of its own. */
    Source source(StreamConfig config) {
        return new Source(bus(config).startPublish(KEY));
    }

    /** A stream on a bus of its own that holds this many frames and has room to spare for their bytes. */
    Source source(int capacityFrames) {
        return source(frames(capacityFrames));
    }

    static StreamConfig frames(int capacityFrames) {
        return StreamConfig.builder().capacityFrames(capacityFrames).build();
    }

    /** Joins with the stream's defaults. */
    Reader reader(Source source) {
        return reader(source, SubscribeOptions.defaults());
    }

    Reader reader(Source source, SubscribeOptions.Builder options) {
        return reader(source, options.build());
    }

    /** Joins; what is handed over must be decodable where the options ask for that. */
    Reader reader(Source source, SubscribeOptions options) {
        StreamHandle handle = source.handle();
        Subscription subscription = handle.subscribe(options);
        boolean startsAtSyncPoint = options.startAt().orElse(handle.config().startAt()) == StartAt.SYNC_POINT;
        boolean resyncsToSyncPoint = options.resync().orElse(handle.config().resync()) == Resync.SYNC_POINT;
        DecodabilityTracker decoder = resyncsToSyncPoint ? new DecodabilityTracker(source, startsAtSyncPoint) : null;
        long start = subscription.stats().startSequence();
        Reader reader = new Reader(subscription, new RecordingHandler(source, start, decoder));
        readers.add(reader);
        return reader;
    }

    static SubscribeOptions.Builder startAt(StartAt startAt) {
        return SubscribeOptions.builder().startAt(startAt);
    }

    static SubscribeOptions.Builder resync(Resync resync) {
        return SubscribeOptions.builder().resync(resync);
    }
}
