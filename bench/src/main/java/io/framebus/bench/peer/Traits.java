package io.framebus.bench.peer;

import java.util.Set;

/**
 * What a peer can and cannot do, in the configuration that is measured. Memory is bounded in all of them.
 *
 * @param reading what a sink sees
 * @param whenFull what happens when a subscriber is {@code capacityFrames} behind
 * @param loss what a subscriber is told of its loss
 * @param abilities what it can do besides
 * @param how the configuration in a sentence, for tables: what was chosen and why
 */
public record Traits(Reading reading, WhenFull whenFull, Loss loss, Set<Ability> abilities, String how) {
    /** Keeps a copy of the set. */
    public Traits {
        abilities = Set.copyOf(abilities);
    }

    /** Whether a slow subscriber costs the others no frame. */
    public boolean isolates() {
        return abilities.contains(Ability.ISOLATES);
    }

    /** Whether {@link PeerSubscriber#receive} works. */
    public boolean parks() {
        return abilities.contains(Ability.PARKS);
    }

    /** Whether moving frames allocates nothing. */
    public boolean garbageFree() {
        return abilities.contains(Ability.GARBAGE_FREE);
    }

    /** What not every peer can do. */
    public enum Ability {
        /** A slow subscriber costs the others no frame. */
        ISOLATES,
        /** A subscriber can begin with frames from before it joined. */
        LATE_JOIN,
        /** A subscriber goes on at a key frame after loss. */
        KEY_FRAMES,
        /** {@link PeerSubscriber#receive} works. */
        PARKS,
        /** Moving frames allocates nothing. */
        GARBAGE_FREE
    }

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
