package io.framebus.bench.compare;

import io.framebus.bench.peer.CheckingSink;
import io.framebus.bench.peer.PeerSubscriber;
import java.util.List;

/**
 * What became of the frames of a run that was drained to the end, by the count of whoever published and of the sinks. Over all
 * subscribers, except for the first two.
 *
 * @param offered frames that were to be published
 * @param refused of those, frames that the peer did not take
 * @param subscribers how many
 * @param delivered frames that arrived whole, once and in order
 * @param missing frames that were taken and did not arrive, by their sequences
 * @param told frames that the peer says were lost; -1 where it does not say
 * @param misordered frames that arrived twice or late
 * @param corrupt frames that were not as published, though the peer had them for intact
 * @param torn frames that the peer said were overwritten while they were read; they are among the missing
 */
record FrameBooks(
        long offered,
        long refused,
        int subscribers,
        long delivered,
        long missing,
        long told,
        long misordered,
        long corrupt,
        long torn) {

    /** Of subscribers that have read all they will get. */
    static FrameBooks of(long offered, long refused, List<CheckingSink> sinks, List<PeerSubscriber> subscribers) {
        long delivered = 0;
        long missing = 0;
        long misordered = 0;
        long corrupt = 0;
        long torn = 0;
        for (CheckingSink sink : sinks) {
            delivered += sink.delivered();
            // Those after the newest that arrived never came either. Refused frames have used up their sequences.
            missing += sink.missing() + (offered - sink.next()) - refused;
            misordered += sink.misordered();
            corrupt += sink.corrupt();
            torn += sink.torn();
        }
        long told = 0;
        for (PeerSubscriber subscriber : subscribers) {
            long lost = subscriber.toldLost();
            told = lost == PeerSubscriber.UNTOLD || told == PeerSubscriber.UNTOLD ? PeerSubscriber.UNTOLD : told + lost;
        }
        return new FrameBooks(offered, refused, sinks.size(), delivered, missing, told, misordered, corrupt, torn);
    }

    /** What is wrong with the peer, in a few words; empty if nothing is. */
    String fault() {
        if (corrupt > 0) {
            return corrupt + " corrupt";
        }
        if (misordered > 0) {
            return misordered + " out of order";
        }
        if (missing < 0) {
            return -missing + " delivered that were refused";
        }
        return told >= 0 && told != missing ? "told of " + told + " lost, " + missing + " are" : "";
    }

    /** The books of another run added to these. */
    FrameBooks plus(FrameBooks other) {
        return new FrameBooks(
                offered + other.offered,
                refused + other.refused,
                subscribers,
                delivered + other.delivered,
                missing + other.missing,
                told < 0 || other.told < 0 ? PeerSubscriber.UNTOLD : told + other.told,
                misordered + other.misordered,
                corrupt + other.corrupt,
                torn + other.torn);
    }
}
