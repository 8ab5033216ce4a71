package io.framebus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.framebus.Codec;
import io.framebus.EndReason;
import io.framebus.FrameFlags;
import io.framebus.FrameHeader;
import io.framebus.FrameKind;
import io.framebus.MediaFrame;
import io.framebus.Resync;
import io.framebus.StartAt;
import io.framebus.StreamConfig;
import io.framebus.SubscribeOptions;
import io.framebus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random schedules on one thread, from a seed that is printed: nothing is lost without a word. */
public abstract class ConservationPropertyContract extends BusContract {
    private static final long SEED = 0x5eed_2026L;
    private static final List<StartAt> STARTS = List.of(StartAt.values());
    private static final FrameHeader AUDIO =
            new FrameHeader().trackId(1).kind(FrameKind.AUDIO).codec(Codec.OPUS);

    protected ConservationPropertyContract(BusFactory factory) {
        super(factory);
    }

    /** What a ring of slots must retain, whatever is in it: the newest frames, one less for a claim that was given up. */
    private static final class SlotModel {
        private final int capacity;
        private long cursor = -1;
        private long tail;

        SlotModel(int capacity) {
            this.capacity = capacity;
        }

        void published() {
            claimed();
            cursor++;
        }

        /** Retires what is in the way, and keeps it retired if the claim is aborted. */
        void claimed() {
            tail = Math.max(tail, cursor + 2 - capacity);
        }
    }

    /** What a reader that goes on at the tail must be told. */
    private static final class ReaderModel {
        private final Reader reader;
        private final List<String> events = new ArrayList<>();
        private long next;

        ReaderModel(Reader reader, long next) {
            this.reader = reader;
            this.next = next;
        }

        /** With everything retired, for a claim that was given up, it goes on behind the last frame. */
        int poll(SlotModel ring, int limit) {
            if (next < ring.tail && next <= ring.cursor) {
                long target = Math.min(ring.tail, ring.cursor + 1);
                events.add("gap " + next + ".." + (target - 1));
                next = target;
            }
            int frames = 0;
            while (frames < limit && next >= ring.tail && next <= ring.cursor) {
                events.add("frame " + next++);
                frames++;
            }
            return frames;
        }
    }

    /** With resync to the oldest frame, every gap and every frame can be foretold. */
    @Test
    void shouldKeepToTheModelWithOldest() {
        System.out.println("ConservationPropertyContract seed " + SEED);
        Random random = new Random(SEED);
        for (int run = 0; run < 60; run++) {
            int asked = 1 + random.nextInt(40);
            StreamConfig config = frames(asked);
            Source source = source(config);
            SlotModel ring = new SlotModel(config.effectiveCapacityFrames());
            List<ReaderModel> readers = new ArrayList<>();
            String where = "run " + run + " with " + asked + " frames";
            for (int step = 0; step < 300; step++) {
                modelStep(random, source, ring, readers);
                assertEquals(ring.cursor, source.handle().cursor(), where);
                assertEquals(ring.tail, source.handle().tail(), where);
            }
            source.handle().close();
            for (ReaderModel model : readers) {
                boolean closed =
                        model.reader.subscription().endReason().orElseThrow() instanceof EndReason.ClosedBySubscriber;
                if (!closed) {
                    model.poll(ring, Integer.MAX_VALUE);
                    assertEquals(Subscription.ENDED, model.reader.drain(), where);
                }
                assertEquals(model.events, model.reader.events(), where);
            }
        }
    }

    private void modelStep(Random random, Source source, SlotModel ring, List<ReaderModel> readers) {
        int action = random.nextInt(10);
        if (action < 4) {
            for (int burst = 1 + random.nextInt(12); burst > 0; burst--) {
                ring.published();
                source.length(random.nextInt(120)).audio();
            }
        } else if (action == 4) {
            ring.claimed();
            source.handle().claim(AUDIO, random.nextInt(200)).abort();
        } else if (action == 5 && readers.size() < 6) {
            boolean oldest = random.nextBoolean();
            Reader reader = reader(source, resync(Resync.OLDEST).startAt(oldest ? StartAt.OLDEST : StartAt.LIVE));
            readers.add(new ReaderModel(reader, oldest ? Math.min(ring.tail, ring.cursor + 1) : ring.cursor + 1));
        } else if (!readers.isEmpty()) {
            ReaderModel model = readers.get(random.nextInt(readers.size()));
            if (model.reader.subscription().isEnded()) {
                assertEquals(Subscription.ENDED, model.reader.poll(1));
            } else if (random.nextInt(60) == 0) {
                model.reader.subscription().close();
            } else {
                int limit = 1 + random.nextInt(20);
                int expected = model.poll(ring, limit);
                int delivered = action % 2 == 0 ? model.reader.poll(limit) : model.reader.pollInPlace(limit);
                assertEquals(expected, delivered);
                BooksCheck.check(model.reader.subscription(), model.reader.seen());
            }
        }
    }

    /** With resync to a sync point: order, books, bytes, and nothing that cannot be decoded. */
    @Test
    void shouldKeepTheBooksWithSyncPoint() {
        Random random = new Random(SEED + 1);
        for (int run = 0; run < 60; run++) {
            StreamConfig config = StreamConfig.builder()
                    .capacityFrames(2L << random.nextInt(6))
                    .capacityBytes(512L << random.nextInt(4))
                    .build();
            Source source = source(config);
            List<Reader> readers = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                randomStep(random, source, readers);
            }
            source.oneByOne().key().delta();
            source.handle().close();
            for (Reader reader : readers) {
                assertEquals(Subscription.ENDED, reader.drain());
                BooksCheck.check(reader.subscription(), reader.seen());
            }
        }
    }

    private void randomStep(Random random, Source source, List<Reader> readers) {
        int longest = source.handle().config().effectiveCapacityBytes();
        source.length(random.nextInt(10) == 0 ? random.nextInt(longest + 1) : random.nextInt(100));
        switch (random.nextInt(18)) {
            case 0 -> source.key();
            case 1 -> source.key(2).send(rest(2));
            case 2, 3, 4 -> source.delta();
            case 5, 6 -> source.delta(2);
            case 7 -> source.audio();
            case 8 -> source.length(16).videoConfig(); // no two that say the same
            case 9 ->
                source.oneByOne()
                        .handle()
                        .claim(AUDIO, random.nextInt(longest + 1))
                        .abort();
            case 10 -> join(random, source, readers);
            case 11 ->
                source.send(Source.video(0, FrameKind.DELTA).temporalLayer(2).flags(FrameFlags.DISCARDABLE));
            case 12 -> source.together();
            case 13 -> source.oneByOne();
            default -> read(random, readers);
        }
    }

    private static MediaFrame.Builder rest(int trackId) {
        return Source.video(trackId, FrameKind.KEY).flags(FrameFlags.CONTINUATION);
    }

    private void join(Random random, Source source, List<Reader> readers) {
        if (readers.size() >= 6) {
            return;
        }
        SubscribeOptions.Builder options = startAt(STARTS.get(random.nextInt(STARTS.size())));
        if (random.nextInt(3) == 0) {
            options.tracks(0, 1);
        }
        if (random.nextInt(3) == 0) {
            options.dropDiscardable();
        }
        if (random.nextInt(3) == 0) {
            options.maxTemporalLayer(1);
        }
        readers.add(reader(source, options));
    }

    private static void read(Random random, List<Reader> readers) {
        if (readers.isEmpty() || random.nextInt(3) == 0) {
            return;
        }
        Reader reader = readers.get(random.nextInt(readers.size()));
        int limit = 1 + random.nextInt(10);
        int delivered = random.nextBoolean() ? reader.poll(limit) : reader.pollInPlace(limit);
        assertTrue(delivered <= limit);
        BooksCheck.check(reader.subscription(), reader.seen());
        if (random.nextInt(100) == 0) {
            reader.subscription().close();
        }
    }
}
