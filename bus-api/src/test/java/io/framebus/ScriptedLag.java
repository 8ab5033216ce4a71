package io.framebus;

/** A lag that is whatever the test says. Joined at a reading of the clock that is far below zero. */
final class ScriptedLag implements LagView {
    private static final long JOINED_NS = -5_000_000_000_777L;

    long dropped;
    long lagFrames;
    long behindLiveNs;
    long stalledNs;
    private long nowNs = JOINED_NS;

    void advance(long ns) {
        nowNs += ns;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public long lagFrames() {
        return lagFrames;
    }

    @Override
    public long behindLiveNs() {
        return behindLiveNs;
    }

    @Override
    public long stalledNs() {
        return stalledNs;
    }

    @Override
    public long sinceJoinNs() {
        return nowNs - JOINED_NS;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }
}
