package io.framebus.disruptor;

import io.framebus.FrameHandler;
import java.nio.ByteBuffer;

/**
 * A subscription's way through the copies that its thread's subscriptions share. What is not among them, and cannot be, is left
 * to the subscription's {@link FrameReader}. Polling thread only.
 */
final class SharedReader {
    private final FrameReader reader;
    private final FrameSelector selector;
    private final Books books;
    private final TotalsTrail totals;
    private final DeliveredView view;
    private final FrameRing ring;
    private final ByteBuffer arena;

    SharedReader(FrameReader reader, FrameSelector selector, DeliveredView view, FrameRing ring, ByteBuffer arena) {
        this.reader = reader;
        this.selector = selector;
        this.books = selector.books();
        this.totals = selector.totals();
        this.view = view;
        this.ring = ring;
        this.arena = arena;
    }

    /** Hands over up to {@code limit} of the frames up to {@code available}; {@code scratch} is for what is not shared. */
    int drain(FrameHandler handler, int limit, long available, SharedCopies copies, Scratch scratch) {
        int handed = 0;
        while (true) {
            long next = books.next();
            int index = selector.carefree == null
                    ? copies.indexOf(ring, next) // who may not want the frames does not have them copied
                    : copies.fetch(ring, arena, next, Math.min(available, next + (limit - handed - 1)));
            int more;
            if (index == SharedCopies.NONE) {
                view.payloadsIn(scratch.memory(), scratch.view(), false);
                more = reader.stepByCopy(handler, handed, scratch);
            } else {
                view.payloadsIn(copies.memory(), copies.view(), false);
                more = hand(handler, handed, limit, copies, index);
            }
            if (more == FrameReader.STUCK) {
                break;
            }
            handed += more;
            if (handed >= limit || books.next() > available || selector.isStopped()) {
                break;
            }
        }
        selector.tellOpenGap(handler);
        return handed;
    }

    private int hand(FrameHandler handler, int handed, int limit, SharedCopies copies, int index) {
        int run = run(handler, handed, limit, copies, index);
        return run > 0 ? run : step(handler, handed, copies.at(index));
    }

    /** Hands over carefree frames from {@code index} on as long as there are any. Returns how many. */
    @SuppressWarnings("ReferenceEquality") // a set is changed by making another
    private int run(FrameHandler handler, int handed, int limit, SharedCopies copies, int index) {
        DeliveredView view = this.view;
        FrameSelector selector = this.selector;
        ConfigSet carefree = selector.carefree;
        int end = Math.min(copies.count(), index + limit - handed);
        long toSequence = books.next() - index;
        int i = index;
        while (i < end && !selector.isStopped()) {
            FrameCopy copy = copies.at(i);
            if (copy.configs != carefree) {
                break;
            }
            view.copied(toSequence + i, copy);
            totals.pass(copy.packed, copy.length);
            i++;
            books.deliver(toSequence + i);
            reader.callHandler(handler, view, handed + i - index - 1);
        }
        return i - index;
    }

    /** One frame of any kind: 1 if it was handed over, 0 if it was passed over. */
    private int step(FrameHandler handler, int handed, FrameCopy copy) {
        long sequence = books.next();
        if (!selector.admits(sequence, copy.configs, copy.packed, copy.length, handler)) {
            return 0;
        }
        view.copied(sequence, copy);
        selector.handOver(sequence, copy.configs, copy.packed, copy.length);
        reader.callHandler(handler, view, handed);
        return 1;
    }
}
