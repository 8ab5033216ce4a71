package io.framebus.disruptor;

/** Lets publishers into a stream's {@link FrameWriter}. */
sealed interface PublisherGate permits PublisherGate.Exclusive, PublishLock {
    /**
     * Enters, and then looks at whether the publication is still open: see {@link Occupancy}.
     *
     * @throws IllegalStateException if the stream has one publisher and it is inside already
     */
    void enter();

    void exit();

    /**
     * Whether no publisher is inside, nor can come inside without seeing that the publication was closed before.
     *
     * @param settled whether it was closed at least {@link Occupancy#SETTLE_NS} ago
     */
    boolean isVacant(boolean settled);

    /** For {@link io.framebus.Publishers#ONE}: no lock, no fence, simultaneous use detected where that is free. */
    final class Exclusive implements PublisherGate {
        private final Occupancy occupancy = new Occupancy();

        @Override
        public void enter() {
            occupancy.enter("a publish or a claim");
        }

        @Override
        public void exit() {
            occupancy.exit();
        }

        @Override
        public boolean isVacant(boolean settled) {
            return occupancy.isVacant(settled);
        }
    }
}
