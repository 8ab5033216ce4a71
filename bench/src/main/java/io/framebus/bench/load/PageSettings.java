package io.framebus.bench.load;

import io.framebus.StreamConfig;
import io.framebus.bench.text.Units;
import io.framebus.bench.text.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of a run's page that says what was asked for. */
final class PageSettings {
    private PageSettings() {}

    static Map<String, String> of(LoadConfig config) {
        StreamConfig ring = config.ring();
        Playlist playlist = config.playlist();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("media", config.source());
        settings.put(
                "tracks",
                config.clip().tracks().stream()
                        .map(track -> track.codec() + " " + track.format())
                        .collect(Collectors.joining(", ")));
        settings.put(
                "clip",
                Units.time(config.clip().durationUs() * 1e3) + " played over and over, "
                        + Units.count(playlist.syncPoints().length, "key frame") + TextReport.packets(config.clip()));
        settings.put("streams", Units.count(config.streams()) + (config.aligned() ? ", aligned" : ", spread"));
        settings.put(
                "rate",
                Units.three(config.rateFactor()) + "x real time: " + Units.three(playlist.framesPerSecond())
                        + " frames/s and " + Units.bitrate(playlist.bytesPerSecond()) + " a stream");
        settings.put("subscribers of each stream", Units.count(config.subscribers()));
        settings.put(
                "subscribers in all",
                config.classes().stream()
                        .map(behaviour -> Units.count(behaviour.count()) + " " + behaviour.label())
                        .collect(Collectors.joining(", ")));
        settings.put(
                "ring of each stream",
                Units.count(ring.effectiveCapacityFrames()) + " frames and "
                        + Units.bytes(ring.effectiveCapacityBytes()) + ", which hold about "
                        + Units.time(1e9 * TextReport.retainedSeconds(config)));
        settings.put("resync", Values.name(ring.resync()));
        settings.put("max lag", ring.maxLag().toString());
        settings.put(
                "reading", Values.name(config.mode()) + ", " + Units.count(config.batch()) + " frames a turn at most");
        settings.put(
                "egress threads",
                Units.count(config.egressThreads()) + ", idle: " + Values.name(config.idling()) + "; "
                        + Units.count(config.ownThreads(), "subscriber") + " with a thread of their own");
        settings.put(
                "generator threads",
                Units.count(config.generators()) + ", publishing: " + Values.name(config.publishing()));
        settings.put("warm-up", Units.time(config.warmUp()));
        settings.put("duration", Units.time(config.duration()));
        settings.put("seed", String.valueOf(config.seed()));
        return settings;
    }
}
