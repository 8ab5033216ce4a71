package io.framebus.bench.load;

/** Streams by the time at which their next frame is due: a binary heap over two arrays. Allocates nothing once made. */
final class DueHeap {
    private final int[] streams;
    private final long[] dueNs;
    private int size;

    DueHeap(int capacity) {
        streams = new int[capacity];
        dueNs = new long[capacity];
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(int stream, long due) {
        streams[size] = stream;
        dueNs[size] = due;
        size++;
        siftUp(size - 1);
    }

    /** The stream that is due first. */
    int stream() {
        return streams[0];
    }

    /** When it is due. */
    long dueNs() {
        return dueNs[0];
    }

    /** The stream that was due first is due again later. */
    void reschedule(long due) {
        dueNs[0] = due;
        siftDown();
    }

    /** The stream that was due first is done. */
    void remove() {
        size--;
        streams[0] = streams[size];
        dueNs[0] = dueNs[size];
        siftDown();
    }

    private void siftUp(int from) {
        int at = from;
        while (at > 0 && dueNs[(at - 1) / 2] > dueNs[at]) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void siftDown() {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && dueNs[child + 1] < dueNs[child]) {
                child++;
            }
            if (dueNs[at] <= dueNs[child]) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        int stream = streams[a];
        streams[a] = streams[b];
        streams[b] = stream;
        long due = dueNs[a];
        dueNs[a] = dueNs[b];
        dueNs[b] = due;
    }
}
