package io.framebus.bench.rig;

/** Which frames are due when. Frames are numbered from 0; times are nanoseconds from the start. A pure function. */
public interface Timetable {
    /** When a frame is due; never before the one before it. */
    long dueNs(long frame);

    /** Whether a decoder can start at a frame. */
    boolean isKey(long frame);

    /** Payload bytes of a frame, at least {@link Sender#MIN_PAYLOAD_BYTES}. */
    int bytes(long frame);

    /** How many frames are due before {@code elapsedNs}. */
    long framesDue(long elapsedNs);
}
