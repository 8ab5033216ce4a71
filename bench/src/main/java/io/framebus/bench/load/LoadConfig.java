package io.framebus.bench.load;

import io.framebus.StreamConfig;
import io.framebus.bench.media.MediaClip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one run does; all values are checked already.
 *
 * @param source where the clip comes from, as the user named it
 * @param clip what is played
 * @param streams number of streams
 * @param subscribers subscribers of each stream
 * @param classes how the subscribers behave; their counts add up to all subscribers, healthy ones come first
 * @param rateFactor how many times faster than real time
 * @param warmUp how long to run before that is measured, at least; zero: not at all
 * @param duration duration of the measured run
 * @param ring settings of the streams
 * @param mode how subscriptions are read
 * @param batch frames a subscriber reads in a turn at most
 * @param idling what egress threads do when there is nothing to read
 * @param publishing how frames are published
 * @param generators number of threads that publish
 * @param egressThreads number of threads that serve the subscribers that do not need one each
 * @param aligned whether all streams begin at the same place of the clip at the same time
 * @param seed seed of everything random
 * @param recordsConsumers whether it is recorded how the subscribers behave
 */
record LoadConfig(
        String source,
        MediaClip clip,
        int streams,
        int subscribers,
        List<SubscriberClass> classes,
        double rateFactor,
        Duration warmUp,
        Duration duration,
        StreamConfig ring,
        ReadMode mode,
        int batch,
        EgressIdling idling,
        Publishing publishing,
        int generators,
        int egressThreads,
        boolean aligned,
        long seed,
        boolean recordsConsumers) {

    /** A light load is played faster while warming up, until it delivers this many frames a second. */
    private static final double WARM_UP_DELIVERIES_PER_SECOND = 100_000;

    /**
     * One subscriber's place.
     *
     * @param stream index of its stream
     * @param behaviour index of its class
     * @param phase where in a period of its class's stalls it begins, from 0 to 1
     */
    record Seat(int stream, int behaviour, double phase) {}

    /** A run that publishes one frame after the other, and records nobody. */
    LoadConfig(
            String source,
            MediaClip clip,
            int streams,
            int subscribers,
            List<SubscriberClass> classes,
            double rateFactor,
            Duration warmUp,
            Duration duration,
            StreamConfig ring,
            ReadMode mode,
            int batch,
            EgressIdling idling,
            int generators,
            int egressThreads,
            boolean aligned,
            long seed) {
        this(
                source,
                clip,
                streams,
                subscribers,
                classes,
                rateFactor,
                warmUp,
                duration,
                ring,
                mode,
                batch,
                idling,
                Publishing.EACH,
                generators,
                egressThreads,
                aligned,
                seed,
                false);
    }

    LoadConfig {
        classes = List.copyOf(classes);
    }

    int totalSubscribers() {
        return streams * subscribers;
    }

    /** How many subscribers are served by a thread of their own. */
    int ownThreads() {
        if (mode == ReadMode.RECEIVE) {
            return totalSubscribers();
        }
        return classes.stream()
                .filter(SubscriberClass::blocks)
                .mapToInt(SubscriberClass::count)
                .sum();
    }

    /** Whether egress threads have no subscriber that reads when it likes, other than those with a thread of their own. */
    boolean agentsServeAll() {
        return !recordsConsumers && classes.stream().allMatch(one -> one.isHealthy() || one.blocks());
    }

    /** How many threads do not give their processor away while there is nothing to do. */
    int spinningThreads() {
        boolean spins = idling.spins() && ownThreads() < totalSubscribers();
        return spins ? generators + egressThreads : 0;
    }

    Playlist playlist() {
        return new Playlist(clip, rateFactor);
    }

    StreamStart[] starts() {
        return aligned ? playlist().aligned(streams) : playlist().spread(streams, seed);
    }

    /** A part of the warm-up: the same work on other streams, faster if the load is light, so that all code is compiled after it. */
    LoadConfig asWarmUp(Duration lasting) {
        double deliveries = playlist().framesPerSecond() * Math.max(streams, totalSubscribers());
        double factor = Math.max(1, WARM_UP_DELIVERIES_PER_SECOND / deliveries);
        return new LoadConfig(
                source,
                clip,
                streams,
                subscribers,
                classes,
                rateFactor * factor,
                Duration.ZERO,
                lasting,
                ring,
                mode,
                batch,
                idling,
                publishing,
                generators,
                egressThreads,
                aligned,
                seed,
                false);
    }

    /**
     * Who sits where, stream by stream. Those that are not healthy are spread over the streams, each the last free one of its
     * stream.
     */
    List<Seat> seats() {
        Seat[][] byStream = new Seat[streams][subscribers];
        int placed = 0;
        for (int c = 0; c < classes.size(); c++) {
            int count = classes.get(c).isHealthy() ? 0 : classes.get(c).count();
            for (int n = 0; n < count; n++, placed++) {
                int stream = placed % streams;
                byStream[stream][subscribers - 1 - placed / streams] = new Seat(stream, c, (double) n / count);
            }
        }
        List<Seat> seats = new ArrayList<>(totalSubscribers());
        for (int stream = 0; stream < streams; stream++) {
            for (Seat taken : byStream[stream]) {
                seats.add(taken != null ? taken : new Seat(stream, 0, 0));
            }
        }
        return Collections.unmodifiableList(seats);
    }
}
