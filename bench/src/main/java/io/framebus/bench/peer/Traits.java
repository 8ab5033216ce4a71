package io.framebus.bench.peer;

/**
 * What a peer can and cannot do, in the configuration that is measured.
 *
 * @param reading what a sink sees
 * @param whenFull what happens when a subscriber is {@code capacityFrames} behind
 * @param isolates whether a slow subscriber costs the others no frame
 * @param loss what a subscriber is told of its loss
 * @param lateJoin whether a subscriber can begin with frames from before it joined
 * @param keyFrames whether it goes on at a key frame after loss
 * @param parks whether {@link PeerSubscriber#receive} works
 * @param bounded whether memory is bounded, payloads in flight included
 * @param garbageFree whether moving frames allocates nothing
 * @param how the configuration in a sentence, for tables: what was chosen and why
 */
public record Traits(
        Reading reading,
        WhenFull whenFull,
        boolean isolates,
        Loss loss,
        boolean lateJoin,
        boolean keyFrames,
        boolean parks,
        boolean bounded,
        boolean garbageFree,
        String how) {

    /** What a sink sees. */
    public enum Reading {
        /** A private copy. */
        COPIED,
        /** The medium's own memory, which may be overwritten meanwhile: {@link PeerFrame#isIntact} tells. */
        IN_PLACE,
        /** The medium's own memory, which the publisher leaves alone meanwhile. */
        HELD,
        /** An immutable object that all subscribers share. */
        SHARED,
        /** As shared, and the peer runs the sinks of its subscribers by tasks of its own. */
        PUSHED
    }

    /** What happens when a subscriber is as far behind as the capacity allows. */
    public enum WhenFull {
        /** It is overrun: frames are overwritten, and it goes on further ahead. */
        OVERRUN,
        /** The publisher removes the oldest of its frames. */
        DROPS_OLDEST,
        /** It does not get the newest. */
        DROPS_NEWEST,
        /** The publisher is refused, so that nobody gets the frame. */
        REFUSES
    }

    /** What a subscriber is told of its loss. */
    public enum Loss {
        /** How many frames. */
        COUNTED,
        /** That there was some. */
        NOTICED,
        /** Nothing. */
        UNTOLD
    }
}
