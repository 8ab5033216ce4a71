package io.framebus;

/**
 * Names one subscriber.
 *
 * @param key the stream it reads
 * @param id its id, unique within the bus
 * @param label its label
 */
public record SubscriberRef(StreamKey key, long id, String label) {
    /** {@code app/stream#id (label)}. */
    @Override
    public String toString() {
        return key + "#" + id + " (" + label + ')';
    }
}
