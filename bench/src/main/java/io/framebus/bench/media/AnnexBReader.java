package io.framebus.bench.media;

import io.framebus.Codec;
import io.framebus.FrameFlags;
import io.framebus.FrameKind;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads an H.264 byte stream (ITU-T H.264, Annex B): NAL units behind start codes. Access units are told apart by what may
 * only come before the next picture (delimiter, parameter sets, SEI) and by slices that begin a picture
 * (first_mb_in_slice is 0), so streams with arbitrary slice order are split too often.
 *
 * <p>The format has no times. Units are spaced evenly: by the rate that is asked for, else by the timing in the sequence
 * parameter set, else at {@value #DEFAULT_FRAMES_PER_SECOND} per second. All are presented when decoded: the order in which
 * B pictures are shown is not worked out.
 */
final class AnnexBReader {
    static final double DEFAULT_FRAMES_PER_SECOND = 25;

    /** There is no clock in the format; this is the one H.264 is usually carried with. */
    private static final int CLOCK_HZ = 90_000;

    private static final int IDR_SLICE = 5;
    private static final int SEQUENCE_PARAMETER_SET = 7;
    private static final int PICTURE_PARAMETER_SET = 8;

    private final MediaFile file;
    private final UnitIndex units = new UnitIndex();
    private long unitAt = -1;
    private boolean hasPicture;
    private boolean isKey;
    private boolean isReference;
    private long sequenceSetAt = -1;
    private long parameterSetsEnd = -1;

    private AnnexBReader(MediaFile file) {
        this.file = file;
    }

    /** A {@code framesPerSecond} of 0 leaves the rate to the stream. */
    static MediaSource read(MediaFile file, double framesPerSecond) {
        return new AnnexBReader(file).source(framesPerSecond);
    }

    private MediaSource source(double askedFramesPerSecond) {
        NalScanner.scan(file, this::nal);
        endUnit(file.size());
        if (units.count() == 0) {
            throw new MalformedMedia("has start codes but no H.264 picture");
        }
        if (parameterSetsEnd < 0) {
            throw new MalformedMedia("has no sequence parameter set before its first H.264 picture");
        }
        int configurationBytes = (int) Math.min(MediaLimits.MAX_CONFIGURATION_BYTES, parameterSetsEnd - sequenceSetAt);
        ByteBuffer configuration = file.readUpTo(sequenceSetAt, configurationBytes);
        H264ParameterSet parameters = H264ParameterSet.read(configuration.duplicate());
        units.spaceEvenly(
                askedFramesPerSecond > 0
                        ? askedFramesPerSecond
                        : parameters.framesPerSecond().orElse(DEFAULT_FRAMES_PER_SECOND));
        MediaTrack track =
                MediaTrack.video(Codec.H264, CLOCK_HZ, configuration, parameters.width(), parameters.height());
        return new IndexedSource(MediaOrigin.named(file.name()), List.of(track), units, file);
    }

    /** Takes the next NAL unit, whose start code is at {@code at}. */
    private void nal(long at, int header, int firstByte) {
        int type = header & 0x1F;
        boolean isSlice = type == 1 || type == 2 || type == IDR_SLICE;
        boolean beginsPicture = isSlice && (firstByte & 0x80) != 0; // first_mb_in_slice is 0: a single bit
        boolean beforePicture = (type >= 6 && type <= 9) || (type >= 14 && type <= 18);
        if (hasPicture && (beginsPicture || beforePicture)) {
            endUnit(at);
        }
        if (unitAt < 0) {
            unitAt = at;
        }
        if (isSlice) {
            hasPicture = true;
            isKey |= type == IDR_SLICE;
            isReference |= (header & 0x60) != 0;
        }
        noteParameterSets(at, type);
    }

    /** The configuration is the first sequence parameter set and the parameter sets right behind it. */
    private void noteParameterSets(long at, int type) {
        if (sequenceSetAt < 0 && units.count() == 0 && !hasPicture && type == SEQUENCE_PARAMETER_SET) {
            sequenceSetAt = at;
        } else if (sequenceSetAt >= 0 && parameterSetsEnd < 0) {
            boolean isParameterSet = type == SEQUENCE_PARAMETER_SET || type == PICTURE_PARAMETER_SET;
            parameterSetsEnd = isParameterSet ? -1 : at;
        }
    }

    private void endUnit(long end) {
        if (hasPicture) {
            // Sizes above the limit are refused by the index; here they only must not wrap around.
            int size = (int) Math.min(Integer.MAX_VALUE, end - unitAt);
            units.add(0, 0, 0, UnitIndex.UNKNOWN, unitAt, size, isKey ? FrameKind.KEY : FrameKind.DELTA);
            units.describe(units.count() - 1, isReference ? 0 : FrameFlags.DISCARDABLE, 0);
        }
        unitAt = -1;
        hasPicture = false;
        isKey = false;
        isReference = false;
    }
}
