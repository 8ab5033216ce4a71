package io.framebus.bench.overload;

import io.framebus.bench.rig.Timetable;

/** A rhythm at an even pace. */
record FlatTimetable(Rhythm rhythm, double framesPerSecond) implements Timetable {
    FlatTimetable {
        if (!(framesPerSecond > 0 && framesPerSecond <= 1e9)) {
            throw new IllegalArgumentException(
                    "rate must be more than 0 and at most 1000000000 frames/s, is " + framesPerSecond);
        }
    }

    @Override
    public long dueNs(long frame) {
        return (long) (frame * (1e9 / framesPerSecond));
    }

    @Override
    public boolean isKey(long frame) {
        return rhythm.isKey(frame);
    }

    @Override
    public int bytes(long frame) {
        return rhythm.bytes(frame);
    }

    @Override
    public long framesDue(long elapsedNs) {
        long frames = Math.max(0, (long) (elapsedNs / 1e9 * framesPerSecond));
        while (dueNs(frames) < elapsedNs) {
            frames++;
        }
        while (frames > 0 && dueNs(frames - 1) >= elapsedNs) {
            frames--;
        }
        return frames;
    }
}
