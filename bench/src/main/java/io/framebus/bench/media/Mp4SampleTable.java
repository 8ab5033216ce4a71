package io.framebus.bench.media;

import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mp4parser.boxes.iso14496.part12.CompositionTimeToSample;
import org.mp4parser.boxes.iso14496.part12.SampleSizeBox;
import org.mp4parser.boxes.iso14496.part12.SampleTableBox;
import org.mp4parser.boxes.iso14496.part12.SampleToChunkBox;
import org.mp4parser.boxes.iso14496.part12.SyncSampleBox;
import org.mp4parser.boxes.iso14496.part12.TimeToSampleBox;

/**
 * The sample tables of a track (ISO/IEC 14496-12, 8.6 and 8.7): which samples there are, where, when and which are sync
 * samples. mp4parser's tables are walked side by side; its own helpers expand them, by counts that nobody checked.
 */
final class Mp4SampleTable {
    private Mp4SampleTable() {}

    /** Adds the samples of {@code stbl} to {@code track}; none if the samples are in fragments. */
    static void read(SampleTableBox stbl, Mp4Track track, long fileSize) {
        SampleSizeBox stsz = stbl.getSampleSizeBox();
        if (stsz == null) {
            if (Mp4Boxes.bytes(stbl, "stz2") != null) {
                throw new MalformedMedia("box 'stz2' (compact sample sizes) is not supported");
            }
            return;
        }
        long samples = stsz.getSampleCount();
        if (samples == 0) {
            return;
        }
        long commonSize = stsz.getSampleSize();
        long[] sizes = stsz.getSampleSizes();
        Runs<?> durations = new Runs<>(
                "stts",
                Mp4Boxes.require(stbl.getTimeToSampleBox(), "stts").getEntries(),
                TimeToSampleBox.Entry::getCount,
                TimeToSampleBox.Entry::getDelta);
        CompositionTimeToSample ctts = stbl.getCompositionTimeToSample();
        @Nullable
        Runs<?> compositions = ctts == null
                ? null
                : new Runs<>(
                        "ctts",
                        ctts.getEntries(),
                        CompositionTimeToSample.Entry::getCount,
                        CompositionTimeToSample.Entry::getOffset);
        SyncSamples syncs = new SyncSamples(stbl.getSyncSampleBox());
        Chunks chunks = new Chunks(stbl);

        long at = 0;
        long leftInChunk = 0;
        for (int i = 0; i < samples; i++) {
            while (leftInChunk == 0) {
                leftInChunk = chunks.next();
                at = chunks.offset();
            }
            long size = commonSize == 0 ? sizes[i] : commonSize;
            checkInFile(track.fileId(), i, at, size, fileSize);
            long composition = compositions == null ? 0 : compositions.next();
            track.add(at, (int) size, durations.next(), (int) composition, syncs.next());
            at += size;
            leftInChunk--;
        }
    }

    static void checkInFile(long trackId, int sample, long at, long bytes, long fileSize) {
        if (at < 0 || at > fileSize || bytes > fileSize - at) {
            throw new MalformedMedia("sample " + sample + " of track " + trackId + " claims " + bytes + " bytes at "
                    + Long.toUnsignedString(at) + ", beyond the end of the file at " + fileSize);
        }
        if (bytes > MediaLimits.MAX_UNIT_BYTES) {
            throw new MalformedMedia("sample " + sample + " of track " + trackId + " claims " + bytes
                    + " bytes, more than the limit of " + MediaLimits.MAX_UNIT_BYTES);
        }
    }

    /** Entries that give a number of samples the same value. */
    private static final class Runs<E> {
        private final String name;
        private final Iterator<E> entries;
        private final ToLongFunction<E> counts;
        private final ToLongFunction<E> values;
        private long left;
        private long value;

        Runs(String name, List<E> entries, ToLongFunction<E> counts, ToLongFunction<E> values) {
            this.name = name;
            this.entries = entries.iterator();
            this.counts = counts;
            this.values = values;
        }

        long next() {
            while (left == 0) {
                if (!entries.hasNext()) {
                    throw new MalformedMedia("box '" + name + "' covers fewer samples than box 'stsz'");
                }
                E entry = entries.next();
                left = counts.applyAsLong(entry);
                value = values.applyAsLong(entry);
            }
            left--;
            return value;
        }
    }

    /** Numbers of the sync samples, rising; without the box, all samples are. */
    private static final class SyncSamples {
        private final long @Nullable [] numbers;
        private int entry;
        private int sample;

        SyncSamples(@Nullable SyncSampleBox stss) {
            this.numbers = stss == null ? null : stss.getSampleNumber();
        }

        boolean next() {
            sample++;
            if (numbers == null) {
                return true;
            }
            while (entry < numbers.length && numbers[entry] < sample) {
                entry++;
            }
            return entry < numbers.length && numbers[entry] == sample;
        }
    }

    /** Where chunks are and how many samples each has. */
    private static final class Chunks {
        private final Iterator<SampleToChunkBox.Entry> runs;
        private final long[] offsets;
        private SampleToChunkBox.@Nullable Entry run;
        private SampleToChunkBox.@Nullable Entry nextRun;
        private int chunk;

        Chunks(SampleTableBox stbl) {
            runs = Mp4Boxes.require(stbl.getSampleToChunkBox(), "stsc")
                    .getEntries()
                    .iterator();
            nextRun = runs.hasNext() ? runs.next() : null;
            offsets = Mp4Boxes.require(stbl.getChunkOffsetBox(), "co64").getChunkOffsets();
        }

        /** Moves to the next chunk; the number of its samples. */
        long next() {
            if (chunk == offsets.length) {
                throw new MalformedMedia("the chunks hold fewer samples than box 'stsz' has");
            }
            chunk++;
            while (nextRun != null && nextRun.getFirstChunk() <= chunk) {
                run = nextRun;
                nextRun = runs.hasNext() ? runs.next() : null;
            }
            long samples = run == null ? 0 : run.getSamplesPerChunk();
            if (samples > Integer.MAX_VALUE) {
                throw new MalformedMedia("box 'stsc' claims " + samples + " samples in a chunk");
            }
            return samples;
        }

        long offset() {
            return offsets[chunk - 1];
        }
    }
}
