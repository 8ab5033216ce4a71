package io.framebus.bench.paired;

import io.framebus.bench.jmh.ArenaWalk;

/** {@link LiveDelivery} of nothing but the bytes: each payload is copied out for each subscriber. */
final class LiveCopies extends LiveDelivery {
    private final ArenaWalk[] walks;
    private final int[] places;
    private final int subscribersEach;

    LiveCopies(int streams, int subscribersEach) {
        super(streams, subscribersEach);
        this.subscribersEach = subscribersEach;
        walks = new ArenaWalk[streams];
        places = new int[streams];
        for (int i = 0; i < streams; i++) {
            walks[i] = new ArenaWalk(CAPACITY_BYTES, PAYLOAD_BYTES);
        }
    }

    @Override
    void publishToEach() {
        for (int i = 0; i < walks.length; i++) {
            places[i] = walks[i].copyIn(payload);
        }
    }

    @Override
    public int deliver() {
        int copied = 0;
        for (int i = 0; i < walks.length; i++) {
            for (int j = 0; j < subscribersEach; j++) {
                copied += walks[i].copyOut(places[i], PAYLOAD_BYTES);
            }
        }
        return copied / PAYLOAD_BYTES;
    }

    @Override
    public void close() {}
}
