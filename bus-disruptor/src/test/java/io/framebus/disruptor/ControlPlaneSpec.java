package io.framebus.disruptor;

import java.util.Arrays;

/**
 * What {@link ControlPlane} has to be like: one thread's plain account of a key, its stream, its publisher and its subscribers.
 * Each method is one step; whatever the engine does from several threads must look like some order of these steps.
 */
public class ControlPlaneSpec {
    static final long TICK_NS = 11;
    static final long GRACE_NS = 10;
    static final long IDLE_NS = 20;
    static final int SLOTS = 2;

    private static final String LIVE = "live";

    private final String[] subscribers = new String[SLOTS];
    private boolean started;
    private boolean publishing;
    private long sinceNs;
    private long nowNs;

    public String start() {
        if (started && publishing) {
            return "already publishing";
        }
        if (started && nowNs - sinceNs > GRACE_NS) {
            end("StreamEnded");
        }
        started = true;
        publishing = true;
        sinceNs = nowNs;
        return "started";
    }

    public void endPublish() {
        if (started && publishing) {
            publishing = false;
            sinceNs = nowNs;
        }
    }

    public void closeStream() {
        end("StreamEnded");
    }

    public int reapIdle() {
        return started && publishing && nowNs - sinceNs > IDLE_NS ? end("IdleReaped") : 0;
    }

    public int endAbandoned() {
        return started && !publishing && nowNs - sinceNs > GRACE_NS ? end("StreamEnded") : 0;
    }

    private int end(String reason) {
        if (!started) {
            return 0;
        }
        started = false;
        publishing = false;
        Arrays.setAll(subscribers, i -> LIVE.equals(subscribers[i]) ? reason : subscribers[i]);
        return 1;
    }

    public void tick() {
        nowNs += TICK_NS;
    }

    public boolean isFound() {
        return started;
    }

    public String subscribe(int slot) {
        if (!started) {
            return "no stream";
        }
        if (subscribers[slot] != null) {
            return "taken";
        }
        subscribers[slot] = LIVE;
        return "joined";
    }

    public String close(int slot) {
        return leave(slot, "ClosedBySubscriber");
    }

    public String evict(int slot) {
        return leave(slot, "Evicted");
    }

    private String leave(int slot, String reason) {
        if (subscribers[slot] == null) {
            return "nobody";
        }
        if (subscribers[slot].equals(LIVE)) {
            subscribers[slot] = reason;
        }
        return subscribers[slot];
    }

    public int poll(int slot) {
        return LIVE.equals(subscribers[slot]) || subscribers[slot] == null ? 0 : -1;
    }
}
