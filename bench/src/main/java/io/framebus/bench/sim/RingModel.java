package io.framebus.bench.sim;

/**
 * Which frames a ring of given capacities retains after each publish: the engine's rules for slots and arena, over a whole
 * timeline. Immutable, and shared by all threads.
 */
public final class RingModel {
    private final int[] retained;
    private final long shortestStayNs;
    private final int fewest;

    /**
     * @param capacityFrames effective: a power of two
     * @param capacityBytes effective: a power of two, no less than the largest frame
     */
    public RingModel(Timeline timeline, int capacityFrames, int capacityBytes) {
        int count = Math.toIntExact(timeline.lastSequence() + 1);
        retained = new int[count];
        Writer head = new Writer(capacityBytes);
        Writer rear = new Writer(capacityBytes);
        long tail = 0;
        rear.place(timeline.size(0));
        long shortestNs = Long.MAX_VALUE;
        int least = Integer.MAX_VALUE;
        for (int sequence = 0; sequence < count; sequence++) {
            int length = timeline.size(sequence);
            head.place(length);
            long firstPositionKept = head.position + length - capacityBytes;
            while (tail < sequence && (tail <= sequence - capacityFrames || rear.position < firstPositionKept)) {
                if (tail >= timeline.configurations()) {
                    shortestNs = Math.min(shortestNs, timeline.dueNs(sequence) - timeline.dueNs(tail));
                }
                tail++;
                rear.place(timeline.size(tail));
            }
            retained[sequence] = (int) (sequence + 1 - tail);
            least = tail > 0 ? Math.min(least, retained[sequence]) : least;
        }
        shortestStayNs = shortestNs;
        fewest = least == Integer.MAX_VALUE ? count : least;
    }

    /** The oldest sequence retained once {@code cursor} is published. */
    long tail(long cursor) {
        return cursor < 0 ? 0 : cursor + 1 - retained[(int) cursor];
    }

    /** The least time any frame could be read, from when it was due; {@link Long#MAX_VALUE} if none was ever retired. */
    public long shortestStayNs() {
        return shortestStayNs;
    }

    /** The fewest frames that the ring held once it was full. */
    public int fewestFrames() {
        return fewest;
    }

    /** Positions in the arena, payload after payload, each in one piece. */
    private static final class Writer {
        private final int capacityBytes;
        private long position;
        private long end;

        Writer(int capacityBytes) {
            this.capacityBytes = capacityBytes;
        }

        void place(int length) {
            int room = capacityBytes - ((int) end & (capacityBytes - 1));
            position = length <= room ? end : end + room;
            end = position + length;
        }
    }
}
