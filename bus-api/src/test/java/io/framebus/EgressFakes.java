package io.framebus;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream and subscriptions without an engine: what an {@link EgressAgent} asks of them, and how often. */
final class EgressFakes {
    private EgressFakes() {}

    /** A stream of which only the activity is known, and who is to be told of it. */
    static final class Stream {
        final StreamKey key;
        final StreamHandle handle;
        final List<ActivityListener> listeners = new ArrayList<>();
        long activity;
        int activityReads;

        /** Whether it can tell. */
        boolean tells = true;

        private int readsLeft;
        private Runnable beforeRead = () -> {};

        Stream(String name) {
            key = StreamKey.of("test", name);
            handle = proxy(StreamHandle.class, (method, arguments) -> switch (method) {
                case "addActivityListener" -> tells && listeners.add((ActivityListener) arguments[0]);
                case "removeActivityListener" -> listeners.remove(arguments[0]);
                case "activity" -> {
                    activityReads++;
                    if (--readsLeft == 0) {
                        beforeRead.run();
                    }
                    yield activity;
                }
                default -> throw new UnsupportedOperationException(method);
            });
        }

        /** Something happens right before its activity is read for the {@code number}th time from now. */
        void beforeRead(int number, Runnable happens) {
            readsLeft = number;
            beforeRead = happens;
        }

        void tell() {
            List.copyOf(listeners).forEach(ActivityListener::onActivity);
        }
    }

    /** A subscription with frames of given lengths to read. */
    static final class Reader implements Subscription {
        static long ids;

        final long id = ids++;
        final Stream stream;
        final ArrayDeque<Integer> unread = new ArrayDeque<>();
        int polls;
        int inPlacePolls;
        Runnable whilePolled = () -> {};
        EndReason end;

        Reader(Stream stream) {
            this.stream = stream;
        }

        Reader publish(int frames, int bytes) {
            publishUntold(frames, bytes);
            stream.tell();
            return this;
        }

        /** As a publisher has that is about to tell. */
        void publishUntold(int frames, int bytes) {
            for (int i = 0; i < frames; i++) {
                unread.add(bytes);
            }
            stream.activity += frames;
        }

        void end(EndReason reason) {
            end = reason;
            stream.activity++;
            stream.tell();
        }

        @Override
        public int poll(FrameHandler handler, int limit) {
            polls++;
            whilePolled.run();
            if (unread.isEmpty() && end != null) {
                return ENDED;
            }
            int frames = 0;
            while (frames < limit && !unread.isEmpty()) {
                int length = unread.remove();
                frames++;
                handler.onFrame(proxy(DeliveredFrame.class, (method, none) -> length));
            }
            return frames;
        }

        @Override
        public int pollInPlace(FrameHandler handler, int limit) {
            inPlacePolls++;
            return poll(handler, limit);
        }

        @Override
        public long lag() {
            return unread.size();
        }

        @Override
        public boolean isEnded() {
            return end != null;
        }

        @Override
        public Optional<EndReason> endReason() {
            return Optional.ofNullable(end);
        }

        @Override
        public void close() {
            if (end == null) {
                unread.clear();
                end(new EndReason.ClosedBySubscriber());
            }
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public String label() {
            return "reader-" + id;
        }

        @Override
        public StreamKey key() {
            return stream.key;
        }

        @Override
        public StreamHandle stream() {
            return stream.handle;
        }

        @Override
        public int receive(FrameHandler handler, int limit, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EndReason drive(FrameSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long delivered() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long dropped() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long filtered() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SubscriptionStats stats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<LatencyRecording> latency() {
            throw new UnsupportedOperationException();
        }
    }

    /** Answers the methods that are asked for. */
    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is itself only
    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "activity", "addActivityListener", "removeActivityListener", "length" ->
                        answer.to(method.getName(), arguments);
                    case "fanOut" -> InvocationHandler.invokeDefault(self, method, arguments);
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> throw new UnsupportedOperationException(method.toString());
                }));
    }
}
