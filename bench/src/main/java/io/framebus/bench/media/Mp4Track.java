package io.framebus.bench.media;

import io.framebus.Codec;
import io.framebus.FrameKind;
import org.jspecify.annotations.Nullable;
import org.mp4parser.boxes.iso14496.part12.EditBox;
import org.mp4parser.boxes.iso14496.part12.EditListBox;
import org.mp4parser.boxes.iso14496.part12.MediaBox;
import org.mp4parser.boxes.iso14496.part12.MediaInformationBox;
import org.mp4parser.boxes.iso14496.part12.SampleDescriptionBox;
import org.mp4parser.boxes.iso14496.part12.SampleTableBox;
import org.mp4parser.boxes.iso14496.part12.TrackBox;

/**
 * One track of an MP4 file while its samples are collected: first those of the moov box, then those of the fragments. Times
 * are ticks of the track's clock until {@link #finish}.
 *
 * <p>Of an edit list the leading empty edits (they delay the track) and the start of the first real edit (media before it is
 * for decoding only) are applied, which moves all times of the track alike. Units outside of the edits are kept, and later
 * edits, which cut and repeat, are not followed: a bus carries what was coded.
 */
final class Mp4Track {
    private final long fileId;
    private final MediaTrack description;
    private final long editTicks;
    private final UnitIndex units;
    private long nextTicks;
    private long lastDurationTicks;
    private int lowestComposition;

    private Mp4Track(long fileId, MediaTrack description, long editTicks, UnitBudget budget) {
        this.fileId = fileId;
        this.description = description;
        this.editTicks = editTicks;
        this.units = new UnitIndex(budget);
    }

    /** The track of a trak box with the samples of its tables, or null if it is neither video nor audio we know. */
    static @Nullable Mp4Track read(TrackBox trak, long movieTimescale, long fileSize, UnitBudget budget) {
        long fileId = Mp4Boxes.require(trak.getTrackHeaderBox(), "tkhd").getTrackId();
        MediaBox mdia = Mp4Boxes.require(trak.getMediaBox(), "mdia");
        String handler = Mp4Boxes.require(mdia.getHandlerBox(), "hdlr").getHandlerType();
        boolean isVideo = handler.equals("vide");
        if (!isVideo && !handler.equals("soun")) {
            return null;
        }
        long timescale = Mp4Boxes.require(mdia.getMediaHeaderBox(), "mdhd").getTimescale();
        if (timescale == 0) {
            throw new MalformedMedia("track " + fileId + " has a timescale of 0");
        }
        MediaInformationBox minf = Mp4Boxes.require(mdia.getMediaInformationBox(), "minf");
        SampleTableBox stbl = Mp4Boxes.require(minf.getSampleTableBox(), "stbl");
        SampleDescriptionBox stsd = Mp4Boxes.require(stbl.getSampleDescriptionBox(), "stsd");
        MediaTrack description = Mp4SampleEntry.read(stsd, isVideo, timescale);
        if (description == null) {
            return null;
        }
        Mp4Track track = new Mp4Track(fileId, description, editTicks(trak, timescale, movieTimescale), budget);
        Mp4SampleTable.read(stbl, track, fileSize);
        return track;
    }

    /** How far the edit list moves all times. */
    private static long editTicks(TrackBox trak, long timescale, long movieTimescale) {
        EditBox edts = Mp4Boxes.first(trak, EditBox.class);
        EditListBox elst = edts == null ? null : Mp4Boxes.first(edts, EditListBox.class);
        if (elst == null) {
            return 0;
        }
        long delay = 0;
        for (EditListBox.Entry edit : elst.getEntries()) {
            if (edit.getMediaTime() >= 0) {
                return inRange(delay - inRange(edit.getMediaTime()));
            }
            delay = inRange(delay + Math.round((double) edit.getSegmentDuration() * timescale / movieTimescale));
        }
        return delay;
    }

    private static long inRange(long ticks) {
        if (Math.abs(ticks) > MediaLimits.MAX_TIME_US) {
            throw new MalformedMedia("an edit list has a time out of range: " + ticks + " ticks");
        }
        return ticks;
    }

    long fileId() {
        return fileId;
    }

    MediaTrack description() {
        return description;
    }

    boolean isVideo() {
        return description.isVideo();
    }

    boolean hasNals() {
        return description.codec() == Codec.H264 || description.codec() == Codec.H265;
    }

    UnitIndex units() {
        return units;
    }

    /** Where the next sample is decoded, unless a fragment says otherwise. */
    void seek(long ticks) {
        nextTicks = ticks;
    }

    /** Appends a sample, decoded when the one before it ends. */
    void add(long at, int bytes, long durationTicks, int compositionTicks, boolean sync) {
        // A fragment may start a rounding error before the one before it ends; decoding never goes back.
        long dts = units.count() == 0 ? nextTicks : Math.max(nextTicks, units.dtsUs(units.count() - 1));
        FrameKind kind = !isVideo() ? FrameKind.AUDIO : sync ? FrameKind.KEY : FrameKind.DELTA;
        units.add(0, nextTicks + compositionTicks, dts, UnitIndex.UNKNOWN, at, bytes, kind);
        nextTicks += durationTicks;
        lastDurationTicks = durationTicks;
        lowestComposition = Math.min(lowestComposition, compositionTicks);
    }

    /**
     * Turns ticks into microseconds. Composition offsets below zero would have units presented before they are decoded; then
     * decoding is moved forward.
     */
    void finish() {
        units.ticksToUs(description.timescale(), editTicks, editTicks + lowestComposition, lastDurationTicks);
    }
}
