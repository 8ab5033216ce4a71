package io.framebus.bench.media;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mp4parser.boxes.iso14496.part12.MovieBox;
import org.mp4parser.boxes.iso14496.part12.MovieExtendsBox;
import org.mp4parser.boxes.iso14496.part12.MovieFragmentBox;
import org.mp4parser.boxes.iso14496.part12.SampleFlags;
import org.mp4parser.boxes.iso14496.part12.TrackExtendsBox;
import org.mp4parser.boxes.iso14496.part12.TrackFragmentBaseMediaDecodeTimeBox;
import org.mp4parser.boxes.iso14496.part12.TrackFragmentBox;
import org.mp4parser.boxes.iso14496.part12.TrackFragmentHeaderBox;
import org.mp4parser.boxes.iso14496.part12.TrackRunBox;

/** The movie fragments of a file (ISO/IEC 14496-12, 8.8): adds the samples of each moof box to the tracks. */
final class Mp4Fragments {
    private final Map<Long, Mp4Track> tracks = new HashMap<>();
    private final Map<Long, Defaults> defaults = new HashMap<>();
    private final long fileSize;

    /** What samples of a track have unless a fragment or run says otherwise. */
    private record Defaults(long duration, long size, boolean sync) {}

    Mp4Fragments(MovieBox moov, Iterable<Mp4Track> tracks, long fileSize) {
        this.fileSize = fileSize;
        for (Mp4Track track : tracks) {
            this.tracks.put(track.fileId(), track);
            defaults.put(track.fileId(), new Defaults(0, 0, true));
        }
        MovieExtendsBox mvex = Mp4Boxes.first(moov, MovieExtendsBox.class);
        if (mvex == null) {
            return;
        }
        for (TrackExtendsBox trex : mvex.getBoxes(TrackExtendsBox.class)) {
            defaults.replace(
                    trex.getTrackId(),
                    new Defaults(
                            trex.getDefaultSampleDuration(),
                            trex.getDefaultSampleSize(),
                            isSync(trex.getDefaultSampleFlags())));
        }
    }

    /** Adds the samples of a moof box that starts at {@code moofAt} in the file. */
    void add(MovieFragmentBox moof, long moofAt) {
        long dataAt = moofAt;
        for (TrackFragmentBox traf : moof.getBoxes(TrackFragmentBox.class)) {
            dataAt = addTrack(traf, moofAt, dataAt);
        }
    }

    /** Adds the samples of a traf box; where its data ends. */
    private long addTrack(TrackFragmentBox traf, long moofAt, long previousEnd) {
        TrackFragmentHeaderBox tfhd = Mp4Boxes.require(traf.getTrackFragmentHeaderBox(), "tfhd");
        long fileId = tfhd.getTrackId();
        Mp4Track track = tracks.get(fileId);
        Defaults before = defaults.get(fileId);
        if (track == null || before == null) {
            return previousEnd;
        }
        long base =
                tfhd.hasBaseDataOffset() ? tfhd.getBaseDataOffset() : tfhd.isDefaultBaseIsMoof() ? moofAt : previousEnd;
        Defaults here = new Defaults(
                tfhd.hasDefaultSampleDuration() ? tfhd.getDefaultSampleDuration() : before.duration(),
                tfhd.hasDefaultSampleSize() ? tfhd.getDefaultSampleSize() : before.size(),
                tfhd.hasDefaultSampleFlags() ? isSync(tfhd.getDefaultSampleFlags()) : before.sync());
        seek(track, Mp4Boxes.first(traf, TrackFragmentBaseMediaDecodeTimeBox.class));
        long end = base;
        for (Mp4TrackRun trun : traf.getBoxes(Mp4TrackRun.class)) {
            end = addRun(trun, track, here, base, end);
        }
        return end;
    }

    private static void seek(Mp4Track track, @Nullable TrackFragmentBaseMediaDecodeTimeBox tfdt) {
        if (tfdt == null) {
            return;
        }
        long ticks = tfdt.getBaseMediaDecodeTime();
        if (ticks > MediaLimits.MAX_TIME_US) {
            throw new MalformedMedia(
                    "a fragment of track " + track.fileId() + " starts at a time out of range: " + ticks + " ticks");
        }
        track.seek(ticks);
    }

    /** Adds the samples of a trun box; where its data ends. */
    private long addRun(Mp4TrackRun trun, Mp4Track track, Defaults defaults, long base, long previousEnd) {
        long at = trun.isDataOffsetPresent() ? base + trun.signedDataOffset() : previousEnd;
        boolean hasDuration = trun.isSampleDurationPresent();
        boolean hasSize = trun.isSampleSizePresent();
        boolean hasFlags = trun.isSampleFlagsPresent();
        boolean isFirstWithFlags = trun.isFirstSampleFlagsPresent();
        for (TrackRunBox.Entry sample : trun.getEntries()) {
            long duration = hasDuration ? sample.getSampleDuration() : defaults.duration();
            long size = hasSize ? sample.getSampleSize() : defaults.size();
            boolean sync = isFirstWithFlags
                    ? isSync(trun.getFirstSampleFlags())
                    : hasFlags ? isSync(sample.getSampleFlags()) : defaults.sync();
            isFirstWithFlags = false;
            Mp4SampleTable.checkInFile(track.fileId(), track.units().count(), at, size, fileSize);
            track.add(at, (int) size, duration, (int) sample.getSampleCompositionTimeOffset(), sync);
            at += size;
        }
        return at;
    }

    /** Whether decoding can start at a sample with these flags. */
    private static boolean isSync(SampleFlags flags) {
        return !flags.isSampleIsDifferenceSample();
    }
}
