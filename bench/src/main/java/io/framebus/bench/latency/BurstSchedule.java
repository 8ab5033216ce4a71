package io.framebus.bench.latency;

import io.framebus.bench.rig.Timetable;

/**
 * When frames are due: slots at equal distances with one frame each, but for every {@code keyEvery}th, which begins a group with
 * a key frame of {@code keyPackets} packets that are all due at once, as an encoder hands them over. A packet is a frame of the
 * bus. Frames are numbered from 0, which begins a key frame; times count from the start of the schedule.
 *
 * @param payloadBytes bytes of each frame
 * @param framesPerSecond frames in the mean, all packets of key frames counted
 * @param keyEvery slots from one key frame to the next
 * @param keyPackets packets of a key frame
 */
record BurstSchedule(int payloadBytes, double framesPerSecond, int keyEvery, int keyPackets) implements Timetable {
    static final double MAX_FRAMES_PER_SECOND = 10_000_000;
    static final int MAX_KEY_EVERY = 1_000_000;
    static final int MAX_KEY_PACKETS = 10_000;

    BurstSchedule {
        require(
                framesPerSecond > 0 && framesPerSecond <= MAX_FRAMES_PER_SECOND,
                "rate must be more than 0 and at most 10000000 frames/s, is " + framesPerSecond);
        require(
                keyEvery >= 1 && keyEvery <= MAX_KEY_EVERY,
                "key-every must be between 1 and " + MAX_KEY_EVERY + ", is " + keyEvery);
        require(
                keyPackets >= 1 && keyPackets <= MAX_KEY_PACKETS,
                "key-packets must be between 1 and " + MAX_KEY_PACKETS + ", is " + keyPackets);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The same groups at another rate. */
    BurstSchedule at(double otherFramesPerSecond) {
        return new BurstSchedule(payloadBytes, otherFramesPerSecond, keyEvery, keyPackets);
    }

    private int framesPerGroup() {
        return keyPackets + keyEvery - 1;
    }

    /** Distance of two slots. */
    double slotNs() {
        return 1e9 * framesPerGroup() / keyEvery / framesPerSecond;
    }

    @Override
    public long dueNs(long frame) {
        return slotDueNs(slot(frame));
    }

    private long slot(long frame) {
        long group = frame / framesPerGroup();
        long inGroup = frame % framesPerGroup();
        return group * keyEvery + Math.max(0, inGroup - keyPackets + 1);
    }

    private long slotDueNs(long slot) {
        return (long) (slot * slotNs());
    }

    /** True for the first packet of a key frame. */
    @Override
    public boolean isKey(long frame) {
        return frame % framesPerGroup() == 0;
    }

    @Override
    public int bytes(long frame) {
        return payloadBytes;
    }

    @Override
    public long framesDue(long elapsedNs) {
        long slots = Math.max(0, (long) (elapsedNs / slotNs()));
        while (slotDueNs(slots) < elapsedNs) {
            slots++;
        }
        while (slots > 0 && slotDueNs(slots - 1) >= elapsedNs) {
            slots--;
        }
        long inGroup = slots % keyEvery;
        return slots / keyEvery * framesPerGroup() + (inGroup == 0 ? 0 : keyPackets + inGroup - 1);
    }
}
