package io.framebus.disruptor;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Parts of states that are too dear to be made for each state. jcstress makes a state on the thread that has just run the arbiter
 * of another, so each thread has its own and nothing is added to what the actors see of each other.
 */
final class Pool<T> {
    private final Supplier<T> maker;
    private final ThreadLocal<ArrayDeque<T>> idle = ThreadLocal.withInitial(ArrayDeque::new);

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        T pooled = idle.get().poll();
        return pooled != null ? pooled : maker.get();
    }

    void giveBack(T part) {
        idle.get().push(part);
    }
}
